import fc from 'fast-check';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { milliseconds } from '../../../shared/units.js';
import { CommandUnconfirmedError } from '../../device.errors.js';
import { PendingRequests } from './commands.js';

const TIMEOUT = milliseconds(9_000);

describe('PendingRequests', () => {
  let clock: DrivenClock;
  let pending: PendingRequests;

  beforeEach(() => {
    clock = new DrivenClock();
    pending = new PendingRequests(clock);
  });

  afterEach(() => {
    // Each outcome clears its timer and settles its promise.
    expect([pending.size, clock.pending]).toEqual([0, 0]);
  });

  it('resolves with its own successful response only', async () => {
    const [first, second] = [pending.expect('a', 'start', TIMEOUT), pending.expect('b', 'stop', TIMEOUT)];
    expect(pending.resolve('b')).toBe(true);
    await expect(second).resolves.toBeUndefined();
    expect(pending.size).toBe(1);
    expect(pending.resolve('a')).toBe(true);
    await first;
  });

  it('rejects with the error given', async () => {
    const response = pending.expect('a', 'start', TIMEOUT);
    const error = new Error('no');
    expect(pending.reject('a', error)).toBe(true);
    await expect(response).rejects.toBe(error);
  });

  it('rejects with the name of the command when no response arrives in time', async () => {
    const response = pending.expect('a', 'start', TIMEOUT);
    clock.advance(8_999);
    expect(pending.size).toBe(1);
    clock.advance(1);
    await expect(response).rejects.toThrow(CommandUnconfirmedError);
    await expect(response).rejects.toMatchObject({
      code: 'COMMAND_UNCONFIRMED',
      message: expect.stringMatching(/the start command within 9 seconds.*it is not known/) as string,
      details: { outcome: 'unknown' },
    });
  });

  it('ignores a response that is late, repeated or to another request', async () => {
    const response = pending.expect('a', 'start', TIMEOUT);
    expect([pending.resolve('b'), pending.reject('b', new Error('no'))]).toEqual([false, false]);
    pending.resolve('a');
    expect([pending.resolve('a'), pending.reject('a', new Error('no'))]).toEqual([false, false]);
    await expect(response).resolves.toBeUndefined();
    const late = pending.expect('c', 'stop', TIMEOUT);
    clock.advance(TIMEOUT);
    expect(pending.resolve('c')).toBe(false);
    await expect(late).rejects.toThrow(CommandUnconfirmedError);
  });

  it('rejects every pending request with the name of its command when the connection is lost', async () => {
    const waiting = [pending.expect('a', 'start', TIMEOUT), pending.expect('b', 'stop', TIMEOUT)];
    pending.rejectAll((command) => new Error(`lost before the ${command}`));
    const [start, stop] = await Promise.allSettled(waiting);
    expect(start).toMatchObject({ reason: { message: 'lost before the start' } });
    expect(stop).toMatchObject({ reason: { message: 'lost before the stop' } });
  });

  it('rejects nothing when nothing is pending', () => {
    const errorFor = jest.fn(() => new Error('no'));
    pending.rejectAll(errorFor);
    expect(errorFor).not.toHaveBeenCalled();
  });

  it('applies a refusal without a request id to the only pending request', async () => {
    const response = pending.expect('a', 'start', TIMEOUT);
    expect(pending.refuseOnly(new Error('no'))).toBe(true);
    await expect(response).rejects.toThrow('no');
  });

  it('ignores a refusal without a request id when no request or several are pending', async () => {
    expect(pending.refuseOnly(new Error('no'))).toBe(false);
    const waiting = [pending.expect('a', 'start', TIMEOUT), pending.expect('b', 'stop', TIMEOUT)];
    expect(pending.refuseOnly(new Error('no'))).toBe(false);
    pending.resolve('a');
    pending.resolve('b');
    await Promise.all(waiting);
  });

  it('settles every command exactly once, for any outcomes in any order', async () => {
    const event = fc.tuple(fc.constantFrom('yes', 'no', 'time', 'lost', 'only'), fc.nat(4));
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 20 }), async (events) => {
        let settled = 0;
        const count = () => (settled += 1);
        const all = ['0', '1', '2', '3', '4'].map((id) =>
          pending.expect(id, 'start', TIMEOUT).then(count, count),
        );
        let ended = 0;
        for (const [what, who] of events) {
          const before = pending.size;
          const taken = happen(what, String(who));
          ended += before - pending.size;
          if (taken !== undefined) expect(before - pending.size).toBe(taken ? 1 : 0);
        }
        expect(pending.size).toBe(5 - ended);
        pending.rejectAll(() => new Error('over'));
        await Promise.all(all);
        expect(settled).toBe(5);
      }),
      { numRuns: 300 },
    );
  });

  /** Whether it was taken, for what concerns at most one. */
  function happen(what: string, id: string): boolean | undefined {
    if (what === 'yes') return pending.resolve(id);
    if (what === 'no') return pending.reject(id, new Error('no'));
    if (what === 'only') return pending.refuseOnly(new Error('no'));
    if (what === 'lost') pending.rejectAll(() => new Error('lost'));
    else clock.advance(3_000);
    return undefined;
  }
});
