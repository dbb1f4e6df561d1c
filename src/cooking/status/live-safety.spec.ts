import { makeCookerState, makeCookingReading } from '../../../test/harness/readings.js';
import { makeCook, makeForeignCook } from '../../../test/harness/cook-monitor-harness.js';
import type { FoodMonitor, MonitorReport } from '../../safety/monitor/food-monitor.js';
import { FORECAST_STEP } from '../../safety/monitor/kept-forecast.js';
import { celsius, milliseconds, millimetres, minutes, seconds } from '../../shared/units.js';
import type { WatchedCook } from '../monitoring/watched-cook.js';
import {
  unfinishedCookWarning,
  liveWarnings,
  notYetSentence,
  pasteurizedUpTo,
  wallOf,
} from './live-safety.js';

const NOW = { monotonic: milliseconds(0), wall: new Date('2026-11-20T12:00:00.400Z') };
const SALMONELLA = { name: 'Salmonella', predicted: 3.19, required: 7 };

/** Chicken that is pasteurised in an hour, when its timer ends too; the monitor needs the 81 minutes of its approval. */
const makeReport = (known: Partial<MonitorReport> = {}): MonitorReport => ({
  thickness: millimetres(35),
  core: celsius(60),
  reductions: [SALMONELLA],
  pasteurized: false,
  pasteurizedUpTo: millimetres(20),
  pasteurizedAt: milliseconds(3_600_000),
  missing: seconds(3600),
  planned: minutes(81),
  delay: minutes(0),
  unseen: minutes(0),
  inDangerZone: minutes(30),
  spoilt: false,
  unobserved: minutes(0),
  asOf: milliseconds(0),
  ...known,
});
/** Pasteurisation so many seconds from now. */
const missing = (time: number) => ({ missing: seconds(time), pasteurizedAt: milliseconds(time * 1000) });
const watched = (known: Partial<WatchedCook> = {}): WatchedCook => {
  const cook = makeCook();
  return { cook, plan: cook.approved!.plan, monitor: undefined, missed: 0, ...known };
};
const running = makeCookerState({ reading: makeCookingReading() });
const over = makeCookerState({
  reading: makeCookingReading({ mode: 'done', timer: { mode: 'completed', length: seconds(5400) } }),
  progress: { length: seconds(5400), zero: milliseconds(-5_400_000), elapsed: seconds(0) },
});
const endless = makeCookerState({
  reading: makeCookingReading({ mode: 'holding', timer: { mode: 'idle' } }),
});
const warnings = (known: Partial<MonitorReport>, { cooker = running, needed = true, missed = 0 } = {}) => {
  const facts = { watched: watched({ missed }), report: makeReport(known), cooker, now: NOW, needed };
  const { all, tooEarly } = liveWarnings(facts);
  return { all, tooEarly };
};

