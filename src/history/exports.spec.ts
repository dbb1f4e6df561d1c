import { EventEmitter } from 'node:events';
import { Exports, MOST_EXPORTS } from './exports.js';

/** The part of a response that an export uses. */
class FakeResponse extends EventEmitter {
  closed = false;

  destroy(): this {
    if (!this.closed) {
      this.closed = true;
      this.emit('close');
    }
    return this;
  }
}

describe('Exports', () => {
  let exports: Exports;
  let entered: FakeResponse[];
  beforeEach(() => {
    jest.useFakeTimers();
    exports = new Exports();
    entered = [];
  });
  afterEach(() => jest.useRealTimers());

  /** Asks for a turn, and lets everything happen that does not have to wait. */
  async function ask(): Promise<FakeResponse> {
    const response = new FakeResponse();
    void exports.enter(response).then((isThere) => isThere && entered.push(response));
    await settled();
    return response;
  }
  const settled = () => jest.advanceTimersByTimeAsync(0);
  const fill = async () => {
    for (let count = 0; count < MOST_EXPORTS; count++) await ask();
  };

  it('are made four at a time, and the next when one is finished', async () => {
    await fill();
    const [first] = entered;
    const waiting = [await ask(), await ask()];
    expect(entered).toHaveLength(4);
    first!.destroy();
    await settled();
    expect(entered.slice(4)).toEqual([waiting[0]]);
    for (const response of entered) response.destroy();
    await settled();
    expect(entered.slice(4)).toEqual(waiting);
  });

  it('do not wait for a client that has gone meanwhile', async () => {
    await fill();
    const gone = await ask();
    const next = await ask();
    gone.destroy();
    entered[0]!.destroy();
    await settled();
    expect(entered.slice(4)).toEqual([next]);
  });

  it('are cut off after two minutes, and leave no timer behind', async () => {
    await fill();
    await jest.advanceTimersByTimeAsync(119_999);
    expect(entered.some(({ closed }) => closed)).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(entered.every(({ closed }) => closed)).toBe(true);
    await ask();
    expect(entered).toHaveLength(5);
    entered[4]!.destroy();
    expect(jest.getTimerCount()).toBe(0);
  });
});
