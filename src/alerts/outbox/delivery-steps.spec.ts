import fc from 'fast-check';
import { makeAlert, makeDelivery, makeMessage } from '../../../test/harness/stored-alerts.js';
import { pauseAfter, TRIED_AT_MOST } from './delivery-pauses.js';
import { begun, ended, fallenThrough, isOver, resumed, type AttemptEnd } from './delivery-steps.js';
import { isPointless } from './pointless.js';

const HOUR = 3_600_000;
const FAILED = { sent: false, why: 'Status 500', mayRetry: true } as const;
const REFUSED = { ...FAILED, mayRetry: false } as const;
const SILENT = { ...FAILED, why: 'No response', mayHaveArrived: true } as const;

const endOf = (some: Partial<AttemptEnd> = {}): AttemptEnd => ({
  result: FAILED,
  at: 2_000,
  triedFor: 10,
  pause: 1_000,
  isPointless: false,
  ...some,
});

describe('The pause after a failed attempt', () => {
  it('doubles from 2 s to 5 min, is about 15 min after an hour, and keeps attempts near a hundred a day', () => {
    const chance = () => 0;
    const pauses = [1, 2, 3, 8, 9, 20].map((failures) => pauseAfter(failures, 0, 0, chance));
    expect(pauses).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
    expect(pauseAfter(30, HOUR, 0, chance)).toBe(900_000);
    for (const draw of [0, 0.999]) {
      let attempts = 1;
      for (let at = 0; at < TRIED_AT_MOST; attempts++) at += pauseAfter(attempts, at, 0, () => draw);
      expect(attempts).toBeGreaterThan(90);
      expect(attempts).toBeLessThan(170);
    }
  });

  it('is never shorter than the other side asks for, never zero, and never beyond the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: TRIED_AT_MOST - 1, noNaN: true }),
        fc.integer({ min: 0, max: 2 * TRIED_AT_MOST }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, triedFor, asked, draw) => {
          const pause = pauseAfter(failures, triedFor, asked, () => draw);
          const rest = TRIED_AT_MOST - triedFor;
          expect(pause).toBeGreaterThanOrEqual(Math.min(asked, rest, 1_000));
          if (asked <= rest) expect(pause).toBeGreaterThanOrEqual(Math.min(asked, rest));
          expect(pause).toBeLessThanOrEqual(Math.ceil(rest));
        },
      ),
    );
  });
});

describe('A delivery', () => {
  const sending = begun(makeDelivery({ next: ['email', 'sms'] }), 1_000, false);

  it('notes an attempt before it begins, and how it ended', () => {
    expect(sending).toMatchObject({ state: 'sending', maybeTwice: false });
    expect(sending.attempts).toEqual([
      { at: 1_000, endedAt: null, result: 'unknown', why: null, retryAt: null },
    ]);
    expect(ended(sending, endOf())).toMatchObject({
      state: 'waiting',
      notBefore: 3_000,
      triedFor: 10,
      attempts: [{ at: 1_000, endedAt: 2_000, result: 'failed', why: 'Status 500', retryAt: 3_000 }],
    });
    expect(ended(sending, endOf({ result: { sent: true, detail: 'id 7' } }))).toMatchObject({
      state: 'sent',
      attempts: [{ result: 'sent', why: 'id 7', retryAt: null }],
    });
  });

  it.each([
    ['waiting', FAILED, {}],
    ['failed', REFUSED, {}],
    ['dead', FAILED, { triedFor: TRIED_AT_MOST }],
    ['cancelled', FAILED, { isPointless: true }],
    ['sent', { sent: true }, { isPointless: true, triedFor: TRIED_AT_MOST }],
  ] as const)('is %s after %j %j', (state, result, some) => {
    expect(ended(sending, endOf({ result, ...some })).state).toBe(state);
  });

  it('is dead when no repeat can help and no channel follows', () => {
    const alone = begun(makeDelivery(), 1_000, false);
    expect(ended(alone, endOf({ result: REFUSED })).state).toBe('dead');
  });

  it('passes its message on once, with its key, and goes on by itself', () => {
    const [own, other] = fallenThrough(ended(sending, endOf()), 5_000)!;
    expect(own).toMatchObject({ state: 'waiting', next: [], attempts: [{ result: 'failed' }] });
    expect(other).toMatchObject({
      id: 'delivery-1.email',
      channel: 'email',
      next: ['sms'],
      state: 'waiting',
    });
    expect(other).toMatchObject({ createdAt: 5_000, notBefore: 5_000, attempts: [], triedFor: 0 });
    expect(other.message).toBe(own.message);
    expect(fallenThrough(own, 5_000)).toBeUndefined();
  });

  it('may arrive twice only where an attempt before may have arrived and the channel drops no repeats', () => {
    const repeated = (result: AttemptEnd['result'], dropsRepeats: boolean) =>
      begun(ended(sending, endOf({ result })), 4_000, dropsRepeats).maybeTwice;
    expect(repeated(FAILED, false)).toBe(false);
    expect(repeated(SILENT, false)).toBe(true);
    expect(repeated(SILENT, true)).toBe(false);
    expect(begun(resumed(sending), 4_000, false).maybeTwice).toBe(true);
    expect(begun(resumed(sending), 4_000, true).maybeTwice).toBe(false);
  });

  it('may arrive twice with some of several recipients once the process has ended that knew which of them have it', () => {
    const some = ended(sending, endOf({ result: { ...FAILED, partly: true } }));
    expect(begun(some, 4_000, false).maybeTwice).toBe(false);
    expect(resumed(some).attempts).toMatchObject([{ result: 'unknown', why: 'Status 500' }]);
    expect(begun(resumed(some), 4_000, false).maybeTwice).toBe(true);
    expect(resumed(resumed(some))).toEqual(resumed(some));
  });

  it('goes on after a crash: what was being sent is repeated, and a test is not', () => {
    const waiting = makeDelivery();
    expect(resumed(waiting)).toBe(waiting);
    expect(resumed(sending)).toMatchObject({
      state: 'waiting',
      attempts: [{ result: 'unknown', endedAt: null }],
    });
    const test = { ...sending, message: makeMessage({ notice: 'test' }) };
    expect(isOver(resumed(test))).toBe(true);
    expect(ended(test, endOf()).state).toBe('failed');
  });
});

describe('A message that has not arrived', () => {
  const firing = makeAlert();
  const acknowledged = makeAlert({ state: 'acknowledged', acknowledgedAt: 1 });
  const over = makeAlert({ state: 'resolved', resolvedBy: 'condition', resolvedAt: 1 });
  const both = { ...over, acknowledgedAt: 1 };

  it.each([
    [false, [firing]],
    [false, [over]],
    [false, [acknowledged, firing]],
    [false, [acknowledged, undefined]],
    [false, []],
    [true, [acknowledged]],
    [true, [both, acknowledged]],
  ])('is pointless (%j) once people acknowledged every alert that it is about', (expected, alerts) => {
    expect(isPointless(makeDelivery(), alerts)).toBe(expected);
    expect(isPointless(makeDelivery({ message: makeMessage({ notice: 'resolved' }) }), alerts)).toBe(false);
  });
});