describe('liveWarnings', () => {
  it('is empty while the cook goes as planned', () => {
    expect(warnings({})).toEqual({ all: [], tooEarly: false });
  });

  it('says how much too early the timer ends, in minutes rounded up', () => {
    expect(warnings(missing(3600 + FORECAST_STEP)).tooEarly).toBe(false);
    expect(warnings(missing(3601 + FORECAST_STEP))).toEqual({
      all: ['The timer ends 1 minute before the food is pasteurised: leave it in for another 61 minutes.'],
      tooEarly: true,
    });
    expect(warnings(missing(3660)).all).toEqual([expect.stringContaining(' 1 minute ')]);
    expect(warnings(missing(3661)).all).toEqual([expect.stringContaining(' 2 minutes ')]);
  });

  it('allows our own cooks the margin between the monitor and the approval', () => {
    const careful = { planned: minutes(84) };
    const [allowed, tooLong] = [3600 + 180 + FORECAST_STEP, 3600 + 181 + FORECAST_STEP];
    expect(warnings({ ...careful, ...missing(allowed) }).tooEarly).toBe(false);
    expect(warnings({ ...careful, ...missing(tooLong) }).all).toEqual([
      expect.stringContaining(' 1 minute '),
    ]);
    expect(warnings({ planned: minutes(70), ...missing(3601 + FORECAST_STEP) }).tooEarly).toBe(true);
    expect(warnings({ planned: minutes(Infinity), ...missing(3601 + FORECAST_STEP) }).tooEarly).toBe(true);
  });

  it('allows foreign cooks no margin, because their time was not approved', () => {
    const [cook, report] = [makeForeignCook(), makeReport({ planned: minutes(84), ...missing(3601) })];
    const facts = { watched: watched({ cook }), report, cooker: running, now: NOW, needed: true };
    expect(liveWarnings(facts).tooEarly).toBe(true);
  });

  it('says how much longer to leave the food in once the timer has ended', () => {
    expect(warnings(missing(61), { cooker: over })).toEqual({
      all: ['The timer has ended, but the food is not pasteurised yet: leave it in for another 2 minutes.'],
      tooEarly: true,
    });
  });

  it('accepts the time of a cook without a timer', () => {
    expect(warnings(missing(36_000), { cooker: endless })).toEqual({ all: [], tooEarly: false });
  });

  it.each([running, over, endless])(
    'warns of water in which the food will never be pasteurised',
    (cooker) => {
      const never = { missing: seconds(Infinity), pasteurizedAt: undefined, delay: minutes(9) };
      expect(warnings(never, { cooker })).toEqual({
        all: ['At the present water temperature the food will never be pasteurised: make the water hotter.'],
        tooEarly: true,
      });
    },
  );

  it('mentions a delay of two minutes or more, whatever cooled the water', () => {
    expect(warnings({ delay: minutes(1) }).all).toEqual([]);
    expect(warnings({ delay: minutes(2) })).toEqual({
      all: ['The water was cooler than planned: that adds 2 minutes until the food is pasteurised.'],
      tooEarly: false,
    });
  });

  it('mentions no timer and no delay once the food is pasteurised', () => {
    const done = { pasteurized: true, missing: seconds(0), delay: minutes(9) };
    expect(warnings(done, { cooker: over })).toEqual({ all: [], tooEarly: false });
  });

  it('mentions no timer and no delay for food that need not be pasteurised', () => {
    const late = { ...missing(7200), delay: minutes(9) };
    expect(warnings(late, { needed: false })).toEqual({ all: [], tooEarly: false });
    const never = { missing: seconds(Infinity), pasteurizedAt: undefined };
    expect(warnings(never, { needed: false })).toEqual({ all: [], tooEarly: false });
  });

  it('says how long the water was not observed', () => {
    expect(warnings({ unseen: minutes(20) }).all).toEqual([
      'The water was not observed for 20 minutes: nothing counts as killed in that time.',
    ]);
  });

  it('says how long the timer had run before this server saw it', () => {
    expect(warnings({}, { missed: 29 }).all).toEqual([]);
    expect(warnings({}, { missed: 61 }).all).toEqual([
      'The water was not observed for 1 minute before this server saw the cook: nothing counts as killed in that time.',
    ]);
    expect(warnings({ unseen: minutes(20) }, { missed: 600 }).all).toHaveLength(2);
  });

  it.each([true, false])(
    'says to throw spoilt food away, whether pasteurisation is needed (%p) or not',
    (needed) => {
      expect(warnings({ spoilt: true, inDangerZone: minutes(241) }, { needed }).all).toEqual([
        'Throw the food away: its centre has been between 5 and 54.4 °C for 241 minutes. In that time bacteria can grow and leave toxins that no heat destroys.',
      ]);
    },
  );

  it('begins with the most serious warning', () => {
    const all = { ...missing(7200), delay: minutes(60), unseen: minutes(20), spoilt: true };
    expect(warnings(all, { missed: 600 }).all).toEqual([
      expect.stringContaining('Throw the food away'),
      expect.stringContaining('The timer ends'),
      expect.stringContaining('cooler than planned'),
      expect.stringContaining('before this server saw the cook'),
      expect.stringContaining('for 20 minutes:'),
    ]);
  });
});

