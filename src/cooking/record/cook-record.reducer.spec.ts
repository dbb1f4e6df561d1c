import fc from 'fast-check';
import { makeCookerState, makeCookingReading } from '../../../test/harness/readings.js';
import { makeRecordedSafety } from '../../../test/harness/stored-cooks.js';
import { makeCook, makeForeignCook } from '../../../test/harness/cook-monitor-harness.js';
import type { CookerReading } from '../../device/cooker-state.js';
import { celsius, seconds } from '../../shared/units.js';
import type { AssessedCook } from '../status/cook-assessor.js';
import type { CookRecord, UnfinishedFood } from './cook-record.js';
import { emptyRecord, foodNoteOf, withInterruption, withLeft, withReading } from './cook-record.reducer.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const begin = (): CookRecord => emptyRecord(makeCook({ requestedBy: 'default' }), makeCookerState(), NOON);
const at65 = (known: Partial<CookerReading> = {}) =>
  makeCookingReading({ target: celsius(65), water: celsius(40), ...known });
const running = (length: number, elapsed = 0) =>
  ({ mode: 'running', length: seconds(length), elapsed: seconds(elapsed) }) as const;

describe('The record of a cook', () => {
  it('begins with the principal and with nothing observed', () => {
    expect(begin()).toMatchObject({
      requestedBy: 'default',
      lastSeenAt: NOON,
      settings: [],
      interruptions: [],
      bath: { first: null, highest: null, reachedAt: null },
    });
    expect(emptyRecord(makeForeignCook(), makeCookerState(), NOON).requestedBy).toBeNull();
  });

  it('holds the extremes of the water for any course', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 50 }), (course) => {
        const { bath } = course.reduce(
          (record, water, index) => withReading(record, at65({ water: celsius(water) }), NOON + index),
          begin(),
        );
        expect(bath).toMatchObject({
          first: course[0],
          last: course.at(-1),
          lowest: Math.min(...course),
          highest: Math.max(...course),
        });
      }),
    );
  });

  it('ignores a reading without a water temperature', () => {
    const record = withReading(begin(), at65({ water: celsius(50) }), NOON);
    expect(withReading(record, at65({ water: undefined }), NOON + 1).bath).toEqual(record.bath);
  });

  it('notes when the water first came within half a degree of the setpoint', () => {
    const early = withReading(begin(), at65({ water: celsius(64.4) }), NOON);
    expect(early.bath.reachedAt).toBeNull();
    const there = withReading(early, at65({ water: celsius(64.6) }), NOON + 1);
    expect(there.bath.reachedAt).toBe(NOON + 1);
    expect(withReading(there, at65({ water: celsius(64.9) }), NOON + 2).bath.reachedAt).toBe(NOON + 1);
  });

  it('notes when the timer began, also when it was first seen later', () => {
    const record = withReading(begin(), at65({ timer: running(5400, 90) }), NOON);
    expect(record.bath.timerStartedAt).toBe(NOON - 90_000);
  });

  it('lists every setting once, however it was rounded', () => {
    let record = withReading(begin(), at65({ timer: running(5400) }), NOON);
    record = withReading(record, at65({ target: celsius(65.04), timer: running(5400) }), NOON + 1);
    record = withReading(record, at65({ target: celsius(58), timer: running(5400) }), NOON + 2);
    record = withReading(record, at65({ target: celsius(58), timer: running(3600) }), NOON + 3);
    record = withReading(record, at65({ target: undefined, timer: running(3600) }), NOON + 4);
    expect(record.settings).toEqual([
      { at: NOON, target: 65, timerSeconds: 5400 },
      { at: NOON + 2, target: 58, timerSeconds: 5400 },
      { at: NOON + 3, target: 58, timerSeconds: 3600 },
    ]);
  });

  it('treats a timer that begins to run as the one of the first setting', () => {
    const warming = withReading(begin(), at65({ timer: { mode: 'idle' } }), NOON);
    const there = withReading(warming, at65({ timer: running(5400) }), NOON + 9);
    expect(there.settings).toEqual([{ at: NOON, target: 65, timerSeconds: 5400 }]);
  });

  it('does not list the timer of the cook before as a setting', () => {
    const timer = { mode: 'idle', length: seconds(600) } as const;
    expect(withReading(begin(), at65({ timer }), NOON).settings).toEqual([
      { at: NOON, target: 65, timerSeconds: null },
    ]);
  });

  it("keeps the vendor's cook id and never goes back in time", () => {
    const record = withReading(begin(), at65({ vendorCookId: 'theirs' }), NOON + 5);
    const next = withReading(record, at65({ vendorCookId: undefined }), NOON + 3);
    expect(next).toMatchObject({ vendorCookId: 'theirs', lastSeenAt: NOON + 5 });
  });

  it('lists the gaps in order, and the longest ones when there are too many', () => {
    const gap = { from: NOON, seconds: 30, cause: 'line' } as const;
    expect(withInterruption(begin(), gap).interruptions).toEqual([gap]);
    let record = begin();
    for (let index = 0; index < 700; index++) record = withInterruption(record, { ...gap, seconds: index });
    expect(record.interruptions).toHaveLength(500);
    const { interruptions } = record;
    expect([interruptions[0]!.seconds, interruptions.at(-1)!.seconds]).toEqual([200, 699]);
  });
});

describe('The most important sentence about a food', () => {
  const assessed = (known: Partial<AssessedCook>): AssessedCook => ({
    safety: makeRecordedSafety(),
    headline: 'Say this.',
    leads: false,
    ...known,
  });

  it('is kept while its cook is on; afterwards only if it says to throw the food away', () => {
    expect(foodNoteOf(assessed({}), false)).toMatchObject({ headline: 'Say this.', leads: false });
    expect(foodNoteOf(assessed({ unmeasured: 12 }), true)).toEqual({
      headline: undefined,
      leads: false,
      unmeasuredMinutes: 12,
    });
    expect(foodNoteOf(assessed({ leads: true }), true)).toMatchObject({ headline: 'Say this.', leads: true });
  });

  it('is the present one for food that its cook left', () => {
    const record = { ...begin(), safety: makeRecordedSafety({ warnings: ['47 minutes more would do.'] }) };
    const left = { minutes: 205, spoilt: false } as UnfinishedFood;
    const discard = withLeft(record, left, assessed({ headline: 'Throw it away.', leads: true }));
    expect(discard).toMatchObject({
      left,
      foodNote: { headline: 'Throw it away.', leads: true },
      safety: { warnings: ['Throw it away.'], allowed: false, inDangerZone: 205, spoilt: false },
    });
    expect(withLeft(record, left, undefined).safety).toMatchObject({ warnings: record.safety.warnings });
    expect(withLeft(record, { ...left, spoilt: true }, undefined).safety).toMatchObject({
      ...{ spoilt: true, pasteurized: false, allowed: false },
    });
    expect(withLeft({ ...record, safety: null }, left, undefined).safety).toBeNull();
  });
});
