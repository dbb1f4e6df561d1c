import fc from 'fast-check';
import { isStale, probeState, type ProbeEvidence } from './probe-state.js';

const ALIVE = { gone: false, online: true, heardAgo: 5 } as const;
const evidence = (known: Partial<ProbeEvidence> = {}): ProbeEvidence => ({
  sendsOnChange: false,
  broken: false,
  newest: { hasValue: true, age: 5 },
  usualInterval: 10,
  thermometer: ALIVE,
  ...known,
});

describe('The state of a probe', () => {
  it.each<[string, Partial<ProbeEvidence>]>([
    ['ok', {}],
    ['ok', { sendsOnChange: true }],
    ['ok', { thermometer: { gone: false, online: null, heardAgo: null } }],
    ['silent', { sendsOnChange: true, newest: { hasValue: true, age: 3_600 } }],
    [
      'silent',
      {
        sendsOnChange: true,
        newest: { hasValue: true, age: 3_600 },
        thermometer: { gone: false, online: null, heardAgo: 60 },
      },
    ],
    [
      'lost',
      {
        sendsOnChange: true,
        newest: { hasValue: true, age: 3_600 },
        thermometer: { gone: false, online: true, heardAgo: 1_200 },
      },
    ],
    ['lost', { newest: { hasValue: true, age: 600 } }],
    // A data logger that sends every two hours has missed one transmission, or three.
    ['ok', { usualInterval: 7_200, newest: { hasValue: true, age: 14_000 } }],
    ['lost', { usualInterval: 7_200, newest: { hasValue: true, age: 22_000 } }],
    ['lost', { usualInterval: 604_800, newest: { hasValue: true, age: 65_000 } }],
    ['lost', { thermometer: { ...ALIVE, online: false } }],
    ['lost', { thermometer: { ...ALIVE, gone: true }, broken: true }],
    ['no_reading', { newest: undefined }],
    ['no_reading', { newest: { hasValue: false, age: 5 } }],
    ['no_reading', { newest: { hasValue: false, age: 7_200 } }],
    ['lost', { newest: { hasValue: false, age: 7_200 }, thermometer: { ...ALIVE, heardAgo: 7_200 } }],
    ['dead', { broken: true }],
    ['dead', { broken: true, newest: undefined }],
    ['dead', { broken: true, newest: { hasValue: false, age: 5 } }],
  ])('is %s for %j', (state, known) => {
    expect(probeState(evidence(known))).toBe(state);
  });

  const times = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null });
  const any = fc.record({
    sendsOnChange: fc.boolean(),
    broken: fc.boolean(),
    newest: fc.option(
      fc.record({ hasValue: fc.boolean(), age: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
      { nil: undefined },
    ),
    usualInterval: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }), { nil: undefined }),
    thermometer: fc.record({
      gone: fc.boolean(),
      online: fc.option(fc.boolean(), { nil: null }),
      heardAgo: times,
    }),
  });

  it('is ok or silent only with a value, and silent only where the thermometer is alive', () => {
    fc.assert(
      fc.property(any, (known) => {
        const state = probeState(known);
        if (state === 'ok' || state === 'silent') {
          expect(known.newest?.hasValue).toBe(true);
          expect(known.broken || known.thermometer.gone).toBe(false);
        }
        if (state === 'silent') expect(known.thermometer.heardAgo).toBeLessThanOrEqual(600);
      }),
    );
  });

  it('never comes back from lost by growing older', () => {
    fc.assert(
      fc.property(any, fc.double({ min: 0, max: 1e6, noNaN: true }), (known, more) => {
        const { newest, thermometer } = known;
        const older = {
          ...known,
          newest: newest && { ...newest, age: newest.age + more },
          thermometer: {
            ...thermometer,
            heardAgo: thermometer.heardAgo === null ? null : thermometer.heardAgo + more,
          },
        };
        if (probeState(known) === 'lost') expect(probeState(older)).toBe('lost');
      }),
    );
  });

  it.each([
    [29, undefined, false],
    [181, undefined, true],
    [31, 10, true],
    [29, 10, false],
    [901, 300, true],
    [5_399, 3_600, false],
    [5_401, 3_600, true],
    [10_700, 7_200, false],
    [10_900, 7_200, true],
    // No device sends once a week: an interval that long is a fault.
    [32_399, 604_800, false],
    [32_401, 604_800, true],
  ])('an age of %p s is stale with an interval of %p: %p', (age, interval, stale) => {
    expect(isStale(age, interval)).toBe(stale);
  });
});
