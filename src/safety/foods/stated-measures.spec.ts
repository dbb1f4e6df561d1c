import { FOODS } from '../../../test/harness/safety.js';
import { readFoodData } from './food-files.js';
import { MeasureReader, spell } from './stated-measures.js';

const reader = new MeasureReader(readFoodData(FOODS).stated);
const lengthsOf = (name: string) =>
  reader.read(spell(name)).lengths.map(({ thickness, way }) => [thickness, way]);

describe('MeasureReader', () => {
  it.each([
    ['5 cm thick', [[50, 'thickness']]],
    ['5.5cm thick', [[55, 'thickness']]],
    ['5,5 cm dick', [[55, 'thickness']]],
    ['50mm', [[50, 'unsaid']]],
    ['3-5 cm thick', [[50, 'thickness']]],
    ['3 to 5 cm thick', [[50, 'thickness']]],
    ['1½ inch', [[38.1, 'unsaid']]],
    ['½ inch', [[12.7, 'unsaid']]],
    ['1-1/2 inch', [[38.1, 'unsaid']]],
    ['2"', [[50.8, 'unsaid']]],
    ['2″ thick', [[50.8, 'thickness']]],
    ['2in', [[50.8, 'unsaid']]],
    ['2 in thick', [[50.8, 'thickness']]],
    ['2 in ribeye', [[50.8, 'unsaid']]],
    ['12 inches long', [[304.8, 'other']]],
    [
      '12 inch long and 3 cm thick',
      [
        [304.8, 'other'],
        [30, 'thickness'],
      ],
    ],
    ['10 x 5 x 3 cm', [[100, 'several']]],
    ['2 x 5 cm', [[50, 'unsaid']]],
    ['two inches thick', [[50.8, 'thickness']]],
    ['an inch thick', [[25.4, 'thickness']]],
    ['fünf Zentimeter', [[50, 'unsaid']]],
    ['trois centimètres', [[30, 'unsaid']]],
    ['2 in 1 bag', []],
    ['2 in a bag', []],
    ['65 C', []],
    ['80/20', []],
    ['chicken', []],
  ])('reads the lengths of %j', (name, lengths) => {
    expect(lengthsOf(name)).toEqual(lengths);
  });

  it.each([
    ['500g', 500],
    ['4 x 200 g', 200],
    ['1.5 kg', 1500],
    ['1,5 Kilo', 1500],
    ['1,000 g', 1000],
    ['1.200 g', 1200],
    ['5-6 lb', 2724],
    ['12-pound', 5448],
    ['3 Pfund', 1500],
    ['a kilo', 1000],
    ['2 chili', 0],
    ['beef', 0],
  ])('reads the weight of %j', (name, grams) => {
    expect(reader.read(spell(name)).grams).toBe(grams);
  });

  it('adds ounces to the pounds in front of them', () => {
    expect(reader.read(spell('2 lb 4 oz')).grams).toBeCloseTo(1021.4);
  });

  it.each(['1-', '1 ', '1/', '5 cm ', 'x1', 'one and a half '])(
    'is quick with %j said without end',
    (part) => {
      const before = process.cpuUsage();
      reader.read(spell(part.repeat(10_000 / part.length)));
      reader.read(`1${' '.repeat(9_000)}1`);
      // Of the processor, since the machine may be busy; in microseconds.
      expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    },
  );
});
