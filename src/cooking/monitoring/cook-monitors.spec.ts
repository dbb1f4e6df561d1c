import { CaughtLog } from '../../../test/harness/caught-log.js';
import { approve, makePlan } from '../../../test/harness/plans.js';
import { makeCookerState, makeCookingReading } from '../../../test/harness/readings.js';
import { makeCook, makeForeignCook, CookMonitorHarness } from '../../../test/harness/cook-monitor-harness.js';
import type { CookerReading } from '../../device/cooker-state.js';
import { SafetyUnavailableError } from '../../safety/safety.errors.js';
import type { SafetyService } from '../../safety/safety.service.js';
import { celsius, milliseconds, seconds } from '../../shared/units.js';

const HOUR = 3600 * 1000;
const [ours, theirs] = [makeCook(), makeForeignCook()];
const timer = (mode: 'idle' | 'running' | 'paused' | 'completed' | 'unknown', elapsed?: number) => ({
  timer: { mode, length: seconds(5400), ...(elapsed !== undefined && { elapsed: seconds(elapsed) }) },
});
const failing = (error: Error) =>
  ({
    follow: () => {
      throw error;
    },
  }) as unknown as SafetyService;

describe('CookMonitors', () => {
  let harness: CookMonitorHarness;
  const report = (cook = ours) => harness.monitors.of(cook)?.monitor?.report();
  const left = () => harness.monitors.unfinishedCookOn('cooker-one');

  beforeEach(() => {
    harness = new CookMonitorHarness();
  });

  describe('following a cook', () => {
    it('updates the food with every reading', () => {
      harness.cook(ours, 30);
      const before = report()!;
      harness.cook(ours, 30);
      expect(before.core).toBeGreaterThan(30);
      expect(report()!.core).toBeGreaterThan(before.core);
    });

    it('applies a reading at the time when it was true', () => {
      harness.see(ours);
      const reading = makeCookingReading({ water: celsius(65) });
      const late = makeCookerState({
        latest: { reading, seenAt: milliseconds(60_000), receivedAt: milliseconds(HOUR), sequence: 2 },
      });
      harness.see(ours, late);
      const followed = report();
      const other = new CookMonitorHarness();
      other.cook(ours, 1);
      expect(followed).toEqual(other.monitors.of(ours)!.monitor!.report());
    });

    it.each<Partial<CookerReading>>([timer('running'), timer('paused'), timer('completed')])(
      'takes the food to be in with the timer %j',
      (known) => {
        harness.see(ours, harness.showing(known));
        expect(harness.monitors.of(ours)?.plan).toBe(ours.approved?.plan);
      },
    );

    it.each<Partial<CookerReading>>([
      { mode: 'preheating', ...timer('idle') },
      { mode: 'holding', ...timer('idle') },
      { mode: 'unknown', ...timer('unknown') },
    ])('does not take the food of our own cook to be in with %j', (known) => {
      harness.see(ours, harness.showing(known));
      expect(harness.monitors.of(ours)).toBeUndefined();
    });

    it('takes the food of a foreign cook to be in when it holds without a timer', () => {
      harness.see(theirs, harness.showing({ mode: 'preheating', ...timer('idle') }));
      harness.see(theirs, harness.showing({ mode: 'holding', ...timer('idle') }));
      expect(harness.monitors.of(theirs)).toMatchObject({ plan: { target: 65 }, missed: 0 });
    });

    it('waits for the setpoint of a foreign cook', () => {
      harness.see(theirs, harness.showing({ target: undefined }));
      harness.see(theirs);
      expect(harness.monitors.of(theirs)).toBeDefined();
    });

    it('ignores readings without water temperature or setpoint', () => {
      harness.see(ours);
      harness.clock.advance(60_000);
      const before = report();
      harness.see(ours, harness.showing({ water: undefined }));
      harness.see(ours, harness.showing({ target: undefined }));
      expect(report()).toEqual(before);
    });

    it('follows each cook of a cooker from its own beginning', () => {
      harness.cook(theirs, 60);
      harness.see(ours);
      expect(report()).toMatchObject({ core: 5 });
    });

    it('counts the time before the first reading as unheated', () => {
      harness.see(ours, harness.showing({ water: undefined }));
      harness.clock.advance(90 * 60_000);
      harness.see(ours, harness.showing());
      expect(report()).toMatchObject({ core: 5, inDangerZone: 90, spoilt: false });
    });

    it('gives a cook the history of the cook that it replaced', () => {
      harness.cook(theirs, 60);
      harness.see(ours);
      expect(report()).toMatchObject({ inDangerZone: 60 });
      expect(harness.histories.on('cooker-one')).toBeUndefined();
    });

    it('follows the cooks of several cookers at the same time', () => {
      const other = makeCook({ id: 'other', cookerId: 'cooker-two' });
      harness.cook(ours, 10);
      harness.see(other, { ...harness.showing(), id: 'cooker-two' });
      expect(report(other)).toMatchObject({ core: 5 });
      expect(report()!.core).toBeGreaterThan(5);
    });

    it('has no monitor when heat is not needed to make the food safe', () => {
      const carrots = makeCook({ approved: approve(makePlan({ food: 'carrots', target: celsius(85) })) });
      harness.see(carrots);
      expect(harness.monitors.of(carrots)).toMatchObject({ monitor: undefined });
      harness.end(carrots);
      expect(left()).toBeUndefined();
    });

    it.each([
      [60, 0],
      [61, 61],
      [1800, 1800],
    ])('counts, for a timer at %d s when first seen, %d s as unobserved', (elapsed, missed) => {
      harness.see(ours, harness.showing(timer('running', elapsed)));
      expect(harness.monitors.of(ours)).toMatchObject({ missed });
      harness.see(ours, harness.showing(timer('running', elapsed + 600)));
      expect(harness.monitors.of(ours)).toMatchObject({ missed });
    });

    it('uses the calculated timer when the cooker does not report it', () => {
      const paused = { ...harness.showing(timer('paused')), progress: { elapsed: seconds(300) } };
      harness.see(ours, paused);
      expect(harness.monitors.of(ours)).toMatchObject({ missed: 300 });
    });
  });

  describe('after a cook has ended', () => {
    it('remembers an unfinished cook and keeps following its food', () => {
      harness.cook(ours, 60);
      harness.end(ours);
      expect(left()).toMatchObject({ cook: ours });
      const before = report()!;
      harness.clock.advance(60_000);
      harness.idle(40);
      expect(report()!.inDangerZone).toBeGreaterThanOrEqual(before.inDangerZone);
      expect(report()!.core).not.toBe(before.core);
    });

    it('counts the water up to the reading that shows the end', () => {
      harness.cook(ours, 60);
      const before = report()!;
      harness.clock.advance(300_000);
      harness.end(ours);
      expect(report()!.core).toBeGreaterThan(before.core);
    });

    it('has no unfinished cook when the food was pasteurised, and still knows its report', () => {
      harness.cook(ours, 90);
      harness.end(ours);
      expect(left()).toBeUndefined();
      expect(report()).toMatchObject({ pasteurized: true });
    });

    it('has no unfinished cook once the water that is still hot has pasteurised the food', () => {
      harness.cook(ours, 80);
      harness.end(ours);
      expect(left()).toBeDefined();
      harness.clock.advance(300_000);
      harness.idle(65);
      expect(left()).toBeUndefined();
    });

    it('has no unfinished cook when the food had not gone in', () => {
      harness.see(ours, harness.showing({ mode: 'preheating', ...timer('idle') }));
      harness.end(ours);
      expect(left()).toBeUndefined();
    });

    it('ignores the end of a cook that it does not follow', () => {
      harness.cook(ours, 10);
      harness.end(theirs);
      expect(left()).toBeUndefined();
    });

    it('forgets an unfinished cook with a reading after more than four hours', () => {
      harness.cook(ours, 10);
      harness.end(ours);
      harness.clock.advance(4 * HOUR);
      harness.idle(30);
      expect(left()).toBeDefined();
      harness.clock.advance(1);
      harness.idle(30);
      expect(left()).toBeUndefined();
    });

    it('forgets an unfinished cook only with a new cook on the same cooker', () => {
      harness.cook(ours, 10);
      harness.end(ours);
      harness.see(makeCook({ id: 'other', cookerId: 'cooker-two' }), {
        ...harness.showing(),
        id: 'cooker-two',
      });
      expect(left()).toBeDefined();
      harness.see(theirs, harness.showing({ mode: 'preheating', ...timer('idle') }));
      expect(left()).toBeUndefined();
    });

    it('has no unfinished cook after a stop through this server', () => {
      harness.cook(ours, 10);
      harness.end(ours, 65, 'default');
      expect(left()).toBeUndefined();
      expect(harness.monitors.of(ours)).toBeDefined();
    });
  });

  describe('with an engine that cannot judge', () => {
    it('continues without a monitor and logs that once', () => {
      const log = CaughtLog.take();
      harness = new CookMonitorHarness(failing(new SafetyUnavailableError()));
      harness.cook(ours, 2);
      expect(harness.monitors.of(ours)).toMatchObject({ monitor: undefined });
      expect(log.at('warn')).toEqual([expect.stringContaining('cannot be monitored')]);
      harness.end(ours);
      expect(left()).toBeUndefined();
    });

    it('passes on a programming error', () => {
      const log = CaughtLog.take();
      harness = new CookMonitorHarness(failing(new TypeError('bug')));
      harness.see(ours);
      expect(harness.monitors.of(ours)).toBeUndefined();
      expect(log.at('error')).toEqual([expect.stringContaining('TypeError: bug')]);
    });
  });
});
