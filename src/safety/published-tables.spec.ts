import { figureIn, readTable, wordIn, type TableRow } from '../../test/harness/tables.js';
import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { celsius, fromFahrenheit, millimetres, type Minutes } from '../shared/units.js';
import { CoreHeating, Pasteurisation } from './pasteurisation.js';
import { Forecast } from './forecast.js';
import { MEAT_ORGANISMS } from './physics/lethality.js';
import { thermalNeedOf } from './thermal-need.js';

const { foods } = makeSafety();

const thicknessOf = (row: TableRow) => millimetres(figureIn(row, 'thickness_mm'));
const bathOf = (row: TableRow) => celsius(figureIn(row, 'bath_temp_c'));
const asText = (row: TableRow) => [...row.values()].join(',');

/** The engine's own result for a cell, for a food of the catalogue. */
function engineTime(name: string, row: TableRow): Minutes {
  const plan = makePlan({ food: name, target: bathOf(row), thickness: thicknessOf(row) });
  const food = foods.understand(name);
  return Forecast.of(plan, food, thermalNeedOf(food, foods.fsis)).minimum;
}

/** The same without FSIS's times, which Baldwin's table of poultry knows nothing of. */
function timeWithoutFsis(name: string, row: TableRow): Minutes {
  const food = foods.understand(name);
  const need = { ...thermalNeedOf(food, foods.fsis), published: undefined };
  const heating = new CoreHeating(makePlan({ food: name }), food, need);
  return new Pasteurisation(food, need, heating, false).minimum(bathOf(row), thicknessOf(row), false);
}

/** Whether whole minutes lie in the interval that the printed figure stands for, 3 % above it or 1 % below. */
function fits(computed: number, row: TableRow): boolean {
  const [printed, step] = [figureIn(row, 'time_min'), figureIn(row, 'step_min')];
  return computed <= Math.ceil(printed * 1.03) && computed >= Math.ceil((printed - step) * 0.99);
}

describe('The shortest time of the engine', () => {
  it.each(['beef steak', 'pork chop', 'lamb'])(
    'for %s is that of the table of meat, from its floor up',
    (food) => {
      const floor = foods.understand(food).judgedAs[0]?.floor ?? 0;
      const rows = readTable('baldwin-meat').filter((row) => bathOf(row) >= floor);
      expect(rows.length).toBeGreaterThan(food === 'pork chop' ? 70 : 99);
      expect(rows.filter((row) => !fits(engineTime(food, row), row)).map(asText)).toEqual([]);
    },
  );

  it('for salmon and cod is that of the table of fish, fatty and lean', () => {
    const fish = (row: TableRow) => (wordIn(row, 'food') === 'lean' ? 'cod' : 'salmon');
    const rows = readTable('baldwin-fish');
    expect(rows).toHaveLength(101);
    expect(rows.filter((row) => !fits(engineTime(fish(row), row), row)).map(asText)).toEqual([]);
  });

  it.each(['chicken', 'turkey', 'duck'])('for %s is that of the table of poultry but for FSIS', (food) => {
    const rows = readTable('baldwin-poultry');
    expect(rows).toHaveLength(76);
    expect(rows.filter((row) => !fits(timeWithoutFsis(food, row), row)).map(asText)).toEqual([]);
  });

  it.each(['chicken', 'turkey', 'duck'])(
    'for %s is never shortened by FSIS, and lengthened somewhere',
    (food) => {
      const rows = readTable('baldwin-poultry').map((row) => [
        engineTime(food, row),
        timeWithoutFsis(food, row),
      ]);
      expect(rows.filter(([engine, without]) => !(engine! >= without!))).toEqual([]);
      expect(rows.some(([engine, without]) => engine! > without!)).toBe(true);
    },
  );
});

describe('The table of FSIS for meat', () => {
  const rows = readTable('fsis-meat').map((row) => ({
    log: figureIn(row, 'reduction'),
    fahrenheit: figureIn(row, 'fahrenheit'),
    printed: figureIn(row, 'minutes'),
  }));
  const timed = rows.filter(({ printed }) => printed > 0);

  it('is read whole', () => {
    expect(rows).toHaveLength(55);
    expect(timed).toHaveLength(51);
  });

  it('asks an even core for no longer than the organisms of meat do, at every temperature', () => {
    const tooShort = rows
      .filter(({ log }) => log === 6.5)
      .filter(({ fahrenheit, printed }) => {
        const core = fromFahrenheit(fahrenheit);
        const held = Math.max(...MEAT_ORGANISMS.map(({ target, rate }) => target / rate(core) / 60));
        return !(held >= printed);
      });
    expect(tooShort).toEqual([]);
  });

  it('follows from D 17.23 min at 54.444 °C and z 5.5556, but for three cells that are not in proportion', () => {
    const [decimalReduction, reference, z] = [17.23, 54.444, 5.5556];
    const outside = timed.filter(({ log, fahrenheit, printed }) => {
      const expected = log * decimalReduction * 10 ** ((reference - fromFahrenheit(fahrenheit)) / z);
      // Whole minutes are rounded to a minute, the rest was printed in seconds.
      const rounding = Number.isInteger(printed) ? 1 : 1 / 60;
      return Math.abs(expected - printed) > Math.max(rounding, 0.03 * printed);
    });
    expect(outside).toEqual([
      // 7 to 5 of the 28 min printed for 5 log, or of anything rounded up to that, are 38, not 37.
      { log: 7, fahrenheit: 135, printed: 37 },
      // 7 to 6.5 of the 28 min printed for 6.5 log are 30, not 32.
      { log: 7, fahrenheit: 136, printed: 32 },
      // 5 to 6.5 of the 17 s printed for 6.5 log are 13 s, not 14.
      { log: 5, fahrenheit: 156, printed: 0.2333 },
    ]);
  });
});
