import { thermometers } from './thermometers.js';

type Parameters1 = Parameters<typeof thermometers>;

/** What the check finds where the server says this of its thermometers. */
const found = async (details: unknown) => {
  const health = { status: 200, headers: new Headers(), text: '', body: { status: 'ok', details } };
  return thermometers({} as Parameters1[0], { server: { health } } as unknown as Parameters1[1]);
};

describe('The doctor, of thermometers', () => {
  it.each([[{}], [null], [{ thermometers: null }], [{ thermometers: { status: 'up' } }]])(
    'says nothing where none is in use: %j',
    async (details) => {
      expect(await found(details)).toEqual([]);
    },
  );

  it.each([
    ['connected', 'ok', undefined],
    ['connecting', 'ok', undefined],
    ['needs_sign_in', 'wrong', 'sudo coddle thermometers sign-in meater'],
    ['rate_limited', 'note', 'wait'],
    ['unreachable', 'note', 'journalctl'],
  ])('finds %s %s', async (state, grade, mend) => {
    const [finding] = await found({ thermometers: { status: 'up', meater: state } });
    expect(finding).toMatchObject({ check: 'thermometers', state: grade });
    if (mend === undefined) expect(finding).not.toHaveProperty('mend');
    else expect(finding!.mend).toContain(mend);
  });

  it('gives each account a line of its own', async () => {
    const accounts = { status: 'up', thermoworks: 'connected', mqtt: 'needs_sign_in' };
    const findings = await found({ thermometers: accounts });
    expect(findings.map(({ told }) => told)).toEqual([
      'thermoworks is connected',
      'mqtt refuses the sign-in',
    ]);
    expect(findings[1]!.mend).toContain('MQTT_URL');
  });

  it('says nothing where the server does not respond', async () => {
    const server = { health: { failure: 'refused', code: 'ECONNREFUSED' } };
    expect(await thermometers({} as Parameters1[0], { server } as unknown as Parameters1[1])).toEqual([]);
  });
});
