import { celsius, millimetres } from '../../shared/units.js';
import type { InactivationModel } from '../physics/inactivation-model.js';
import { HeatedFood } from '../physics/finite-volumes.js';
import type { FoodBody } from '../physics/food-body.js';
import { FrozenFood } from '../physics/frozen.js';
import { FollowedPiece } from './followed-piece.js';

const BODY: FoodBody = {
  thickness: millimetres(30),
  shapeExponent: 0.28,
  diffusivity: 1.11e-7,
  conductivity: 0.48,
  heatTransfer: 95,
  start: celsius(5),
};
const SHELLS = 40;
const bath = celsius(60);
const all = (): boolean => true;

/** A pathogen that dies by as much each second as the core has degrees: what is credited is the core itself. */
const pathogen = (name: string, target: number, rate = (core: number) => core): InactivationModel => ({
  name,
  target,
  creditedFrom: celsius(0),
  z: Infinity,
  rate,
});
const TALLY = pathogen('Tally', 1e9);
const follow = (...pathogens: readonly InactivationModel[]) =>
  new FollowedPiece(new HeatedFood(BODY, SHELLS), pathogens);
const credited = (piece: FollowedPiece): number => piece.reductions(all)[0]!.predicted;

/** Degrees of the core summed over the seconds, to the precision of half seconds. */
function exactly(time: number, water = 60, food = new HeatedFood(BODY, SHELLS)): number {
  let sum = 0;
  for (let passed = 0; passed < time; passed += 0.5) {
    const before = food.core;
    food.advance(0.5, water);
    sum += 0.25 * (before + food.core);
  }
  return sum;
}

describe('A followed piece', () => {
  it('warms as its food does', () => {
    const [piece, food] = [follow(TALLY), new HeatedFood(BODY, SHELLS)];
    piece.advance(900, bath, true);
    food.advance(900, bath);
    expect(piece.core).toBeCloseTo(food.core, 1);
    expect(piece.core).toBeGreaterThan(29);
  });

  it.each([15, 300, 900])(
    'credits no more than there is, and lags behind by less than 15 s, in %d s',
    (time) => {
      const piece = follow(TALLY);
      piece.advance(time, bath, true);
      expect(credited(piece)).toBeLessThanOrEqual(exactly(time));
      expect(credited(piece)).toBeGreaterThan(exactly(time - 15));
    },
  );

  it('counts as hot as at the colder end while it cools, too', () => {
    const piece = follow(TALLY);
    piece.advance(3600, bath, true);
    const [before, food] = [credited(piece), new HeatedFood(BODY, SHELLS)];
    food.advance(3600, bath);
    piece.advance(900, celsius(10), true);
    expect(credited(piece) - before).toBeLessThan(exactly(900, 10, food));
  });

  it('is looked at every 15 seconds, however long the water stays the same', () => {
    const [once, often] = [follow(TALLY), follow(TALLY)];
    once.advance(600, bath, true);
    for (let look = 0; look < 40; look++) often.advance(15, bath, true);
    expect(credited(once)).toBeCloseTo(credited(often), 9);
  });

  it('warms and kills nothing while the water is not observed', () => {
    const [seen, unseen] = [follow(TALLY), follow(TALLY)];
    seen.advance(900, bath, true);
    unseen.advance(900, bath, false);
    expect(credited(unseen)).toBe(0);
    expect(unseen.core).toBe(seen.core);
  });

  it('stays as it is in no time', () => {
    const piece = follow(TALLY);
    piece.advance(0, bath, true);
    expect([piece.core, credited(piece)]).toEqual([5, 0]);
  });

  it('is pasteurised once the last pathogen that counts has reached its target', () => {
    const piece = follow(
      pathogen('Quick', 15, () => 1),
      pathogen('Slow', 30, () => 1),
    );
    piece.advance(15, bath, true);
    expect(piece.isPasteurized(all)).toBe(false);
    expect(piece.isPasteurized(({ name }) => name === 'Quick')).toBe(true);
    piece.advance(15, bath, true);
    expect(piece.isPasteurized(all)).toBe(true);
  });

  it('gives the log reduction of every pathogen that counts', () => {
    const piece = follow(
      pathogen('Quick', 15, () => 2),
      pathogen('Slow', 30, () => 1),
    );
    piece.advance(10, bath, true);
    expect(piece.reductions(({ name }) => name === 'Slow')).toEqual([
      { name: 'Slow', predicted: 10, required: 30 },
    ]);
  });

  it('sends a copy ahead, with all that was killed, without moving itself', () => {
    const piece = follow(TALLY);
    piece.advance(600, bath, true);
    const [core, killed, ahead] = [piece.core, credited(piece), piece.copy()];
    expect(credited(ahead)).toBe(killed);
    ahead.advance(600, bath, true);
    expect([piece.core, credited(piece)]).toEqual([core, killed]);
    piece.advance(600, bath, true);
    expect([ahead.core, credited(ahead)]).toEqual([piece.core, credited(piece)]);
  });

  it('comes out of its package as it went in, pathogens and all, and leaves the one that was asked alone', () => {
    const [piece, other] = [follow(TALLY), follow(TALLY)];
    piece.advance(600, bath, true);
    const resumed = other.unpacked(piece.pack());
    for (const one of [piece, resumed]) one.advance(600, bath, true);
    expect(resumed.core).toBeCloseTo(piece.core, 4);
    expect(credited(resumed) / credited(piece)).toBeCloseTo(1, 6);
    expect([other.core, credited(other)]).toEqual([5, 0]);
  });

  it('keeps each pathogen apart in its package', () => {
    const pathogens = [pathogen('Quick', 15, () => 2), pathogen('Slow', 30, () => 1)];
    const piece = follow(...pathogens);
    piece.advance(10, bath, true);
    expect(
      follow(...pathogens)
        .unpacked(piece.pack())
        .reductions(all),
    ).toEqual(piece.reductions(all));
  });

  it('is refused by a piece of other shells or other pathogens', () => {
    const packed = follow(TALLY).pack();
    const finer = new FollowedPiece(new HeatedFood(BODY, SHELLS + 1), [TALLY]);
    for (const stranger of [finer, follow(), follow(TALLY, TALLY)])
      expect(() => stranger.unpacked(packed)).toThrow('another number of shells or pathogens');
  });

  it('has a package also while it is half frozen', () => {
    const warmth = pathogen('Warmth', 1e9, (core) => Math.max(0, core));
    const body = { ...BODY, start: celsius(-18) };
    const frozen = () => new FollowedPiece(new FrozenFood(body, SHELLS), [warmth]);
    const piece = frozen();
    piece.advance(1200, bath, true);
    expect(piece.core).toBeLessThan(0);
    const resumed = frozen().unpacked(piece.pack());
    for (const one of [piece, resumed]) one.advance(3600, bath, true);
    expect(piece.core).toBeGreaterThan(20);
    expect(resumed.core).toBeCloseTo(piece.core, 4);
  });
});
