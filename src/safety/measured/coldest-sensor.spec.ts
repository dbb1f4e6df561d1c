import { ColdestSensor } from './coldest-sensor.js';

const MINUTE = 60_000;
const reading = (minute: number, celsius: number | null, late = false) => ({
  at: minute * MINUTE,
  celsius,
  late,
});
const both = () =>
  new ColdestSensor([
    { id: 'one', tolerance: 0.5 },
    { id: 'two', tolerance: 0.5 },
  ]);

describe('The coldest sensor of a food', () => {
  it('is the only one, with everything that it reads', () => {
    const alone = new ColdestSensor([{ id: 'one', tolerance: 0.5 }]);
    for (const read of [reading(1, 50), reading(2, null), reading(3, 51, true)])
      expect(alone.take('one', read)).toEqual(read);
    expect(alone.take('other', reading(4, 20))).toBeUndefined();
  });

  it('is the colder of two, once both have a reading', () => {
    const sensors = both();
    expect(sensors.take('one', reading(1, 50))).toEqual(reading(1, null));
    expect(sensors.take('two', reading(2, 60))).toEqual(reading(2, 50));
    expect(sensors.take('one', reading(3, 70))).toEqual(reading(3, 60));
  });

  it('is never the warmer one while the other has no reading, or none for 10 minutes', () => {
    const sensors = both();
    sensors.take('one', reading(1, 50));
    sensors.take('two', reading(1, 60));
    expect(sensors.take('two', reading(12, 61))).toEqual(reading(12, null));
    sensors.take('one', reading(13, 52));
    expect(sensors.take('two', reading(13, 62))).toEqual(reading(13, 52));
    expect(sensors.take('one', reading(14, null))).toEqual(reading(14, null));
  });

  it('is unknown when the coldest does not work, or one that may be it', () => {
    const sensors = both();
    sensors.take('one', reading(1, 60.9));
    sensors.take('two', reading(1, 60));
    sensors.setBroken('one', true);
    expect(sensors.isKnown).toBe(false);
    expect(sensors.take('two', reading(2, 62))).toEqual(reading(2, null));
    expect(sensors.take('one', reading(2, 62))).toBeUndefined();
    sensors.setBroken('one', false);
    expect(sensors.isKnown).toBe(true);
  });

  it('is unknown when a sensor that was never read does not work', () => {
    const sensors = both();
    sensors.take('two', reading(1, 60));
    sensors.setBroken('one', true);
    expect(sensors.isKnown).toBe(false);
  });

  it('stays known when a sensor that was warmer does not work', () => {
    const sensors = both();
    sensors.take('one', reading(1, 66));
    sensors.take('two', reading(1, 60));
    sensors.setBroken('one', true);
    expect(sensors.isKnown).toBe(true);
    expect(sensors.take('two', reading(2, 62))).toEqual(reading(2, 62));
  });
});
