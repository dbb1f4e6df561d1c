import { judgedNode } from './node.js';

describe('The check of the Node version', () => {
  const judged = (version: string, day: string, program = '/opt/node/bin/node') =>
    judgedNode(version, new Date(day), program);

  it.each([
    ['20.20.2', '2026-04-29', 'ok', 'until 2026-04-30'],
    ['20.20.2', '2026-04-30', 'note', 'no security updates since 2026-04-30'],
    ['22.11.0', '2026-11-30', 'ok', 'until 2027-04-30'],
    ['24.4.1', '2028-05-01', 'note', 'no security updates since 2028-04-30'],
    ['99.0.0', '2026-11-30', 'unsure', 'it is not known how long'],
  ])('says of %s on %s: %s', (version, day, state, told) => {
    expect(judged(version, day)).toMatchObject({ state, told: expect.stringContaining(told) as string });
  });

  it('knows that Debian supports the package of Debian 13', () => {
    expect(judged('20.19.2', '2026-11-30', '/usr/bin/node')).toMatchObject({
      state: 'note',
      told: expect.stringContaining('Debian still updates it') as string,
    });
    expect(judged('20.19.2', '2026-11-30').told).toContain('has had no security updates');
  });
});
