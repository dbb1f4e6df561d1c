import fc from 'fast-check';
import { aBody, anyBody } from '../../../test/harness/food-bodies.js';
import { trials } from '../../../test/harness/soak.js';
import { celsius } from '../../shared/units.js';
import { HeatedFood } from './finite-volumes.js';
import type { FoodBody } from './food-body.js';

/** A temperature that cool water does not have, and the core of food from hot water may have, in °C. */
const LIMIT = 52.3;
const DAY = 24 * 60;
const BODY = aBody(30);
const bodies = anyBody(80);
const anyBath = fc.double({ min: 0, max: 95, noNaN: true });
const coolBath = fc.double({ min: 0, max: LIMIT - 0.5, noNaN: true });
const history = fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 90 }), bath: anyBath }), {
  minLength: 1,
  maxLength: 5,
});

/** The minute from which it is certain; Infinity when it is not within a day. */
function certainFrom(food: HeatedFood, bath: number): number {
  for (let minute = 0; minute <= DAY; minute++) {
    if (food.neverReaches(LIMIT, bath)) return minute;
    food.advance(60, bath);
  }
  return Infinity;
}

describe('Food that never reaches a temperature', () => {
  it('does not reach it within a day, whatever its past', () => {
    let found = 0;
    const holds = (body: FoodBody, past: readonly { minutes: number; bath: number }[], bath: number) => {
      const food = new HeatedFood(body, 20);
      for (const stay of past) food.advance(stay.minutes * 60, stay.bath);
      if (certainFrom(food, bath) === Infinity) return;
      found += 1;
      for (let minute = 0; minute < DAY; minute++) {
        expect(food.core).toBeLessThan(LIMIT);
        food.advance(60, bath);
      }
    };
    fc.assert(fc.property(bodies, history, coolBath, holds), trials(30, 3000));
    expect(found).toBeGreaterThan(20);
  });

  it('is known long before a piece is as warm as the water', () => {
    expect(certainFrom(new HeatedFood(BODY), 45)).toBeLessThan(120);
  });

  it('is never certain where the water is as hot', () => {
    expect(certainFrom(new HeatedFood(BODY), LIMIT)).toBe(Infinity);
  });

  it('is not certain while the core is hotter than that', () => {
    const food = new HeatedFood({ ...BODY, start: celsius(60) });
    expect(food.neverReaches(LIMIT, 20)).toBe(false);
    expect(certainFrom(food, 20)).toBeGreaterThan(0);
  });
});
