import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { makeCookerState, makeAccount } from '../../../../test/harness/readings.js';
import { milliseconds } from '../../../shared/units.js';
import { InitialSync } from './anova-connection.js';

const TIMEOUT = milliseconds(5_000);
const silent = (id: string) => makeCookerState({ id, frequentReports: 0 });
const heard = (id: string) => makeCookerState({ id, frequentReports: 1 });

describe('InitialSync', () => {
  let clock: DrivenClock;
  let initialSync: InitialSync;

  beforeEach(() => {
    clock = new DrivenClock();
    initialSync = new InitialSync(clock);
  });

  /** Begins to wait and returns a check of whether the wait is over. */
  function waiting() {
    let over = false;
    void initialSync.wait(TIMEOUT).then(() => (over = true));
    return async () => {
      await Promise.resolve();
      return over;
    };
  }

  it('is complete with the list and a state of every cooker on it', async () => {
    const over = waiting();
    initialSync.listed(makeAccount([silent('one'), silent('two')]));
    initialSync.heard(makeAccount([heard('one'), silent('two')]));
    expect(await over()).toBe(false);
    initialSync.heard(makeAccount([heard('one'), heard('two')]));
    expect(await over()).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('is complete with the list when all states came before it, or there is no cooker', async () => {
    const over = waiting();
    initialSync.listed(makeAccount([heard('one')]));
    expect(await over()).toBe(true);
    initialSync = new InitialSync(clock);
    const none = waiting();
    initialSync.listed(makeAccount());
    expect(await none()).toBe(true);
  });

  it('is not complete with states alone', async () => {
    const over = waiting();
    initialSync.heard(makeAccount([heard('one')]));
    expect(await over()).toBe(false);
  });

  it('does not wait for a cooker whose states cannot be read', async () => {
    const over = waiting();
    initialSync.listed(makeAccount([heard('one'), { ...silent('old'), supported: false }]));
    expect(await over()).toBe(true);
  });

  it('waits 1 s at most for a cooker that is silent', async () => {
    const over = waiting();
    initialSync.listed(makeAccount([silent('one')]));
    clock.advance(999);
    expect(await over()).toBe(false);
    clock.advance(1);
    expect(await over()).toBe(true);
  });

  it('is not delayed by a second list', async () => {
    const over = waiting();
    initialSync.listed(makeAccount([silent('one')]));
    clock.advance(600);
    initialSync.listed(makeAccount([silent('one'), silent('two')]));
    clock.advance(400);
    expect(await over()).toBe(true);
  });

  it('ends every wait at its timeout', async () => {
    const over = waiting();
    clock.advance(4_999);
    expect(await over()).toBe(false);
    clock.advance(1);
    expect(await over()).toBe(true);
  });

  it('ends every wait at once when it is complete, even after a longer list', async () => {
    initialSync.listed(makeAccount());
    expect(await waiting()()).toBe(true);
    initialSync.listed(makeAccount([silent('new')]));
    expect(await waiting()()).toBe(true);
  });

  it('begins anew with every connection', async () => {
    initialSync.listed(makeAccount([silent('one')]));
    initialSync.lost();
    const over = waiting();
    clock.advance(1_000);
    expect(await over()).toBe(false);
    initialSync.listed(makeAccount([heard('one')]));
    expect(await over()).toBe(true);
  });

  it('can be released before the first connection', async () => {
    initialSync.lost();
    const [one, other] = [waiting(), waiting()];
    initialSync.release();
    expect([await one(), await other()]).toEqual([true, true]);
    expect(clock.pending).toBe(0);
  });
});
