import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { approve } from '../../../test/harness/plans.js';
import { makeCook } from '../../../test/harness/cook-monitor-harness.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import type { CookerReading } from '../../device/cooker-state.js';
import { EventBus } from '../../shared/event-bus.js';
import { celsius, seconds } from '../../shared/units.js';
import type { Cook, CookFollower } from './cook.js';
import { CookTracker } from './cook-tracker.js';
import { Database } from '../../storage/database.js';
import { SqlResponseStore } from '../../storage/sql-response-store.js';
import { IdempotencyService } from '../idempotency/idempotency-service.js';
import { StartCommand } from '../start/start-command.js';
import { StartCommandRegistry } from '../start/start-command-registry.js';

const REQUEST = { principal: { id: 'default' }, body: 'body' };

function openTracker() {
  const clock = new DrivenClock();
  const events = new EventBus();
  const store = new SqlResponseStore(new Database('never opened', clock));
  const commands = new StartCommandRegistry(new IdempotencyService(store, clock));
  const reports: string[] = [];
  const measured: (number | undefined)[] = [];
  const stoppers: (string | undefined)[] = [];
  const knownAtEnd: unknown[] = [];
  const follower: CookFollower = {
    see: ({ id }, { latest }) => reports.push(`${id} seen ${latest!.reading.mode}`),
    measure: ({ latest }) => measured.push(latest!.reading.water),
    end: ({ id, cookerId }, { latest }, key) => {
      reports.push(`${id} ended ${latest!.reading.mode}`);
      stoppers.push(key);
      knownAtEnd.push(cooks.on(cookerId));
    },
  };
  const cooks = new CookTracker(events, commands, clock, [follower]);
  let sequence = 1;
  const push = (reading: CookerReading) =>
    cooks.follow(makeCookerState({ reading, at: clock.monotonic(), sequence: ++sequence }));
  const start = () => {
    const cook = {
      id: 'ours',
      cookerId: 'cooker-one',
      startedBy: 'coddle',
      requestedBy: 'default',
      startedAt: clock.now(),
      began: clock.monotonic(),
      approved: approve(),
    } as const;
    const command = new StartCommand(REQUEST, cook, makeCookerState({ sequence }), () => Promise.resolve());
    commands.add(command);
    return command;
  };
  const on = () => cooks.on('cooker-one');
  return { clock, events, cooks, commands, reports, measured, stoppers, knownAtEnd, push, start, on };
}

