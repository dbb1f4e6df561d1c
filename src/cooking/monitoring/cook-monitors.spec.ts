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
  let kitchen: CookMonitorHarness;
  const report = (cook = ours) => kitchen.monitors.of(cook)?.monitor?.report();
  const left = () => kitchen.monitors.leftBehindOn('cooker-one');

  beforeEach(() => {
    kitchen = new CookMonitorHarness();
  });

  describe('following a cook', () => {
    it('carries the food on with every reading', () => {
      kitchen.cook(ours, 30);
      const before = report()!;
      kitchen.cook(ours, 30);
      expect(before.core).toBeGreaterThan(30);
      expect(report()!.core).toBeGreaterThan(before.core);
    });

    it('takes a reading for the moment at which it was true', () => {
      kitchen.see(ours);
      const reading = makeCookingReading({ water: celsius(65) });
      const late = makeCookerState({
        latest: { reading, seenAt: milliseconds(60_000), receivedAt: milliseconds(HOUR), sequence: 2 },
      });
      kitchen.see(ours, late);
      const followed = report();
      const other = new CookMonitorHarness();
      other.cook(ours, 1);
      expect(followed).toEqual(other.monitors.of(ours)!.monitor!.report());
    });

    it.each<Partial<CookerReading>>([timer('running'), timer('paused'), timer('completed')])(
      'takes the food to be in with the timer %j',
      (known) => {
        kitchen.see(ours, kitchen.showing(known));
        expect(kitchen.monitors.of(ours)?.plan).toBe(ours.approved?.plan);
      },
    );

    it.each<Partial<CookerReading>>([
      { mode: 'preheating', ...timer('idle') },
      { mode: 'holding', ...timer('idle') },
      { mode: 'unknown', ...timer('unknown') },
    ])('does not take ours to be in with %j', (known) => {
      kitchen.see(ours, kitchen.showing(known));
      expect(kitchen.monitors.of(ours)).toBeUndefined();
    });

    it('takes the food of others to be in also where they hold without a timer', () => {
      kitchen.see(theirs, kitchen.showing({ mode: 'preheating', ...timer('idle') }));
      kitchen.see(theirs, kitchen.showing({ mode: 'holding', ...timer('idle') }));
      expect(kitchen.monitors.of(theirs)).toMatchObject({ plan: { target: 65 }, missed: 0 });
    });

    it('waits for the setpoint of a cook of others', () => {
      kitchen.see(theirs, kitchen.showing({ target: undefined }));
      kitchen.see(theirs);
      expect(kitchen.monitors.of(theirs)).toBeDefined();
    });

    it('leaves out readings that do not tell the water or the setpoint', () => {
      kitchen.see(ours);
      kitchen.clock.advance(60_000);
      const before = report();
      kitchen.see(ours, kitchen.showing({ water: undefined }));
      kitchen.see(ours, kitchen.showing({ target: undefined }));
      expect(report()).toEqual(before);
    });

    it('follows each cook of a cooker from its own beginning', () => {
      kitchen.cook(theirs, 60);
      kitchen.see(ours);
      expect(report()).toMatchObject({ core: 5 });
    });

    it('counts the time before the first reading as if the bath had been cold', () => {
      kitchen.see(ours, kitchen.showing({ water: undefined }));
      kitchen.clock.advance(90 * 60_000);
      kitchen.see(ours, kitchen.showing());
      expect(report()).toMatchObject({ core: 5, inDangerZone: 90, spoilt: false });
    });

    it('gives a cook what the food brings along from the one that it took the place of', () => {
      kitchen.cook(theirs, 60);
      kitchen.see(ours);
      expect(report()).toMatchObject({ inDangerZone: 60 });
      expect(kitchen.histories.on('cooker-one')).toBeUndefined();
    });

    it('follows the cooks of several cookers beside each other', () => {
      const other = makeCook({ id: 'other', cookerId: 'cooker-two' });
      kitchen.cook(ours, 10);
      kitchen.see(other, { ...kitchen.showing(), id: 'cooker-two' });
      expect(report(other)).toMatchObject({ core: 5 });
      expect(report()!.core).toBeGreaterThan(5);
    });

    it('has no monitor where heat has nothing to make safe', () => {
      const carrots = makeCook({ approved: approve(makePlan({ food: 'carrots', target: celsius(85) })) });
      kitchen.see(carrots);
      expect(kitchen.monitors.of(carrots)).toMatchObject({ monitor: undefined });
      kitchen.end(carrots);
      expect(left()).toBeUndefined();
    });

    it.each([
      [60, 0],
      [61, 61],
      [1800, 1800],
    ])('of a timer at %d s when it was first seen missed %d s', (elapsed, missed) => {
      kitchen.see(ours, kitchen.showing(timer('running', elapsed)));
      expect(kitchen.monitors.of(ours)).toMatchObject({ missed });
      kitchen.see(ours, kitchen.showing(timer('running', elapsed + 600)));
      expect(kitchen.monitors.of(ours)).toMatchObject({ missed });
    });

    it('takes what was missed from the reckoned timer where the cooker does not tell it', () => {
      const paused = { ...kitchen.showing(timer('paused')), progress: { elapsed: seconds(300) } };
      kitchen.see(ours, paused);
      expect(kitchen.monitors.of(ours)).toMatchObject({ missed: 300 });
    });

    it('hears nothing any more after it was closed', () => {
      kitchen.monitors.onModuleDestroy();
      kitchen.see(ours);
      expect(kitchen.monitors.of(ours)).toBeUndefined();
    });
  });

  describe('once a cook has ended', () => {
    it('remembers food that was left behind, and follows it on', () => {
      kitchen.cook(ours, 60);
      kitchen.end(ours);
      expect(left()).toMatchObject({ cook: ours });
      const before = report()!;
      kitchen.clock.advance(60_000);
      kitchen.idle(40);
      expect(report()!.inDangerZone).toBeGreaterThanOrEqual(before.inDangerZone);
      expect(report()!.core).not.toBe(before.core);
    });

    it('counts the water up to the reading that shows the end', () => {
      kitchen.cook(ours, 60);
      const before = report()!;
      kitchen.clock.advance(300_000);
      kitchen.end(ours);
      expect(report()!.core).toBeGreaterThan(before.core);
    });

    it('leaves nothing behind that was pasteurised, and still knows it', () => {
      kitchen.cook(ours, 90);
      kitchen.end(ours);
      expect(left()).toBeUndefined();
      expect(report()).toMatchObject({ pasteurized: true });
    });

    it('leaves nothing behind once the water that is still hot has pasteurised it', () => {
      kitchen.cook(ours, 80);
      kitchen.end(ours);
      expect(left()).toBeDefined();
      kitchen.clock.advance(300_000);
      kitchen.idle(65);
      expect(left()).toBeUndefined();
    });

    it('leaves nothing behind where the food had not gone in', () => {
      kitchen.see(ours, kitchen.showing({ mode: 'preheating', ...timer('idle') }));
      kitchen.end(ours);
      expect(left()).toBeUndefined();
    });

    it('does not take the end of another cook for that of the one it follows', () => {
      kitchen.cook(ours, 10);
      kitchen.end(theirs);
      expect(left()).toBeUndefined();
    });

    it('forgets it with a reading after more than four hours', () => {
      kitchen.cook(ours, 10);
      kitchen.end(ours);
      kitchen.clock.advance(4 * HOUR);
      kitchen.idle(30);
      expect(left()).toBeDefined();
      kitchen.clock.advance(1);
      kitchen.idle(30);
      expect(left()).toBeUndefined();
    });

    it('forgets it with a new cook on that cooker only', () => {
      kitchen.cook(ours, 10);
      kitchen.end(ours);
      kitchen.see(makeCook({ id: 'other', cookerId: 'cooker-two' }), {
        ...kitchen.showing(),
        id: 'cooker-two',
      });
      expect(left()).toBeDefined();
      kitchen.see(theirs, kitchen.showing({ mode: 'preheating', ...timer('idle') }));
      expect(left()).toBeUndefined();
    });

    it('says nothing of it to somebody who had it stopped', () => {
      kitchen.cook(ours, 10);
      kitchen.end(ours, 65, 'default');
      expect(left()).toBeUndefined();
      expect(kitchen.monitors.of(ours)).toBeDefined();
    });
  });

  describe('with an engine that cannot judge', () => {
    it('goes on without a monitor, and says so once', () => {
      const log = CaughtLog.take();
      kitchen = new CookMonitorHarness(failing(new SafetyUnavailableError()));
      kitchen.cook(ours, 2);
      expect(kitchen.monitors.of(ours)).toMatchObject({ monitor: undefined });
      expect(log.at('warn')).toEqual([expect.stringContaining('cannot be followed')]);
      kitchen.end(ours);
      expect(left()).toBeUndefined();
    });

    it('does not take a bug of ours for that', () => {
      const log = CaughtLog.take();
      kitchen = new CookMonitorHarness(failing(new TypeError('bug')));
      kitchen.see(ours);
      expect(kitchen.monitors.of(ours)).toBeUndefined();
      expect(log.at('error')).toEqual([expect.stringContaining('TypeError: bug')]);
    });
  });
});
