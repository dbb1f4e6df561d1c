import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { milliseconds } from '../../../shared/units.js';
import { Heartbeat } from './anova-socket.js';

describe('Heartbeat', () => {
  let clock: DrivenClock;
  let happened: string[];
  let heartbeat: Heartbeat;

  beforeEach(() => {
    clock = new DrivenClock();
    happened = [];
    const note = (what: string) => () => happened.push(`${what} at ${clock.monotonic() / 1000} s`);
    const actions = { ask: note('asked'), giveUp: note('gave up') };
    heartbeat = new Heartbeat(clock, milliseconds(30_000), actions);
  });

  it('does nothing before the first message', () => {
    clock.advance(600_000);
    expect(happened).toEqual([]);
  });

  it('pings after 20 s of silence, and gives up 10 s later, once', () => {
    heartbeat.heard();
    clock.advance(600_000);
    expect(happened).toEqual(['asked at 20 s', 'gave up at 30 s']);
  });

  it('counts the silence from the latest message', () => {
    heartbeat.heard();
    clock.advance(19_000);
    heartbeat.heard();
    clock.advance(19_999);
    expect(happened).toEqual([]);
    clock.advance(1);
    expect(happened).toEqual(['asked at 39 s']);
  });

  it('does not give up when a response arrives, even at the last moment', () => {
    heartbeat.heard();
    clock.advance(29_999);
    heartbeat.heard();
    clock.advance(19_999);
    expect(happened).toEqual(['asked at 20 s']);
  });

  it('never gives up a connection that responds to every ping', () => {
    const actions = { ask: () => heartbeat.heard(), giveUp: () => happened.push('gave up') };
    heartbeat = new Heartbeat(clock, milliseconds(30_000), actions);
    heartbeat.heard();
    clock.advance(24 * 3_600_000);
    expect(happened).toEqual([]);
  });

  it('sends no ping once it is stopped, and can be stopped twice', () => {
    heartbeat.heard();
    heartbeat.stop();
    heartbeat.stop();
    clock.advance(600_000);
    expect([happened, clock.pending]).toEqual([[], 0]);
  });

  it('pings in the last 10 s of a longer timeout', () => {
    heartbeat = new Heartbeat(clock, milliseconds(300_000), {
      ask: () => happened.push(`asked at ${clock.monotonic() / 1000} s`),
      giveUp: () => happened.push(`gave up at ${clock.monotonic() / 1000} s`),
    });
    heartbeat.heard();
    clock.advance(300_000);
    expect(happened).toEqual(['asked at 290 s', 'gave up at 300 s']);
  });
});