describe('CookTracker', () => {
  it('assigns a matching cook to our start until the cooker is idle', () => {
    const { push, start, on } = openTracker();
    const command = start();
    push(makeCookingReading());
    expect(on()).toBe(command.cook);
    push(makeReading());
    expect(on()).toBeUndefined();
  });

  it.each([
    ['app', 'app'],
    ['device', 'device'],
    ['api', 'unknown'],
    ['unknown', 'unknown'],
  ] as const)('reports a cook that was not started here, of origin %s, as started by %s', (origin, by) => {
    const { push, on } = openTracker();
    push(makeCookingReading({ origin }));
    expect(on()).toMatchObject({ startedBy: by, began: undefined });
  });

  it('knows the age of a foreign cook when the cooker reports it', () => {
    const { clock, push, on } = openTracker();
    clock.advance(120_000);
    push(makeCookingReading({ cookAge: seconds(60) }));
    expect(on()).toMatchObject({ began: 60_000, startedAt: new Date(clock.now().getTime() - 60_000) });
  });

  it('keeps the cook while its id is the same or missing', () => {
    const { push, on } = openTracker();
    push(makeCookingReading());
    const cook = on();
    push(makeCookingReading({ vendorCookId: 'first' }));
    push(makeCookingReading());
    push(makeCookingReading({ vendorCookId: 'first', target: celsius(70) }));
    expect(on()).toBe(cook);
  });

  it('sees that another cook replaced ours and does not reassign it', () => {
    const { push, start, on } = openTracker();
    const { cook } = start();
    push(makeCookingReading({ vendorCookId: 'first' }));
    push(makeCookingReading({ vendorCookId: 'second', origin: 'app' }));
    const other = on();
    expect(other).toMatchObject({ startedBy: 'app' });
    push(makeCookingReading({ vendorCookId: 'second', origin: 'app' }));
    expect(on()).toBe(other);
    expect(other).not.toBe(cook);
  });

  it('does not treat an ice bath as a cook, and ends the cook before it', () => {
    const { reports, push, start, on } = openTracker();
    push(makeCookingReading({ mode: 'ice_bath' }));
    expect(on()).toBeUndefined();
    start();
    push(makeCookingReading({ mode: 'ice_bath' }));
    expect(on()).toBeUndefined();
    push(makeCookingReading());
    push(makeCookingReading({ mode: 'ice_bath' }));
    expect([on(), reports]).toEqual([undefined, ['ours seen cooking', 'ours ended ice_bath']]);
  });

  it('counts foreign cooks on one cooker at most once a minute', () => {
    const { clock, reports, push } = openTracker();
    const ids = () => new Set(reports.map((report) => report.split(' ')[0]));
    for (let index = 0; index < 1_000; index++) push(makeCookingReading({ vendorCookId: `cook ${index}` }));
    expect(ids().size).toBe(1);
    for (let index = 0; index < 1_000; index++) {
      push(makeReading());
      push(makeCookingReading({ vendorCookId: `again ${index}` }));
    }
    expect(ids().size).toBe(1);
    clock.advance(60_000);
    push(makeCookingReading({ vendorCookId: 'later' }));
    push(makeCookingReading({ vendorCookId: 'later' }));
    expect(ids().size).toBe(2);
  });

  it('assigns a cook to our start once it shows the requested setpoint', () => {
    const { push, start, on } = openTracker();
    const { cook } = start();
    push(makeCookingReading({ target: celsius(54) }));
    expect(on()).toMatchObject({ startedBy: 'unknown' });
    push(makeCookingReading());
    expect(on()).toBe(cook);
  });

  it('keeps the cook during a fault, because its end is not certain', () => {
    const { push, on } = openTracker();
    push(makeCookingReading());
    const cook = on();
    push(makeReading({ mode: 'fault', fault: 'low-water' }));
    expect(on()).toBe(cook);
  });

  it('recognises a repeated request for two minutes, although its cook is over', () => {
    const { clock, commands, push, start } = openTracker();
    start();
    push(makeCookingReading());
    expect(commands.find(REQUEST, clock.monotonic())).toBeDefined();
    push(makeReading());
    expect(commands.find(REQUEST, clock.monotonic())).toBeDefined();
    clock.advance(120_000);
    expect(commands.find(REQUEST, clock.monotonic())).toBeUndefined();
  });

  it('reports every state of a cook, and its end once', () => {
    const { reports, push, start } = openTracker();
    push(makeReading());
    start();
    push(makeReading());
    expect(reports).toEqual([]);
    push(makeCookingReading());
    push(makeReading({ mode: 'fault', fault: 'low-water' }));
    push(makeReading());
    push(makeReading());
    expect(reports).toEqual(['ours seen cooking', 'ours seen fault', 'ours ended idle']);
  });

  it('reports a replacing cook without the end of ours', () => {
    const { reports, push, start, on } = openTracker();
    start();
    push(makeCookingReading({ vendorCookId: 'first' }));
    push(makeCookingReading({ vendorCookId: 'second', origin: 'app' }));
    const { id } = on()!;
    push(makeReading());
    expect(reports).toEqual(['ours seen cooking', `${id} seen cooking`, `${id} ended idle`]);
  });

  it('has no cook any more when it reports the end', () => {
    const { knownAtEnd, push } = openTracker();
    push(makeCookingReading());
    push(makeReading());
    expect(knownAtEnd).toEqual([undefined]);
  });

  it('names the key that stopped a cook, but not that of an old stop', () => {
    const { clock, cooks, push, stoppers } = openTracker();
    push(makeCookingReading());
    cooks.noteStopSent('cooker-one', 'default');
    push(makeReading());
    push(makeCookingReading());
    push(makeReading());
    push(makeCookingReading());
    cooks.noteStopSent('cooker-one', 'default');
    clock.advance(60_001);
    push(makeReading());
    expect(stoppers).toEqual(['default', undefined, undefined]);
  });

  it("ignores the cloud's memory from before the cook", () => {
    const { clock, cooks, push, on } = openTracker();
    clock.advance(100_000);
    push(makeCookingReading());
    const cook = on();
    const before = (at: number) => makeCookerState({ reading: makeReading(), at, sequence: 9 });
    cooks.follow(before(39_000));
    expect(on()).toBe(cook);
    cooks.follow(before(41_000));
    expect(on()).toBeUndefined();
  });

  it('gives observers the same reports as the steps that follow it', () => {
    const { events, reports, push } = openTracker();
    const observed: string[] = [];
    events.on('cook.seen', ({ id }, { latest }) => observed.push(`${id} seen ${latest!.reading.mode}`));
    events.on('cook.ended', ({ id }, { latest }) => observed.push(`${id} ended ${latest!.reading.mode}`));
    push(makeCookingReading());
    push(makeReading());
    expect(observed).toHaveLength(2);
    expect(observed).toEqual(reports);
  });

  it('reports an idle cooker to observers, but no cook that began unobserved', () => {
    const { events, push } = openTracker();
    const observed: unknown[] = [];
    events.on('cooker.resting', ({ latest }) => observed.push(latest!.reading.mode));
    push(makeReading());
    push(makeCookingReading());
    push(makeReading({ mode: 'fault', fault: 'low-water' }));
    push(makeReading());
    push(makeCookingReading({ mode: 'ice_bath' }));
    expect(observed).toEqual(['idle', 'idle']);
  });

  it('reports an odd state to observers once its cook is certain', () => {
    const { events, push } = openTracker();
    const waters: unknown[] = [];
    events.on('cook.seen', (_cook, { latest }) => waters.push(latest!.reading.water));
    push(makeCookingReading({ vendorCookId: 'first', water: celsius(60) }));
    push(makeCookingReading({ vendorCookId: 'second', water: celsius(61) }));
    expect(waters).toEqual([60]);
    push(makeCookingReading({ vendorCookId: 'first', water: celsius(62) }));
    expect(waters).toEqual([60, 61, 62]);
  });

  describe('with a cook from before a restart', () => {
    const resumed = (cook: Cook, vendorCookId?: string) => {
      const records = openTracker();
      records.cooks.resume(cook, vendorCookId, records.clock.monotonic());
      return records;
    };

    it('keeps it while the cooker shows the same id, whatever the setting', () => {
      const ours = makeCook();
      const { push, on } = resumed(ours, 'first');
      push(makeCookingReading({ vendorCookId: 'first', target: celsius(58) }));
      expect(on()).toBe(ours);
    });

    it('ends it when the cooker shows another id or is idle', () => {
      const replaced = resumed(makeCook(), 'first');
      replaced.push(makeCookingReading({ vendorCookId: 'second' }));
      expect(replaced.on()).toMatchObject({ startedBy: 'unknown' });

      const ended = resumed(makeCook({ id: 'theirs' }), 'first');
      ended.push(makeReading());
      expect(ended.reports).toEqual(['theirs ended idle']);
    });

    it('keeps it without an id only while the cooker shows its plan', () => {
      const ours = makeCook();
      const same = resumed(ours);
      same.push(makeCookingReading());
      same.push(makeCookingReading({ target: celsius(58) }));
      expect(same.on()).toBe(ours);

      const other = resumed(ours);
      other.push(makeCookingReading({ target: celsius(58) }));
      expect(other.on()).not.toBe(ours);
    });
  });
});
