import { FoodContact } from './food-contact.js';

const MINUTE = 60_000;

describe('The contact of a probe with its food', () => {
  /** Takes a reading a minute. @returns since when the probe is out of the food, for each reading */
  const taken = (contact: FoodContact, values: readonly number[]) =>
    values.map((celsius, minute) => contact.take({ at: minute * MINUTE, celsius }));
  const steps = (from: number, to: number, step: number) =>
    Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);

  it('is there while a core warms up to the boiling of water', () => {
    const contact = new FoodContact();
    expect(taken(contact, steps(4, 102, 2)).every((since) => since === undefined)).toBe(true);
    expect(contact.outside).toBe(false);
  });

  it('is not there for as long as the probe is hotter than food that holds water', () => {
    const contact = new FoodContact();
    taken(contact, steps(90, 108, 2));
    expect(contact.outside).toBe(true);
    contact.take({ at: 60 * MINUTE, celsius: 101 });
    expect(contact.outside).toBe(false);
  });

  it('never was there where readings rise evenly beyond every core, as °F do that are marked as °C', () => {
    const contact = new FoodContact();
    expect(taken(contact, steps(40, 114, 2)).every((since) => since === undefined)).toBe(true);
    expect(contact.take({ at: 60 * MINUTE, celsius: 116 })).toBe(-Infinity);
    expect(contact.take({ at: 61 * MINUTE, celsius: 99 })).toBeUndefined();
    expect(contact.outside).toBe(true);
  });

  it('ends when a probe is pulled out into hot air, and what it read in the food counts', () => {
    const contact = new FoodContact();
    taken(contact, steps(4, 74, 1));
    expect(contact.take({ at: 71 * MINUTE, celsius: 150 })).toBe(70 * MINUTE);
    expect(contact.take({ at: 72 * MINUTE, celsius: 190 })).toBeUndefined();
    expect(contact.outside).toBe(true);
  });
});
