import fc from 'fast-check';
import { decodeProbes, decodeSignIn, statusOf } from './meater-devices.js';

const SECONDS = 1_777_660_200;
const ID = 'ab'.repeat(32);

const entry = (known: object = {}) => ({
  id: ID,
  temperature: { internal: 48.2, ambient: 163 },
  cook: null,
  updated_at: SECONDS,
  ...known,
});
const body = (...devices: unknown[]) => ({ status: 'OK', statusCode: 200, data: { devices }, meta: {} });
const only = (known: object = {}) => decodeProbes(body(entry(known)))!.probes[0]!;

describe('decodeProbes', () => {
  it('reads both sensors with their instant', () => {
    expect(decodeProbes(body(entry()))).toEqual({
      complete: true,
      probes: [
        {
          id: ID,
          internal: { celsius: 48.2, impossible: false },
          ambient: { celsius: 163, impossible: false },
          at: SECONDS * 1000,
          cookName: null,
          targetCelsius: null,
          remainingSeconds: null,
        },
      ],
    });
  });

  it.each([
    ['in its temperature', { temperature: { target: 54, peak: 48.2 } }],
    ['in the cook itself', { target: 54, peak: 48.2 }],
  ])('reads a cook whose target is %s', (_, known) => {
    const cook = { name: 'Steak', state: 'Started', time: { elapsed: 60, remaining: 930 }, ...known };
    expect(only({ cook })).toMatchObject({ cookName: 'Steak', targetCelsius: 54, remainingSeconds: 930 });
  });

  it.each([-1, null, undefined, '930', NaN])('does not know a remaining time of %j', (remaining) => {
    expect(only({ cook: { time: { remaining } } }).remainingSeconds).toBeNull();
  });

  it('knows a remaining time of zero', () => {
    expect(only({ cook: { time: { remaining: 0 } } }).remainingSeconds).toBe(0);
  });

  it.each([null, undefined, '48.2', true, {}])('has no value where the number is %j', (internal) => {
    const { internal: tip, ambient } = only({ temperature: { internal, ambient: 163 } });
    expect([tip, ambient.celsius]).toEqual([{ celsius: null, impossible: false }, 163]);
  });

  it.each([6553.5, -273, 4096])('takes %d °C in the food for a fault of the sensor', (internal) => {
    expect(only({ temperature: { internal, ambient: 163 } }).internal).toEqual({
      celsius: null,
      impossible: true,
    });
  });

  it.each([null, undefined, {}, 'hot', []])('reads a probe without temperatures: %j', (temperature) => {
    expect(only({ temperature })).toMatchObject({ internal: { celsius: null }, ambient: { celsius: null } });
  });

  it.each([null, undefined, '1777660200', Infinity, 1e300])(
    'leaves out a probe of the instant %j, which would have no age',
    (updated_at) => {
      const list = decodeProbes(body(entry({ updated_at }), entry({ id: 'other' })));
      expect(list?.probes.map(({ id }) => id)).toEqual(['other']);
      expect(list?.complete).toBe(false);
    },
  );

  it('reads an account whose probes are out of reach', () => {
    expect(decodeProbes(body())).toEqual({ probes: [], complete: true });
  });

  it('reads no list where there is none', () => {
    for (const other of [null, undefined, [], 'x', {}, { data: [] }, { data: { devices: {} } }])
      expect(decodeProbes(other)).toBeUndefined();
  });

  it('never throws, and gives only numbers that a sensor can have', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(null, -1, SECONDS, 6553.5, '48', -0, 1e308, ID),
    );
    const document = fc.record({
      id: fc.oneof(anything, fc.constant(ID)),
      temperature: fc.oneof(anything, fc.record({ internal: anything, ambient: anything })),
      cook: fc.oneof(anything, fc.record({ name: anything, temperature: anything, time: anything })),
      updated_at: fc.oneof(anything, fc.constant(SECONDS)),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.array(fc.oneof(anything, document)).map((all) => body(...all)),
        ),
        (any) => {
          for (const { internal, ambient, at } of decodeProbes(any)?.probes ?? []) {
            expect(Number.isSafeInteger(at)).toBe(true);
            for (const { celsius } of [internal, ambient])
              if (celsius !== null) expect(Math.abs(celsius)).toBeLessThanOrEqual(600);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('statusOf', () => {
  it.each([
    [200, { status: '200 OK', statusCode: 200 }, 200],
    [200, { status: 'OK', statusCode: 401 }, 401],
    [503, { status: 'OK' }, 503],
    [429, undefined, 429],
    [200, { statusCode: '401' }, 200],
  ])('goes by the number in the body, then by HTTP: %d with %j is %d', (http, given, expected) => {
    expect(statusOf(http, given)).toBe(expected);
  });
});

describe('decodeSignIn', () => {
  const token = `${'a'.repeat(300)}.b.c`;

  it.each([{ token }, { accessToken: token }])('reads the token by both of its published names', (data) => {
    expect(decodeSignIn({ status: 'OK', statusCode: 200, data })).toBe(token);
  });

  it('reads nothing else', () => {
    for (const given of [
      null,
      {},
      { data: null },
      { data: { token: '' } },
      { data: { token: 'a b' } },
      'text',
    ])
      expect(decodeSignIn(given)).toBeUndefined();
  });
});