describe('notYetSentence', () => {
  it('names the pathogen that is furthest from its target, rounded down', () => {
    const listeria = { name: 'Listeria', predicted: 2.99, required: 6 };
    const report = makeReport({ reductions: [listeria, SALMONELLA] });
    expect(notYetSentence(report, seconds(34 * 60))).toBe(
      'Not pasteurised: 3.1 of 7 log of Salmonella so far; 34 minutes more would do.',
    );
  });

  it('names the setting when no time is enough at it', () => {
    const killed = [
      { name: 'Salmonella', predicted: 8.3, required: 7 },
      { name: 'Listeria', predicted: 7, required: 6 },
    ];
    const lowered = makeReport({ reductions: killed, neverAt: celsius(40.04) });
    expect(notYetSentence(lowered, seconds(Infinity))).toBe(
      'Not pasteurised: the bath was set to 40 °C, and at that setting no time makes this food safe.',
    );
    expect(notYetSentence(lowered, seconds(0))).toBe(
      'Not pasteurised: its centre was not hot for long enough; 1 minute more would do.',
    );
  });

  it('gives no reductions when their total would be enough', () => {
    const reductions = [{ name: 'Listeria', predicted: 7, required: 6 }];
    expect(notYetSentence(makeReport({ reductions }), seconds(Infinity))).toBe(
      'Not pasteurised: its centre was not hot for long enough.',
    );
  });

  it('gives whole minutes, rounded up', () => {
    expect(notYetSentence(makeReport(), seconds(34 * 60 + 1))).toContain('35 minutes more');
  });

  it('leaves the time out when none is enough or no pathogen is known', () => {
    expect(notYetSentence(makeReport(), seconds(Infinity))).toBe(
      'Not pasteurised: 3.1 of 7 log of Salmonella so far.',
    );
    expect(notYetSentence(makeReport({ reductions: [] }), seconds(60))).toBe(
      'Not pasteurised; 1 minute more would do.',
    );
  });
});

describe('unfinishedCookWarning', () => {
  it('says how long the food would take at the temperature of the plan', () => {
    const missingAt = jest.fn().mockReturnValue(seconds(1200));
    const monitor = { missingAt } as unknown as FoodMonitor;
    expect(unfinishedCookWarning(watched({ monitor }), makeReport(), undefined, true)).toBe(
      'The cook ended before its food was done. Not pasteurised: 3.1 of 7 log of Salmonella so far; 20 minutes more would do. If it is still in the water, start it again now; otherwise do not eat it.',
    );
    expect(missingAt).toHaveBeenCalledWith(65);
  });

  it('gives no time without a monitor', () => {
    expect(unfinishedCookWarning(watched(), makeReport(), undefined, true)).not.toContain('would do');
  });

  it('does not suggest a start that would be refused', () => {
    const expected = unfinishedCookWarning(watched(), makeReport(), undefined, false);
    expect(expected).toMatch(/ Do not eat it\.$/);
    expect(expected).not.toContain('start it again');
  });

  it('ends with the history of the food', () => {
    expect(unfinishedCookWarning(watched(), makeReport(), '195 minutes.', true)).toMatch(
      /start it again now; otherwise do not eat it\. 195 minutes\.$/,
    );
  });
});

describe('The thickest pasteurised piece', () => {
  it.each([
    [false, 35, 34, 34],
    [true, 35.9, 34, 35],
    [true, 35, 37, 37],
    [false, 35, 0, 0],
  ])('is for food that is pasteurised (%p), of %d mm, with a rung of %d mm: %d mm', (...row) => {
    const [pasteurized, thickness, rung, expected] = row;
    const known = { thickness: millimetres(thickness), pasteurizedUpTo: millimetres(rung) };
    expect(pasteurizedUpTo(makeReport({ pasteurized, ...known }))).toBe(expected);
  });
});

it('converts times of the monotonic clock to the wall clock, past and future', () => {
  const now = { ...NOW, monotonic: milliseconds(60_000) };
  expect(wallOf(milliseconds(61_000), now).toISOString()).toBe('2026-11-20T12:00:01.400Z');
  expect(wallOf(milliseconds(0), now).toISOString()).toBe('2026-11-20T11:59:00.400Z');
});
