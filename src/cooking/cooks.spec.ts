import { DrivenClock } from '../../test/support/driven-clock.js';
import { approve } from '../../test/support/plans.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../test/support/readings.js';
import type { CookerReading } from '../device/cooker-state.js';
import { KitchenEvents } from '../shared/kitchen-events.js';
import { celsius, seconds } from '../shared/units.js';
import { Cooks } from './cooks.js';
import { StartAttempt } from './start-attempt.js';
import { StartAttempts } from './start-attempts.js';

function openBook() {
  const clock = new DrivenClock();
  const events = new KitchenEvents();
  const attempts = new StartAttempts();
  const cooks = new Cooks(events, attempts, clock);
  cooks.onModuleInit();
  const heard: string[] = [];
  events.on('cook.seen', ({ id }, { latest }) => heard.push(`${id} seen ${latest!.reading.mode}`));
  events.on('cook.ended', ({ id }, { latest }) => heard.push(`${id} ended ${latest!.reading.mode}`));
  let sequence = 1;
  const push = (reading: CookerReading) =>
    events.emit('cooker.reading', makeCookerState({ reading, at: clock.monotonic(), sequence: ++sequence }));
  const start = () => {
    const cook = {
      id: 'ours',
      cookerId: 'cooker-one',
      startedBy: 'coddle',
      startedAt: clock.now(),
      began: clock.monotonic(),
      approved: approve(),
    } as const;
    const attempt = new StartAttempt('body', cook, makeCookerState({ sequence }));
    attempts.add({ body: 'body' }, attempt);
    return attempt;
  };
  return { clock, events, cooks, attempts, heard, push, start, on: () => cooks.on('cooker-one') };
}

describe('Cooks', () => {
  it('takes a cook that shows our start for ours, until the cooker is idle', () => {
    const { push, start, on } = openBook();
    const attempt = start();
    push(makeCookingReading());
    expect(on()).toBe(attempt.cook);
    push(makeReading());
    expect(on()).toBeUndefined();
  });

  it.each([
    ['app', 'app'],
    ['device', 'device'],
    ['api', 'unknown'],
    ['unknown', 'unknown'],
  ] as const)('takes a cook that nobody here started, by %s, for one of %s', (origin, by) => {
    const { push, on } = openBook();
    push(makeCookingReading({ origin }));
    expect(on()).toMatchObject({ startedBy: by, began: undefined });
  });

  it('knows since when a cook of others goes on, where the cooker tells', () => {
    const { clock, push, on } = openBook();
    clock.advance(120_000);
    push(makeCookingReading({ cookAge: seconds(60) }));
    expect(on()).toMatchObject({ began: 60_000, startedAt: new Date(clock.now().getTime() - 60_000) });
  });

  it('goes on with the same cook while its identity is the same or not told', () => {
    const { push, on } = openBook();
    push(makeCookingReading());
    const cook = on();
    push(makeCookingReading({ vendorCookId: 'first' }));
    push(makeCookingReading());
    push(makeCookingReading({ vendorCookId: 'first', target: celsius(70) }));
    expect(on()).toBe(cook);
  });

  it('sees that another cook took the place of ours, and does not claim it back', () => {
    const { push, start, on } = openBook();
    const { cook } = start();
    push(makeCookingReading({ vendorCookId: 'first' }));
    push(makeCookingReading({ vendorCookId: 'second', origin: 'app' }));
    const other = on();
    expect(other).toMatchObject({ startedBy: 'app' });
    push(makeCookingReading({ vendorCookId: 'second', origin: 'app' }));
    expect(on()).toBe(other);
    expect(other).not.toBe(cook);
  });

  it('makes a cook ours that at first did not show the setpoint asked for', () => {
    const { push, start, on } = openBook();
    const { cook } = start();
    push(makeCookingReading({ target: celsius(54) }));
    expect(on()).toMatchObject({ startedBy: 'unknown' });
    push(makeCookingReading());
    expect(on()).toBe(cook);
  });

  it('keeps the cook through a fault, for nobody knows whether it is over', () => {
    const { push, on } = openBook();
    push(makeCookingReading());
    const cook = on();
    push(makeReading({ mode: 'fault', fault: 'low-water' }));
    expect(on()).toBe(cook);
  });

  it('lets the same call start again once its cook is over', () => {
    const { clock, attempts, push, start } = openBook();
    start();
    push(makeCookingReading());
    expect(attempts.find({ body: 'body' }, clock.monotonic())).toBeDefined();
    push(makeReading());
    expect(attempts.find({ body: 'body' }, clock.monotonic())).toBeUndefined();
  });

  it('tells of every state that shows a cook, and once of its end', () => {
    const { heard, push, start } = openBook();
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
    const { heard, push, start, on } = openBook();
    start();
    push(makeCookingReading({ vendorCookId: 'first' }));
    push(makeCookingReading({ vendorCookId: 'second', origin: 'app' }));
    const { id } = on()!;
    push(makeReading());
    expect(heard).toEqual(['ours seen cooking', `${id} seen cooking`, `${id} ended idle`]);
  });

  it('knows no cook any more when it tells of its end', () => {
    const { events, push, on } = openBook();
    const known: unknown[] = [];
    events.on('cook.ended', () => known.push(on()));
    push(makeCookingReading());
    push(makeReading());
    expect(known).toEqual([undefined]);
  });

  it('hears nothing any more after it was closed', () => {
    const { cooks, push, on } = openBook();
    cooks.onModuleDestroy();
    push(makeCookingReading());
    expect(on()).toBeUndefined();
  });
});
