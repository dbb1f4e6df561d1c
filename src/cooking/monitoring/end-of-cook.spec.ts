import type { FoodMonitor, MonitorReport } from '../../safety/monitor/food-monitor.js';
import { hasBrokenOff, type EndOfCook } from './end-of-cook.js';

const SOUND = { spoilt: false, pasteurized: false };
/** A food that stands like this, and what it brought along. */
const makeMonitor = (report: Partial<MonitorReport> | undefined = SOUND, carried = {}) =>
  ({
    report: () => report,
    carried: { growing: 0, spoilt: false, ...carried },
  }) as unknown as FoodMonitor;
/** A food whose water was never measured. */
const makeUnseen = () =>
  ({ report: () => undefined, carried: { growing: 0, spoilt: false } }) as unknown as FoodMonitor;
const end = (known: Partial<EndOfCook> = {}) =>
  hasBrokenOff({
    monitor: makeMonitor(),
    timerOver: false,
    replaced: false,
    stopped: false,
    gap: 0,
    ...known,
  });

describe('A cook', () => {
  it.each<[string, Partial<EndOfCook>]>([
    ['its end was not observed', { gap: 31_000 }],
    ['another one took its place', { replaced: true }],
    [
      'its food was to be thrown away when it was stopped',
      { monitor: makeMonitor({ spoilt: true }), stopped: true },
    ],
    [
      'its food was to be thrown away when its timer ended',
      { monitor: makeMonitor({ spoilt: true }), timerOver: true },
    ],
    [
      'its food brought minutes along and is not pasteurised',
      { monitor: makeMonitor(SOUND, { growing: 60 }), stopped: true },
    ],
    ['its end was not observed, nor its water ever', { monitor: makeUnseen(), gap: 31_000 }],
    ['its food was lost sight of', { monitor: makeMonitor(undefined, { growing: 60 }) }],
  ])('broke off where %s', (_why, known) => expect(end(known)).toBe(true));

  it.each<[string, Partial<EndOfCook>]>([
    ['it was stopped at the cooker while it was watched', { gap: 30_000 }],
    ['it was stopped through this server', { stopped: true, gap: 60_000 }],
    ['its water was never measured, and its end was observed', { monitor: makeUnseen() }],
    ['its timer was over', { timerOver: true, gap: 5 * 3600_000 }],
    ['its food needs no heat', { monitor: undefined, gap: 5 * 3600_000 }],
    [
      'its food brought minutes along and is pasteurised now',
      { monitor: makeMonitor({ ...SOUND, pasteurized: true }, { growing: 60 }), stopped: true },
    ],
  ])('did not break off where %s', (_why, known) => expect(end(known)).toBe(false));
});
