import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { approve } from '../../../test/harness/plans.js';
import { makeCook } from '../../../test/harness/cook-monitor-harness.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import type { CookerReading } from '../../device/cooker-state.js';
import { EventBus } from '../../shared/event-bus.js';
import { celsius, seconds } from '../../shared/units.js';
import type { Cook } from './cook.js';
import type { CookFollower } from './cook-follower.js';
import { CookTracker } from './cook-tracker.js';
import { Database } from '../../storage/database.js';
import { SqlAnswerStore } from '../../storage/sql-answer-store.js';
import { IdempotencyService } from '../idempotency/idempotency-service.js';
import { StartCommand } from '../start/start-command.js';
import { StartCommandRegistry } from '../start/start-command-registry.js';

const REQUEST = { key: 'default', body: 'body' };

function openTracker() {
  const clock = new DrivenClock();
  const events = new EventBus();
  const store = new SqlAnswerStore(new Database('never opened', clock));
  const commands = new StartCommandRegistry(new IdempotencyService(store, clock));
  const heard: string[] = [];
  const measured: (number | undefined)[] = [];
  const stoppers: (string | undefined)[] = [];
  const knownAtEnd: unknown[] = [];
  const follower: CookFollower = {
    see: ({ id }, { latest }) => heard.push(`${id} seen ${latest!.reading.mode}`),
    measure: ({ latest }) => measured.push(latest!.reading.water),
    end: ({ id, cookerId }, { latest }, key) => {
      heard.push(`${id} ended ${latest!.reading.mode}`);
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
  return { clock, events, cooks, commands, heard, measured, stoppers, knownAtEnd, push, start, on };
}

describe('Cooks', () => {
  it('takes a cook that shows our start for ours, until the cooker is idle', () => {
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
  ] as const)('takes a cook that nobody here started, by %s, for one of %s', (origin, by) => {
    const { push, on } = openTracker();
    push(makeCookingReading({ origin }));
    expect(on()).toMatchObject({ startedBy: by, began: undefined });
  });

  it('knows since when a cook of others goes on, where the cooker tells', () => {
    const { clock, push, on } = openTracker();
    clock.advance(120_000);
    push(makeCookingReading({ cookAge: seconds(60) }));
    expect(on()).toMatchObject({ began: 60_000, startedAt: new Date(clock.now().getTime() - 60_000) });
  });

  it('goes on with the same cook while its identity is the same or not told', () => {
    const { push, on } = openTracker();
    push(makeCookingReading());
    const cook = on();
    push(makeCookingReading({ vendorCookId: 'first' }));
    push(makeCookingReading());
    push(makeCookingReading({ vendorCookId: 'first', target: celsius(70) }));
    expect(on()).toBe(cook);
  });

  it('sees that another cook took the place of ours, and does not claim it back', () => {
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

  it('takes an ice bath for no cook, and the cook before it for over', () => {
    const { heard, push, start, on } = openTracker();
    push(makeCookingReading({ mode: 'ice_bath' }));
    expect(on()).toBeUndefined();
    start();
    push(makeCookingReading({ mode: 'ice_bath' }));
    expect(on()).toBeUndefined();
    push(makeCookingReading());
    push(makeCookingReading({ mode: 'ice_bath' }));
    expect([on(), heard]).toEqual([undefined, ['ours seen cooking', 'ours ended ice_bath']]);
  });

  it('makes one cook a minute of others at most, however many a cooker shows', () => {
    const { clock, heard, push } = openTracker();
    const ids = () => new Set(heard.map((line) => line.split(' ')[0]));
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

  it('makes a cook ours that at first did not show the setpoint asked for', () => {
    const { push, start, on } = openTracker();
    const { cook } = start();
    push(makeCookingReading({ target: celsius(54) }));
    expect(on()).toMatchObject({ startedBy: 'unknown' });
    push(makeCookingReading());
    expect(on()).toBe(cook);
  });

  it('keeps the cook through a fault, for nobody knows whether it is over', () => {
    const { push, on } = openTracker();
    push(makeCookingReading());
    const cook = on();
    push(makeReading({ mode: 'fault', fault: 'low-water' }));
    expect(on()).toBe(cook);
  });

  it('remembers the same call for two minutes although its cook is over', () => {
    const { clock, commands, push, start } = openTracker();
    start();
    push(makeCookingReading());
    expect(commands.find(REQUEST, clock.monotonic())).toBeDefined();
    push(makeReading());
    expect(commands.find(REQUEST, clock.monotonic())).toBeDefined();
    clock.advance(120_000);
    expect(commands.find(REQUEST, clock.monotonic())).toBeUndefined();
  });

  it('tells of every state that shows a cook, and once of its end', () => {
    const { heard, push, start } = openTracker();
    push(makeReading());
    start();
    push(makeReading());
    expect(heard).toEqual([]);
    push(makeCookingReading());
    push(makeReading({ mode: 'fault', fault: 'low-water' }));
    push(makeReading());
    push(makeReading());
    expect(heard).toEqual(['ours seen cooking', 'ours seen fault', 'ours ended idle']);
  });

  it('tells of another cook in the place of ours without an end of ours', () => {
    const { heard, push, start, on } = openTracker();
    start();
    push(makeCookingReading({ vendorCookId: 'first' }));
    push(makeCookingReading({ vendorCookId: 'second', origin: 'app' }));
    const { id } = on()!;
    push(makeReading());
    expect(heard).toEqual(['ours seen cooking', `${id} seen cooking`, `${id} ended idle`]);
  });

  it('knows no cook any more when it tells of its end', () => {
    const { knownAtEnd, push } = openTracker();
    push(makeCookingReading());
    push(makeReading());
    expect(knownAtEnd).toEqual([undefined]);
  });

  it('names the key that had a cook stopped, but no stop of long before', () => {
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

  it('takes no notice of what the cloud remembers from before the cook', () => {
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

  it('tells observers the same as the steps that follow it', () => {
    const { events, heard, push } = openTracker();
    const observed: string[] = [];
    events.on('cook.seen', ({ id }, { latest }) => observed.push(`${id} seen ${latest!.reading.mode}`));
    events.on('cook.ended', ({ id }, { latest }) => observed.push(`${id} ended ${latest!.reading.mode}`));
    push(makeCookingReading());
    push(makeReading());
    expect(observed).toHaveLength(2);
    expect(observed).toEqual(heard);
  });

  it('tells observers when a cooker rests, and nothing of a cook that began while it was not seen', () => {
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

  it('tells observers of an odd state once it is known whose it is', () => {
    const { events, push } = openTracker();
    const waters: unknown[] = [];
    events.on('cook.seen', (_cook, { latest }) => waters.push(latest!.reading.water));
    push(makeCookingReading({ vendorCookId: 'first', water: celsius(60) }));
    push(makeCookingReading({ vendorCookId: 'second', water: celsius(61) }));
    expect(waters).toEqual([60]);
    push(makeCookingReading({ vendorCookId: 'first', water: celsius(62) }));
    expect(waters).toEqual([60, 61, 62]);
  });

  describe('of a server before a restart', () => {
    const resumed = (cook: Cook, vendorCookId?: string) => {
      const records = openTracker();
      records.cooks.resume(cook, vendorCookId, records.clock.monotonic());
      return records;
    };

    it('goes on while the cooker shows the same identity, whatever its setting is now', () => {
      const ours = makeCook();
      const { push, on } = resumed(ours, 'first');
      push(makeCookingReading({ vendorCookId: 'first', target: celsius(58) }));
      expect(on()).toBe(ours);
    });

    it('is over when the cooker shows another identity, or is idle', () => {
      const replaced = resumed(makeCook(), 'first');
      replaced.push(makeCookingReading({ vendorCookId: 'second' }));
      expect(replaced.on()).toMatchObject({ startedBy: 'unknown' });

      const ended = resumed(makeCook({ id: 'theirs' }), 'first');
      ended.push(makeReading());
      expect(ended.heard).toEqual(['theirs ended idle']);
    });

    it('goes on without an identity only while the cooker shows its plan', () => {
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
