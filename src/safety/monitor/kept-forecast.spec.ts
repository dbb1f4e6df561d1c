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
  const thin = () => new FollowedFood({ thickness: millimetres(25) }).read(HELD);
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

  it.each([64, 40, 20])('is not kept over readings of %d °C that it was not asked about', (water) => {
    const dip = (asked: boolean) => {
      const food = thin().read(HELD, 2);
      if (asked) void food.report;
      for (let read = 0; read < 20; read++) food.read(water, 2);
      return food.read(HELD, 2).read(HELD, 2).report;
    };
    expect(dip(true)).toEqual(dip(false));
  });

  it('is not kept over a setpoint that it was not asked about, or in water far above it', () => {
    const changed = thin();
    void changed.report;
    changed.read(HELD, 2, 50).read(HELD, 2);
    expect(forecasts(() => changed.report)).toBe(1);
    const hot = thin().read(70, 2);
    void hot.report;
    expect(forecasts(() => hot.read(70, 2).report)).toBe(1);
  });

  it('is within a step of one worked out anew, whenever it is asked for', () => {
    const reading = fc.record({
      water: fc.constantFrom(60, 64.9, 65, 65, 65.1, HELD, HELD),
      after: fc.integer({ min: 1, max: 40 }),
      asked: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 40 }), (all) => {
        const [often, once] = [thin(), thin()];
        for (const { water, after, asked } of all) {
          often.read(water, after);
          if (asked) void often.report;
          once.read(water, after);
        }
        const later = often.report.missing - once.report.missing;
        expect(Math.abs(later)).toBeLessThanOrEqual(FORECAST_STEP);
      }),
      { numRuns: 60 },
    );
  });
});
