import fc from 'fast-check';
import { chickenCook } from '../../simulator/probe-replay/chicken-cook.js';
import type { CookSeries } from '../../simulator/probe-replay/cook-series.js';
import { smokerCook } from '../../simulator/probe-replay/smoker-cook.js';
import { celsius } from '../../shared/units.js';
import { analyse, CookAnalyst, type CookEventKind, type Forecast, type TrackedReading } from './forecast.js';

const START = Date.UTC(2026, 4, 2, 10);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The readings of one probe of a generated cook. */
const readingsOf = ({ rows }: CookSeries, probe: number): TrackedReading[] =>
  rows.flatMap(({ elapsed, celsius: values }) => {
    const value = values[probe];
    return value === undefined ? [] : [{ at: START + elapsed * 1000, celsius: value }];
  });

/** What was said after each reading of the core. */
function followed(core: readonly TrackedReading[], ambient: readonly TrackedReading[], target?: number) {
  const analyst = new CookAnalyst(target === undefined ? undefined : celsius(target));
  const said: (Forecast & { at: number })[] = [];
  let next = 0;
  for (const reading of core) {
    for (; next < ambient.length && ambient[next]!.at <= reading.at; next++)
      analyst.takeAmbient(ambient[next]!);
    analyst.takeCore(reading);
    said.push({ ...analyst.forecast(reading.at), at: reading.at });
  }
  return said;
}

/** A curve in steps of time, as many minutes as given, rounded to the sensor's step. */
const curve = (minutes: number, at: (minute: number) => number, everyMs = 10_000, step = 0.05) =>
  Array.from({ length: Math.ceil((minutes * MINUTE) / everyMs) }, (_, index) => ({
    at: START + index * everyMs,
    celsius: Math.round(at((index * everyMs) / MINUTE) / step) * step,
  }));
/** Food from 5 °C that approaches 90 °C. */
const warming = (minute: number): number => 90 - 85 * Math.exp(-minute / 80);
const kinds = (forecast: Forecast): CookEventKind[] => forecast.events.map(({ kind }) => kind);

describe.each([
  ['chicken', chickenCook(), [0], 1, 74],
  ['overnight smoker', smokerCook(), [0, 1], 2, 94],
] as const)('CookAnalyst, for the %s', (_, cook, probes, air, target) => {
  const openings = cook.events.filter(({ what }) => what === 'lid_open').map(({ elapsed }) => elapsed);
  const foodOut = cook.events.find(({ what }) => what === 'food_out')!.elapsed;
  const courses = probes.map((probe) => ({
    said: followed(readingsOf(cook, probe), readingsOf(cook, air), target),
  }));

  it.each(courses)('sees each opening of the lid within two minutes, and no other', ({ said }) => {
    const during = said.findLast(({ at }) => at < START + foodOut * 1000)!;
    const seen = during.events.filter(({ kind }) => kind === 'lid_open');
    expect(seen).toHaveLength(openings.length);
    for (const [index, { at, seenAt, until }] of seen.entries()) {
      expect(Math.abs(at - START - openings[index]! * 1000)).toBeLessThan(2 * MINUTE);
      expect(seenAt - START - openings[index]! * 1000).toBeLessThan(2 * MINUTE);
      expect(until).not.toBeNull();
    }
  });

  it.each(courses)(
    'sees no probe that left the food, and no dead fire, also not while nothing changes',
    ({ said }) => {
      expect(kinds(said.at(-1)!)).not.toContain('probe_out');
      expect(kinds(said.at(-1)!)).not.toContain('fire_out');
    },
  );

  it('lets the food rest once it is off the heat', () => {
    const last = courses[0]!.said.at(-1)!;
    expect(kinds(last)).toContain('taken_off');
    expect(last).toMatchObject({ phase: 'resting', state: 'reached' });
  });

  it('holds what happened in three of four intervals', () => {
    const { said } = courses[0]!;
    const reachedAt = said.at(-1)!.reachedAt!;
    const made = said.filter(({ earliest }) => earliest !== null);
    const held = made.filter(({ earliest, latest }) => earliest! <= reachedAt && reachedAt <= latest!);
    expect(made.length).toBeGreaterThan(said.length / 6);
    expect(held.length / made.length).toBeGreaterThan(0.75);
  });
});

