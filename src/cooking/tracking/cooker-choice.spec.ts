import { makeCookerState, makeAccount } from '../../../test/harness/readings.js';
import { visibleTo } from '../../device/visible-cookers.js';
import { chooseCooker } from './cooker-choice.js';

const one = makeCookerState({ id: 'one', name: 'Kitchen' });
const two = makeCookerState({ id: 'two', name: 'Cellar' });
const old = makeCookerState({ id: 'old', type: 'a3', supported: false });

const refusalOf = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return error;
  }
};
const codeOf = (call: () => unknown) => (refusalOf(call) as { code?: string }).code;

describe('chooseCooker', () => {
  it('chooses the only cooker whose states can be read', () => {
    expect(chooseCooker(makeAccount([old, one]), {})).toBe(one);
  });

  it('prefers the requested cooker to the configured one', () => {
    const account = makeAccount([one, two]);
    expect(chooseCooker(account, { asked: 'two', preferred: 'one' })).toBe(two);
    expect(chooseCooker(account, { preferred: 'one' })).toBe(one);
  });

  it.each([
    ['several and none chosen', makeAccount([one, two]), {}, 'DEVICE_AMBIGUOUS'],
    ['an unknown id', makeAccount([one]), { asked: 'three' }, 'DEVICE_NOT_FOUND'],
    ['a setting that names no cooker', makeAccount([one]), { preferred: 'three' }, 'DEVICE_NOT_FOUND'],
    ['only one that cannot be read', makeAccount([old]), {}, 'DEVICE_UNSUPPORTED'],
    ['one that cannot be read, asked for', makeAccount([old, one]), { asked: 'old' }, 'DEVICE_UNSUPPORTED'],
    ['an empty list', makeAccount([]), {}, 'NO_DEVICE'],
    ['no list yet', makeAccount([], { listed: false }), {}, 'CLOUD_UNAVAILABLE'],
    [
      'no list because the token is refused',
      makeAccount([], { listed: false, link: 'token-rejected' }),
      {},
      'ANOVA_TOKEN_REJECTED',
    ],
  ])('throws when %s', (_case, account, choice, code) => {
    expect(codeOf(() => chooseCooker(account, choice))).toBe(code);
  });

  it('leaves out a setting that the principal cannot see, and only then', () => {
    const account = makeAccount([one, two, old]);
    const limited = visibleTo({ devices: new Set(['two', 'old']) }, account);
    expect(chooseCooker(limited, { preferred: 'one' })).toBe(two);
    expect(codeOf(() => chooseCooker(limited, { preferred: 'old' }))).toBe('DEVICE_UNSUPPORTED');
    expect(visibleTo({}, account)).toBe(account);
  });

  it.each([{}, { asked: 'one' }, { preferred: 'one' }])(
    'refuses a principal that is limited to cookers that are not listed, without naming others (%j)',
    (choice) => {
      const limited = visibleTo({ devices: new Set(['gone']) }, makeAccount([one, two]));
      expect(refusalOf(() => chooseCooker(limited, choice))).toMatchObject({
        code: 'DEVICE_NOT_FOUND',
        details: { devices: [] },
      });
    },
  );

  it('names at most ten cookers', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      makeCookerState({ id: `c${index}`, name: `N${index}` }),
    );
    for (const choice of [{}, { asked: 'unknown' }]) {
      const { message, details } = refusalOf(() => chooseCooker(makeAccount(many), choice)) as {
        message: string;
        details: { devices: unknown[] };
      };
      expect(details.devices).toHaveLength(10);
      expect(message).not.toContain('N10');
    }
    expect(refusalOf(() => chooseCooker(makeAccount(many), {}))).toMatchObject({
      message:
        'The account has 50 cookers: say which by device_id (N0, N1, N2, N3, N4, N5, N6, N7, N8, N9 and 40 more).',
    });
  });

  it('lists the cookers to choose from', () => {
    expect(refusalOf(() => chooseCooker(makeAccount([one, two]), {}))).toMatchObject({
      message: 'The account has 2 cookers: say which by device_id (Kitchen, Cellar).',
      details: {
        devices: [
          { device_id: 'one', name: 'Kitchen', type: 'a7' },
          { device_id: 'two', name: 'Cellar', type: 'a7' },
        ],
      },
    });
  });
});
