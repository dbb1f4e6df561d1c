import fc from 'fast-check';
import { WaterBath } from './water-bath.js';

const temperatures = fc.double({ min: 1, max: 99, noNaN: true });
const litres = fc.double({ min: 2, max: 30, noNaN: true });
const durations = fc.double({ min: 0, max: 40_000, noNaN: true });

/** What rounding may add to a temperature, in °C. */
const ROUNDING = 1e-9;

const bathAt = (water: number, setpoint?: number, options = {}) => {
  const bath = new WaterBath({ water, ...options });
  bath.setpoint = setpoint;
  return bath;
};

describe('WaterBath', () => {
  it('warms eight litres from 20 to 65 °C in about 25 minutes with 1100 W', () => {
    const bath = bathAt(20, 65);
    expect(bath.secondsUntilWithin(65 - 0.3, 65.3) / 60).toBeGreaterThan(23);
    expect(bath.secondsUntilWithin(65 - 0.3, 65.3) / 60).toBeLessThan(28);
  });

  it('never passes the setpoint, from wherever it comes', () => {
    fc.assert(
      fc.property(temperatures, temperatures, litres, durations, (water, setpoint, volume, seconds) => {
        const bath = bathAt(water, setpoint, { litres: volume });
        bath.advance(seconds);
        expect(bath.temperature).toBeLessThanOrEqual(Math.max(water, setpoint, 20) + ROUNDING);
        expect(bath.temperature).toBeGreaterThanOrEqual(Math.min(water, setpoint, 20) - ROUNDING);
      }),
    );
  });

  it('balances its energy: what the heater gives is stored or lost', () => {
    fc.assert(
      fc.property(temperatures, temperatures, litres, (water, setpoint, volume) => {
        // Far enough that the setpoint is not reached within the second.
        fc.pre(Math.abs(water - setpoint) > 0.2);
        const bath = bathAt(water, setpoint, { litres: volume, ambient: 22, loss: 6 });
        const { power } = bath;
        bath.advance(1);
        const stored = (bath.temperature - water) * volume * 4186;
        const lost = 6 * ((bath.temperature + water) / 2 - 22);
        expect(stored + lost).toBeCloseTo(power, 1);
      }),
    );
  });

  it('gives the same in one step as in many', () => {
    fc.assert(
      fc.property(
        temperatures,
        temperatures,
        fc.array(durations, { maxLength: 20 }),
        (water, setpoint, steps) => {
          const [leaping, stepping] = [bathAt(water, setpoint), bathAt(water, setpoint)];
          leaping.advance(steps.reduce((sum, step) => sum + step, 0));
          for (const step of steps) stepping.advance(step);
          expect(stepping.temperature).toBeCloseTo(leaping.temperature, 6);
        },
      ),
    );
  });

  it('is inside the band exactly when it said it would be', () => {
    fc.assert(
      fc.property(temperatures, temperatures, (water, setpoint) => {
        const bath = bathAt(water, setpoint);
        const wait = bath.secondsUntilWithin(setpoint - 0.3, setpoint + 0.3);
        fc.pre(Number.isFinite(wait));
        bath.advance(wait);
        expect(Math.abs(bath.temperature - setpoint)).toBeLessThanOrEqual(0.3 + 1e-6);
      }),
    );
  });

  it('holds the setpoint with exactly the power that is lost to the air', () => {
    const bath = bathAt(60.1, 60.1, { ambient: 20, loss: 5 });
    bath.advance(36_000);
    expect(bath.temperature).toBe(60.1);
    expect(bath.power).toBeCloseTo(200.5);
  });

  it('cools towards the air temperature while the heater is off or broken', () => {
    const off = bathAt(60);
    const broken = bathAt(60, 60);
    broken.heaterWorks = false;
    for (const bath of [off, broken]) {
      bath.advance(1_000_000);
      expect(bath.temperature).toBeCloseTo(20);
      expect(bath.power).toBe(0);
    }
  });

  it('cannot hold a setpoint below the air temperature', () => {
    const bath = bathAt(20, 10);
    expect(bath.secondsUntilWithin(9.7, 10.3)).toBe(Infinity);
    bath.temperature = 8;
    bath.advance(1_000_000);
    expect(bath.temperature).toBeCloseTo(20);
  });

  it('boils at 100 °C, at any setpoint', () => {
    const bath = bathAt(90, 120);
    expect(bath.secondsUntilWithin(119.7, 120.3)).toBe(Infinity);
    bath.advance(1_000_000);
    expect(bath.temperature).toBe(100);
  });

  it('never gets there with a heater too weak for the pot', () => {
    const bath = bathAt(20, 90, { heater: 100, loss: 5 });
    expect(bath.secondsUntilWithin(89.7, 90.3)).toBe(Infinity);
    bath.advance(1_000_000);
    expect(bath.temperature).toBeCloseTo(40);
  });
});
