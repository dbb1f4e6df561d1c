import { likelyCause, type Difference } from './likely-cause.js';

const seen = (known: Partial<Difference> = {}): Difference => ({
  measured: 58,
  model: 58,
  water: 65,
  target: 65,
  rate: 20,
  inTheWater: false,
  ...known,
});

describe('The likely cause of a difference', () => {
  it.each<[Partial<Difference>, ReturnType<typeof likelyCause>]>([
    [{}, undefined],
    [{ measured: 57.1 }, undefined],
    [{ measured: 58.9 }, undefined],
    [{ measured: 55 }, 'thicker_than_told'],
    [{ measured: 55, rate: undefined }, 'thicker_than_told'],
    [{ measured: 62 }, 'thinner_than_told'],
    [{ measured: 61, model: 64.5, rate: 0.2 }, 'poor_circulation'],
    [{ measured: 61, model: 62.5, water: 63, rate: 0.2 }, 'colder_bath'],
    [{ measured: 64.9, inTheWater: true }, 'probe_in_water'],
  ])('of %j is %s', (known, cause) => {
    expect(likelyCause(seen(known))).toBe(cause);
  });
});
