import { violationsOf } from './tally.js';
import { carryOut } from './worker.js';

/** The same at every run; `npm run test:alerts -- --lives 10000` draws others. */
const SEED = 20261130;

describe('The lives of alerts, with crashes, failing channels and clock jumps', () => {
  it('lose nothing, and come twice only where a channel has no key and the server says so', async () => {
    const figures = await carryOut({ seed: SEED, from: 0, to: 4, lives: 100 });
    expect(violationsOf(figures)).toEqual([]);
    expect(figures.lives).toBe(100);
    expect(figures.fired).toBeGreaterThan(30);
    expect(figures.crashes).toBeGreaterThan(10);
    expect(figures.crashesWhileSending).toBeGreaterThan(0);
  });
});
