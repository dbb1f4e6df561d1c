import { celsius, millimetres } from '../../shared/units.js';
import type { InactivationModel } from '../physics/inactivation-model.js';
import { HeatedFood } from '../physics/finite-volumes.js';
import type { FoodBody } from '../physics/food-body.js';
import { FollowedPiece } from './followed-piece.js';
import { ThicknessLadder } from './thickness-ladder.js';

/** It is gone after ten minutes above 50 °C. */
const GERM: InactivationModel = {
  name: 'Pathogen',
  target: 10,
  creditedFrom: celsius(50),
  z: 10,
  rate: (core) => (core >= 50 ? 1 / 60 : 0),
};
const BODY: FoodBody = {
  thickness: millimetres(10),
  shapeExponent: 0,
  diffusivity: 1.1e-7,
  conductivity: 0.48,
  heatTransfer: 95,
  start: celsius(5),
};
/** Few: this is about the rungs, not about the heat. */
const SHELLS = 4;
const all = (): boolean => true;
const [hot, cold] = [celsius(60), celsius(20)];

function make() {
  const rungs: number[] = [];
  const ladder = new ThicknessLadder((thickness) => {
    rungs.push(thickness);
    return new FollowedPiece(new HeatedFood({ ...BODY, thickness }, SHELLS), [GERM]);
  });
  const minutes = (count: number, bath = hot, { credited = true, counts = true } = {}) => {
    for (let minute = 0; minute < count; minute++)
      ladder.advance(60, bath, credited, counts ? all : undefined);
    return ladder.pasteurizedUpTo;
  };
  return { rungs, ladder, minutes };
}

describe('The ladder of thicknesses', () => {
  it('has rungs from 5 to 150 mm, each at most 6 % and a millimetre above the one below', () => {
    const { rungs } = make();
    expect(rungs[0]).toBe(5);
    expect(rungs.at(-1)).toBeLessThanOrEqual(150);
    expect(rungs.at(-1)! * 1.06 + 1).toBeGreaterThanOrEqual(150);
    for (const [at, rung] of rungs.slice(1).entries()) {
      expect(rung).toBeGreaterThan(rungs[at]!);
      expect(rung).toBeLessThanOrEqual(rungs[at]! * 1.06 + 1);
    }
  });

  it('says 0 while no piece is there', () => {
    const { ladder, minutes } = make();
    expect(ladder.pasteurizedUpTo).toBe(0);
    expect(minutes(10)).toBe(0);
  });

  it('says the thickest that is there, and grows while the water stays hot', () => {
    const { rungs, minutes } = make();
    const said = [20, 20, 40, 80].map((time) => minutes(time));
    expect(said[0]).toBeGreaterThanOrEqual(5);
    expect(said).toEqual([...new Set(said)].toSorted((one, other) => one - other));
    expect(rungs).toEqual(expect.arrayContaining(said));
  });

  it('says at most the thickest there is', () => {
    const { rungs, minutes } = make();
    expect(minutes(900, celsius(95))).toBe(rungs.at(-1));
    expect(minutes(1)).toBe(rungs.at(-1));
  });

  it('never falls, and does not grow in water that cooled down', () => {
    const { minutes } = make();
    const reached = minutes(60);
    const later = minutes(120, cold);
    expect(later).toBeGreaterThanOrEqual(reached);
    expect(minutes(600, cold)).toBe(later);
  });

  it('does not grow while the water is not observed, though the pieces warm', () => {
    const { minutes } = make();
    expect(minutes(120, hot, { credited: false })).toBe(0);
    // Every piece that is thin enough is hot by now, so that all of them need ten minutes.
    expect(minutes(11)).toBeGreaterThan(make().minutes(60));
  });

  it('warms its pieces, but counts none as pasteurised, while no pathogen may count', () => {
    const { minutes } = make();
    expect(minutes(120, hot, { counts: false })).toBe(0);
    expect(minutes(1)).toBe(make().minutes(121));
  });

  it('lets its pieces cool while no pathogen may count, so that none is taken for warm later', () => {
    const after = (counts: boolean) => {
      const { minutes } = make();
      minutes(40);
      minutes(300, cold, { counts });
      return minutes(20);
    };
    expect(after(false)).toBe(after(true));
    expect(after(false)).toBeLessThan(make().minutes(60));
  });

  it('has other rungs where they are given', () => {
    const rungs = [millimetres(12), millimetres(50)];
    const piece = () => new FollowedPiece(new HeatedFood(BODY, SHELLS), [GERM]);
    const ladder = new ThicknessLadder(piece, rungs);
    for (let minute = 0; minute < 60; minute++) ladder.advance(60, hot, true, all);
    expect(ladder.pasteurizedUpTo).toBe(50);
  });

  it('goes on from its package with the same pieces', () => {
    const [{ ladder, minutes }, other] = [make(), make().ladder];
    const reached = minutes(60);
    const resumed = other.unpacked(reached, ladder.pack());
    expect(resumed.pasteurizedUpTo).toBe(reached);
    for (let minute = 0; minute < 60; minute++) resumed.advance(60, hot, true, all);
    expect(resumed.pasteurizedUpTo).toBe(minutes(60));
    expect(resumed.pasteurizedUpTo).toBeGreaterThan(reached);
    expect([other.pasteurizedUpTo, other.pack().length]).toEqual([0, make().rungs.length]);
  });

  it('has nothing left to pack once the thickest piece is there, and goes on even so', () => {
    const { ladder, minutes } = make();
    const thickest = minutes(900, celsius(95));
    expect(ladder.pack()).toEqual([]);
    expect(make().ladder.unpacked(thickest, []).pasteurizedUpTo).toBe(thickest);
  });

  it('takes no package of other rungs', () => {
    const { ladder, minutes } = make();
    const reached = minutes(60);
    const packed = ladder.pack();
    const wrong: [number, readonly string[]][] = [
      [0, packed],
      [reached + 0.5, packed],
      [reached, packed.slice(1)],
      [reached, [...packed, packed[0]!]],
      [1000, []],
    ];
    for (const [said, rungs] of wrong)
      expect(() => make().ladder.unpacked(said, rungs)).toThrow('other thicknesses');
  });
});
