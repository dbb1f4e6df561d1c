import fc from 'fast-check';
import { FollowedFood, SENSOR_ERROR } from '../../../test/harness/followed-food.js';
import { millimetres } from '../../shared/units.js';
import { FollowedPiece } from './followed-piece.js';
import { FORECAST_STEP } from './kept-forecast.js';

const HELD = 65 + SENSOR_ERROR;
describe('The forecast of a food', () => {
  /** How often a piece was copied to look ahead while `act` ran. */
  const forecasts = (act: () => unknown): number => {
    const copy = jest.spyOn(FollowedPiece.prototype, 'copy');
    try {
      act();
      return copy.mock.calls.length;
    } finally {
      copy.mockRestore();
    }
  };
  const thick = () => new FollowedFood({ food: 'beef roast', thickness: millimetres(80) }).read(HELD);

  it('is worked out once a minute while the water stays as it counts on', () => {
    const food = thick();
    expect(food.report.pasteurized).toBe(false);
    const often = () => {
      for (let read = 0; read < 120; read++) void food.read(HELD, 2).report;
    };
    expect(forecasts(often)).toBeLessThanOrEqual(4);
  });

  it('is worked out anew at once in colder or warmer water, at another setpoint and after a silence', () => {
    const changed = (water: number, after: number, target?: number) => {
      const food = thick().read(64, 2);
      void food.report;
      return forecasts(() => food.read(water, after, target).report);
    };
    expect(changed(63.99, 2)).toBe(1);
    expect(changed(64.01, 2)).toBe(1);
    expect(changed(64, 2, 66)).toBe(1);
    expect(changed(64, 61)).toBe(1);
    expect(changed(64, 700)).toBe(1);
    expect(changed(64, 2)).toBe(0);
  });

  it('says the same moment while it is kept', () => {
    const food = thick();
    const { pasteurizedAt } = food.report;
    expect(food.read(HELD, 20).report.pasteurizedAt).toBe(pasteurizedAt);
    expect(food.report.missing).toBeGreaterThan(0);
  });

  it('is within a step of one worked out anew', () => {
    const readings = fc.array(
      fc.record({ water: fc.constantFrom(64.9, 65, 65.1, HELD), after: fc.integer({ min: 1, max: 40 }) }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(readings, (all) => {
        const [asked, other] = [thick(), thick()];
        for (const { water, after } of all) {
          void asked.read(water, after).report;
          other.read(water, after);
        }
        const later = asked.report.missing - other.report.missing;
        expect(Math.abs(later)).toBeLessThanOrEqual(FORECAST_STEP);
      }),
      { numRuns: 40 },
    );
  });
});
