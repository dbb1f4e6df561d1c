import { DrivenClock } from './driven-clock.js';
import { responseOf, untilSettled } from './journey.js';

/** Settles after so many milliseconds of real time, as a write to a busy disk does. */
const slowly = <Value>(value: Value): Promise<Value> =>
  new Promise((resolve) => setTimeout(() => resolve(value), 300));

describe('A journey with a driven clock', () => {
  const testApp = { clock: new DrivenClock() };

  it('waits for a response that takes the machine longer than the steps of the clock', async () => {
    const response = { status: 200, body: {}, headers: new Headers() };
    expect(await responseOf(testApp, slowly(response as never))).toBe(response);
  });

  it('waits for any promise as long', async () => {
    let isDone = false;
    const work = slowly('done').then(() => (isDone = true));
    await untilSettled(testApp, work);
    expect(isDone).toBe(true);
  });
});
