import type { FoodMonitor, MonitorReport } from '../../safety/monitor/food-monitor.js';
import { hasBrokenOff, type EndOfCook } from './end-of-cook.js';

const SOUND = { spoilt: false, pasteurized: false };
/** A food in this condition, with the history it brought. */
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

describe('hasBrokenOff', () => {
  it.each<[string, Partial<EndOfCook>]>([
    ['its end was not observed', { gap: 31_000 }],
    ['another cook replaced it', { replaced: true }],
    [
      'its food had to be thrown away when it was stopped',
      { monitor: makeMonitor({ spoilt: true }), stopped: true },
    ],
    [
      'its food had to be thrown away when its timer ended',
      { monitor: makeMonitor({ spoilt: true }), timerOver: true },
    ],
    [
      'its food has a history and is not pasteurised',
      { monitor: makeMonitor(SOUND, { growing: 60 }), stopped: true },
    ],
    ['neither its end nor its water was observed', { monitor: makeUnseen(), gap: 31_000 }],
    ['its monitor has no report', { monitor: makeMonitor(undefined, { growing: 60 }) }],
  ])('is true when %s', (_why, known) => expect(end(known)).toBe(true));

  it.each<[string, Partial<EndOfCook>]>([
    ['it was stopped at the cooker while observed', { gap: 30_000 }],
    ['it was stopped through this server', { stopped: true, gap: 60_000 }],
    ['its water was never measured, and its end was observed', { monitor: makeUnseen() }],
    ['its timer was over', { timerOver: true, gap: 5 * 3600_000 }],
    ['its food needs no heat', { monitor: undefined, gap: 5 * 3600_000 }],
    [
      'its food has a history and is pasteurised',
      { monitor: makeMonitor({ ...SOUND, pasteurized: true }, { growing: 60 }), stopped: true },
    ],
  ])('is false when %s', (_why, known) => expect(end(known)).toBe(false));
});
