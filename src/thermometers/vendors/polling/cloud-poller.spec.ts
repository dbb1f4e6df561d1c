import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { milliseconds } from '../../../shared/units.js';
import type { AccountHealth } from '../../thermometer-sink.js';
import { CloudError } from './cloud-error.js';
import { CloudPoller, type PollResult } from './cloud-poller.js';
import { PollSchedule } from './poll-schedule.js';

const PACE = { often: milliseconds(10_000), rarely: milliseconds(300_000) };
const HEARD: PollResult = { devices: [{ age: 0 }] };

describe('CloudPoller', () => {
  let clock: DrivenClock;
  let polls: number;
  let reports: AccountHealth[];
  let result: () => Promise<PollResult>;
  let poller: CloudPoller;

  beforeEach(() => {
    [clock, polls, reports] = [new DrivenClock(), 0, []];
    result = () => Promise.resolve(HEARD);
    const poll = () => ((polls += 1), result());
    poller = new CloudPoller(
      { name: 'Vendor', command: 'vendor', pace: PACE, poll },
      { clock, schedule: new PollSchedule(() => 0.5), report: (health) => void reports.push(health) },
    );
    poller.open();
  });

  afterEach(() => poller.close());

  const fail = (error: Error) => (result = () => Promise.reject(error));
  const settled = () => clock.elapse(0).then(() => new Promise((resume) => setImmediate(resume)));

  it('polls at once, and then at its pace', async () => {
    await settled();
    expect([polls, reports.map(({ state }) => state)]).toEqual([1, ['connecting', 'connected']]);
    await clock.elapse(9_000);
    expect(polls).toBe(1);
    await clock.elapse(1_000);
    expect(polls).toBe(2);
  });

  it('polls rarely while no device is heard', async () => {
    result = () => Promise.resolve({ devices: [{ age: null }] });
    await settled();
    await clock.elapse(310_000);
    expect(polls).toBe(3);
  });

  it('reports each state once, however often it is found', async () => {
    await settled();
    fail(new CloudError('unavailable', 'ECONNRESET'));
    await clock.elapse(60_000);
    result = () => Promise.resolve(HEARD);
    await clock.elapse(60_000);
    expect(reports).toEqual([
      { state: 'connecting' },
      { state: 'connected' },
      { state: 'unreachable', problem: expect.stringContaining('ECONNRESET') as string },
      { state: 'connected' },
    ]);
  });

  it('tries a refused sign-in every 15 minutes, and says how to sign in', async () => {
    await settled();
    fail(new CloudError('needs_sign_in', 'refused'));
    await clock.elapse(10_000);
    const tried = polls;
    await clock.elapse(899_000);
    expect(polls).toBe(tried);
    await clock.elapse(2_000);
    expect(polls).toBe(tried + 1);
    expect(reports.at(-1)).toMatchObject({
      state: 'needs_sign_in',
      problem: expect.stringContaining('coddle thermometers sign-in vendor') as string,
    });
  });

  it('does not poll before the cloud allows it', async () => {
    await settled();
    fail(new CloudError('limited', 'too many', { retryAfter: milliseconds(120_000) }));
    await clock.elapse(10_000);
    const tried = polls;
    await clock.elapse(119_000);
    expect(polls).toBe(tried);
    expect(reports.at(-1)?.state).toBe('rate_limited');
    result = () => Promise.resolve(HEARD);
    await clock.elapse(10_000);
    expect(polls).toBe(tried + 1);
  });

  it('goes on after a fault of its own, and shows nothing of it', async () => {
    await settled();
    fail(new TypeError('cannot read secret'));
    await clock.elapse(10_000);
    expect(reports.at(-1)?.problem).not.toContain('secret');
    result = () => Promise.resolve(HEARD);
    await clock.elapse(10_000);
    expect(reports.at(-1)?.state).toBe('connected');
  });

  it('plans and reports nothing after it was closed', async () => {
    await settled();
    fail(new CloudError('unavailable', 'away'));
    await poller.close();
    await clock.elapse(600_000);
    expect([clock.pending, reports.length]).toEqual([0, 2]);
  });
});
