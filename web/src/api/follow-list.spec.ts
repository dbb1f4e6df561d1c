import { oneAtATime } from './follow-list.js';

describe('A reading that runs once at a time', () => {
  it('runs once more for those who asked while it ran', async () => {
    const ends: (() => void)[] = [];
    const read = oneAtATime(() => new Promise<void>((end) => ends.push(end)));
    const first = read();
    void read();
    void read();
    expect(ends).toHaveLength(1);
    ends[0]!();
    await Promise.resolve();
    await Promise.resolve();
    expect(ends).toHaveLength(2);
    ends[1]!();
    await first;
    expect(ends).toHaveLength(2);
  });

  it('can run again after it failed', async () => {
    let runs = 0;
    const read = oneAtATime(() =>
      ++runs === 1 ? Promise.reject(new Error('not reached')) : Promise.resolve(),
    );
    await expect(read()).rejects.toThrow('not reached');
    await read();
    expect(runs).toBe(2);
  });
});
