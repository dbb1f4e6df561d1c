import { CaughtLog } from '../../test/harness/caught-log.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { EventBus } from './event-bus.js';
import { milliseconds } from './units.js';

declare module './event-bus.js' {
  interface EventMap {
    'kettle.boiled': [litres: number, at: string];
    'kettle.emptied': [];
  }
}

describe('EventBus', () => {
  let events: EventBus;

  beforeEach(() => {
    events = new EventBus();
  });

  it('calls every listener, in the order of subscription', () => {
    const heard: string[] = [];
    events.on('kettle.boiled', (litres, at) => heard.push(`first ${litres} ${at}`));
    events.on('kettle.boiled', (litres) => heard.push(`second ${litres}`));
    events.emit('kettle.boiled', 1.5, 'noon');
    expect(heard).toEqual(['first 1.5 noon', 'second 1.5']);
  });

  it('does not call the listeners of another event', () => {
    const heard = jest.fn();
    events.on('kettle.emptied', heard);
    events.emit('kettle.boiled', 1, 'noon');
    expect(heard).not.toHaveBeenCalled();
  });

  it('does not call a listener that has unsubscribed', () => {
    const heard = jest.fn();
    const leave = events.on('kettle.emptied', heard);
    leave();
    events.emit('kettle.emptied');
    expect(heard).not.toHaveBeenCalled();
  });

  it('calls the other listeners when one fails, and logs the failure', () => {
    const log = CaughtLog.take();
    const heard = jest.fn();
    events.on('kettle.emptied', () => {
      throw new Error('scalded');
    });
    events.on('kettle.emptied', heard);
    events.emit('kettle.emptied');
    expect(heard).toHaveBeenCalledTimes(1);
    expect(log.at('error')).toEqual([expect.stringMatching(/kettle\.emptied.*scalded/)]);
  });

  it('calls one listener once for all events of a while, and not once it has unsubscribed', () => {
    const [clock, heard] = [new DrivenClock(), jest.fn()];
    const leave = events.onAny(['kettle.boiled', 'kettle.emptied'], { clock, ms: milliseconds(50) }, heard);
    events.emit('kettle.boiled', 1, 'noon');
    events.emit('kettle.emptied');
    clock.advance(49);
    expect(heard).not.toHaveBeenCalled();
    clock.advance(1);
    expect(heard).toHaveBeenCalledTimes(1);
    events.emit('kettle.emptied');
    leave();
    clock.advance(100);
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
