import { rememberedQueries } from './remembered-queries.js';

describe('rememberedQueries', () => {
  it('reads a query as Node does', () => {
    const read = rememberedQueries();
    expect({ ...read('device_id=a%20b&x=1&x=2') }).toEqual({ device_id: 'a b', x: ['1', '2'] });
    expect({ ...read('') }).toEqual({});
    expect({ ...read(null) }).toEqual({});
  });

  it('gives the same for the same words, and another for others', () => {
    const read = rememberedQueries();
    expect(read('a=1')).toBe(read('a=1'));
    expect(read('a=1')).not.toBe(read('a=2'));
  });

  it('gives what nobody can change under the next caller', () => {
    const query = rememberedQueries()('a=1&b=1&b=2') as { a: string; b: string[] };
    expect(() => (query.a = '2')).toThrow(/read only/);
    expect(() => query.b.push('3')).toThrow(/not extensible/);
  });

  it('forgets all when there are too many, and keeps none that is long', () => {
    const read = rememberedQueries();
    const first = read('a=1');
    const long = `a=${'x'.repeat(255)}`;
    expect(read(long)).not.toBe(read(long));
    for (let other = 0; other < 100; other++) read(`b=${other}`);
    expect(read('a=1')).not.toBe(first);
  });
});