describe('CookAnalyst', () => {
  it('calls the stall of a smoker slow, and abstains in it while the target is far', () => {
    const cook = smokerCook();
    const said = followed(readingsOf(cook, 0), readingsOf(cook, 2), 94);
    const stalled = said.filter(({ at }) => at > START + 7 * HOUR && at < START + 8.5 * HOUR);
    expect(new Set(stalled.map(({ phase }) => phase))).toEqual(new Set(['slow']));
    expect(new Set(stalled.map(({ state }) => state))).toEqual(new Set(['unsteady']));
    expect(new Set(stalled.map(({ reason }) => reason))).toEqual(new Set(['slow_phase']));
  });

  it('waits while a probe falls from air into cold food, and counts nothing of it', () => {
    const falling = (minute: number) => 4 + 18 * Math.exp(-minute / 2) + Math.max(0, minute - 20) * 0.5;
    const said = followed(curve(60, falling), [], 60);
    const early = said.filter(({ at }) => at < START + 20 * MINUTE);
    expect(new Set(early.map(({ phase }) => phase))).toEqual(new Set(['waiting']));
    expect(early.every(({ rateCelsiusPerHour: rate }) => rate === null || rate > -1)).toBe(true);
    expect(said.at(-1)).toMatchObject({ phase: 'warming', events: [] });
    expect(said.at(-1)!.rateCelsiusPerHour).toBeCloseTo(30, 0);
  });

  it('sees a probe that is pulled out and put back, and goes on from there', () => {
    const pulled = (minute: number) => (minute >= 60 && minute < 70 ? 24 : warming(minute));
    const said = followed(curve(110, pulled), [], 70);
    const out = said.find(({ at }) => at >= START + 61 * MINUTE)!;
    expect(out).toMatchObject({ state: 'unsteady', reason: 'probe_out', rateCelsiusPerHour: null });
    expect(out.events).toMatchObject([{ kind: 'probe_out', until: null }]);
    const [event] = said.at(-1)!.events;
    expect(Math.abs(event!.at - START - 60 * MINUTE)).toBeLessThan(MINUTE);
    expect(Math.abs(event!.until! - START - 70 * MINUTE)).toBeLessThan(MINUTE);
    expect(said.at(-1)!.state).toBe('forecast');
  });

  it('calls no food resting whose probe came out of a warm hand', () => {
    const inserted = (minute: number): number =>
      minute < 2 ? 20 + 5 * minute : Math.max(5, 30 - 25 * (minute - 2)) + Math.max(0, minute - 5) * 0.5;
    const said = followed(curve(60, inserted), [], 60);
    expect(said.map(({ phase }) => phase)).not.toContain('resting');
    expect(said.at(-1)!.phase).toBe('warming');
  });

  it('takes no cooling of resting food for a lost probe, also between readings that are far apart', () => {
    const resting = (minute: number) =>
      minute < 100 ? warming(minute) : warming(100) - (minute - 100) * 0.3;
    const said = followed(curve(200, resting, 20 * MINUTE), [], 60);
    expect(said.at(-1)).toMatchObject({ phase: 'resting', state: 'reached', events: [] });
  });

  it('takes a probe that slips into the hot air for no food that is done', () => {
    const said = followed(
      curve(90, (minute) => (minute < 60 ? warming(minute) : 150)),
      [],
      74,
    );
    expect(said.at(-1)).toMatchObject({ state: 'unsteady', reason: 'probe_out', reachedAt: null });
  });

  it('sees a fire that dies while the core is short of its target', () => {
    const air = curve(180, (minute) => (minute < 60 ? 115 : 20 + 95 * Math.exp(-(minute - 60) / 45)));
    const said = followed(
      curve(180, (minute) => warming(Math.min(minute, 90))),
      air,
      74,
    );
    const seen = said.find((one) => kinds(one).includes('fire_out'))!;
    expect((seen.at - START) / MINUTE).toBeGreaterThan(65);
    expect((seen.at - START) / MINUTE).toBeLessThan(110);
    expect(seen).toMatchObject({ state: 'unsteady', reason: 'fire_out' });
    expect(kinds(seen)).toEqual(['fire_out']);
  });

  it('takes food that is as warm as its target from the beginning for done after a while', () => {
    const said = followed(
      curve(30, () => 64),
      [],
      60,
    );
    expect(said.find(({ at }) => at >= START + 5 * MINUTE)).toMatchObject({
      state: 'too_early',
      reason: 'not_warming',
    });
    expect(said.at(-1)).toMatchObject({ state: 'reached', reachedAt: START });
  });

  it('forgets that the air was as warm as the target once the probe is in food', () => {
    const moved = (minute: number) => (minute < 20 ? 90 : 5 + Math.max(0, minute - 30) * 0.5);
    const said = followed(curve(60, moved), [], 60);
    expect(said.at(-1)).toMatchObject({ phase: 'warming', reachedAt: null });
  });

  it('follows another target from the readings it has seen', () => {
    const analyst = new CookAnalyst(celsius(40));
    const readings = curve(90, warming);
    for (const reading of readings) analyst.takeCore(reading);
    const now = readings.at(-1)!.at;
    expect(analyst.forecast(now).state).toBe('reached');
    analyst.setTarget(celsius(70));
    expect(analyst.forecast(now)).toEqual(analyse(readings, { target: celsius(70), now }));
    analyst.setTarget(undefined);
    expect(analyst.forecast(now)).toMatchObject({ reason: 'no_target', reachedAt: null });
  });

  it('says nothing of the present by readings that are a quarter of an hour old', () => {
    const readings = curve(60, warming);
    const at = (minutes: number) => analyse(readings, { target: celsius(70), now: START + minutes * MINUTE });
    expect(at(74).state).toBe('forecast');
    expect(at(76)).toMatchObject({ state: 'unsteady', reason: 'old_reading' });
  });

  it('says the same at another time of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), fc.integer({ min: 20, max: 100 }), (shift, minutes) => {
        const core = curve(minutes, warming);
        const air = curve(minutes, (minute) => (minute > 30 && minute < 33 ? 100 : 150));
        const moved = (all: readonly TrackedReading[]) => all.map((one) => ({ ...one, at: one.at + shift }));
        const now = START + minutes * MINUTE;
        const one = analyse(core, { target: celsius(70), now, ambient: air });
        const other = analyse(moved(core), { target: celsius(70), now: now + shift, ambient: moved(air) });
        expect(sinceStart(other, shift)).toEqual(sinceStart(one, 0));
      }),
      { numRuns: 20 },
    );
  });

  it.each([5_000, 30_000, 60_000])('says about the same with a reading every %i ms', (everyMs) => {
    const at = (every: number) =>
      analyse(curve(60, warming, every), { target: celsius(70), now: START + 60 * MINUTE });
    const [one, other] = [at(10_000), at(everyMs)];
    expect(other.state).toBe('forecast');
    const left = (forecast: Forecast) => forecast.likely! - START - 60 * MINUTE;
    expect(left(other) / left(one)).toBeCloseTo(1, 0.7);
    expect(other.rateCelsiusPerHour! / one.rateCelsiusPerHour!).toBeCloseTo(1, 1);
  });

  it('finds the same rate with a whole-degree sensor', () => {
    const { rateCelsiusPerHour } = followed(curve(60, warming, 30_000, 1), [], 70).at(-1)!;
    const exact = (85 / 80) * 60 * Math.exp(-57 / 80);
    expect(rateCelsiusPerHour! / exact).toBeCloseTo(1, 0.7);
  });
});

/** A forecast with its instants counted from the beginning of the cook. */
function sinceStart(forecast: Forecast, shift: number) {
  const moved = (at: number | null) => (at === null ? null : at - shift);
  const { earliest, likely, latest, reachedAt, events } = forecast;
  return {
    ...forecast,
    earliest: moved(earliest),
    likely: moved(likely),
    latest: moved(latest),
    reachedAt: moved(reachedAt),
    events: events.map((event) => ({
      ...event,
      at: event.at - shift,
      seenAt: event.seenAt - shift,
      until: moved(event.until),
    })),
  };
}
