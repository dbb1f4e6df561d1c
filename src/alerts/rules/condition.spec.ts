import fc from 'fast-check';
import type { Observation } from '../facts/observation.js';
import { judge } from './condition.js';

const BATTERY = { fact: 'battery_percent', below: 15, clearBy: 5 } as const;
const HOT = { fact: 'water_celsius', above: 60, clearBy: 0.5 } as const;
const LOW = { fact: 'low_water' } as const;

describe('judge', () => {
  it.each([
    [14.9, false, 'holds'],
    [15, false, 'clear'],
    [15, true, 'holds'],
    [19.9, true, 'holds'],
    [20, true, 'clear'],
  ] as const)('judges a battery of %p percent that is held: %p, as %s', (value, isHeld, judged) => {
    expect(judge(BATTERY, { battery_percent: value }, isHeld)).toBe(judged);
  });

  it.each([
    [60, false, 'clear'],
    [60.1, false, 'holds'],
    [59.6, true, 'holds'],
    [59.5, true, 'clear'],
  ] as const)('judges water of %p °C that is held: %p, as %s', (value, isHeld, judged) => {
    expect(judge(HOT, { water_celsius: value }, isHeld)).toBe(judged);
  });

  it('knows nothing where the fact is not known, and takes one that does not apply for clear', () => {
    expect(judge(LOW, { low_water: null }, true)).toBe('unknown');
    expect(judge(HOT, { water_celsius: NaN }, true)).toBe('unknown');
    expect(judge(HOT, { water_celsius: Infinity }, false)).toBe('unknown');
    expect(judge(LOW, {}, true)).toBe('clear');
  });

  it('takes a value of another type for unknown', () => {
    expect(judge(LOW, { low_water: 1 } as unknown as Observation['facts'], false)).toBe('unknown');
    expect(judge(HOT, { water_celsius: true } as unknown as Observation['facts'], false)).toBe('unknown');
  });

  it('holds on to what it held at every value at which it begins', () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.double({ noNaN: true }),
        fc.double({ min: 0, noNaN: true }),
        (value, limit, clearBy) => {
          for (const condition of [
            { fact: 'core_celsius', above: limit, clearBy },
            { fact: 'core_celsius', below: limit, clearBy },
          ] as const) {
            const [fresh, held] = [false, true].map((isHeld) =>
              judge(condition, { core_celsius: value }, isHeld),
            );
            if (fresh === 'holds') expect(held).toBe('holds');
            if (held === 'clear') expect(fresh).toBe('clear');
            expect(fresh === 'unknown').toBe(held === 'unknown');
          }
        },
      ),
    );
  });
});
