import { PasswordTurns } from './password-turns.js';

describe('PasswordTurns', () => {
  /** Works whose ends the test decides. */
  const make = () => {
    const turns = new PasswordTurns();
    const order: string[] = [];
    const ends: (() => void)[] = [];
    const take = (name: string, isKnown: boolean) =>
      turns.take(() => {
        order.push(name);
        return new Promise<string>((end) => ends.push(() => end(name)));
      }, isKnown);
    const endOne = async () => {
      ends.shift()!();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    };
    return { turns, order, take, endOne };
  };

  it('let whoever signed in before go first, and one work run at a time', async () => {
    const { order, take, endOne } = make();
    const strangers = ['a', 'b', 'c'].map((name) => take(name, false));
    const owner = take('owner', true);
    expect(order).toEqual(['a']);
    await endOne();
    expect(order).toEqual(['a', 'owner']);
    await endOne();
    expect(await owner).toBe('owner');
    await endOne();
    await endOne();
    expect(await Promise.all(strangers)).toEqual(['a', 'b', 'c']);
  });

  it('let eight strangers wait, and refuse more at once, but never somebody known', async () => {
    const { order, take, endOne } = make();
    const waiting = Array.from({ length: 9 }, (_, at) => take(`stranger ${at}`, false));
    await expect(take('one too many', false)).rejects.toMatchObject({ name: 'TooManyAttemptsError' });
    const known = Array.from({ length: 20 }, (_, at) => take(`known ${at}`, true));
    for (let ended = 0; ended < 29; ended++) await endOne();
    await Promise.all([...waiting, ...known]);
    expect(order.slice(0, 2)).toEqual(['stranger 0', 'known 0']);
    expect(order).toHaveLength(29);
  });

  it('go on after a work that failed', async () => {
    const { turns } = make();
    await expect(turns.take(() => Promise.reject(new Error('It failed')), false)).rejects.toThrow(
      'It failed',
    );
    expect(await turns.take(() => Promise.resolve(1), false)).toBe(1);
  });
});
