import { celsius, fromFahrenheit, millimetres, minutes, type Celsius } from '../../shared/units.js';
import { CoreHeating } from '../pasteurisation.js';
import type { FoodCatalogue } from '../foods/food-catalogue.js';
import { pasteurisationTime } from '../physics/inactivation-model.js';
import { FSIS_BIRDS } from '../physics/fsis-poultry.js';
import { thermalNeedOf } from '../thermal-need.js';
import type { PublishedRow } from './published-row.js';
import type { Allowance, PublishedTable } from './published-table.js';

const ALLOWED: Allowance = { above: 0.03, below: 0.01 };

/** Minutes in the bath until the core of a food from the fridge is pasteurised, by the pathogens of its kind alone. */
function timeInBath(name: string, row: PublishedRow, foods: FoodCatalogue): number {
  const target = celsius(row.figure('bath_temp_c'));
  const food = foods.understand(name);
  const need = thermalNeedOf(food, foods.fsis);
  const plan = {
    target,
    hold: minutes(1),
    food: name,
    startState: 'refrigerated' as const,
    vulnerableConsumers: false,
  };
  const course = new CoreHeating(plan, food, need).course(target, millimetres(row.figure('thickness_mm')));
  return pasteurisationTime(course, need.pathogens) / 60;
}

/** Minutes at a core temperature until every pathogen of a food is at its target. */
function timeAtCore(name: string, core: Celsius, foods: FoodCatalogue): number {
  const { pathogens } = thermalNeedOf(foods.understand(name), foods.fsis);
  return Math.max(...pathogens.map(({ target, rate }) => target / rate(core) / 60));
}

/** A table of Baldwin's guide, which rounds up. */
const baldwin = (title: string, file: string, foodOf: (row: PublishedRow) => string): PublishedTable => ({
  title,
  file,
  holds: () => true,
  nameOf: (row) => `${foodOf(row)}, ${row.word('thickness_mm')} mm at ${row.word('bath_temp_c')} °C`,
  figure: (row) => row.figure('time_min'),
  printed: (row) => ({
    least: row.figure('time_min') - row.figure('step_min'),
    most: row.figure('time_min'),
  }),
  computed: (row, foods) => timeInBath(foodOf(row), row, foods),
  allowed: () => ALLOWED,
  leftOut: () => undefined,
});

const birdOf = (row: PublishedRow) => FSIS_BIRDS.find((bird) => bird === row.word('species'));

/** Times at a core temperature. */
const FSIS: Pick<PublishedTable, 'figure' | 'leftOut'> = {
  figure: (row) => row.figure('minutes'),
  leftOut: (row) => (row.figure('minutes') === 0 ? 'printed as instantaneous' : undefined),
};

/** The engine uses this table itself: here it shows that it reads it as it is printed. */
const FSIS_POULTRY: PublishedTable = {
  ...FSIS,
  title: 'FSIS Appendix A, 3 and 4: poultry',
  file: 'fsis-poultry',
  holds: () => true,
  nameOf: (row) => `${row.word('species')}, ${row.word('fat_percent')} % fat at ${row.word('fahrenheit')} °F`,
  // Its last digit is rounded in either direction.
  printed: (row) => ({
    least: row.figure('minutes') - row.figure('step'),
    most: row.figure('minutes') + row.figure('step'),
  }),
  computed: (row, { fsis }) =>
    fsis.dwell(fromFahrenheit(row.figure('fahrenheit')), birdOf(row), row.figure('fat_percent')),
  allowed: () => ALLOWED,
};

/** Our target for Salmonella in meat; the other columns are for others. */
const MEAT_COLUMN = 6.5;

/** It covers Salmonella only, so it is a lower bound: pathogens that die more slowly make our times longer. */
const FSIS_MEAT: PublishedTable = {
  ...FSIS,
  title: 'FSIS Appendix A, 2: meat, a floor',
  file: 'fsis-meat',
  holds: (row) => row.figure('reduction') === MEAT_COLUMN,
  nameOf: (row) => `meat at ${row.word('fahrenheit')} °F`,
  printed: (row) => ({ least: row.figure('minutes'), most: row.figure('minutes') }),
  computed: (row, foods) => timeAtCore('beef', fromFahrenheit(row.figure('fahrenheit')), foods),
  allowed: () => ({ above: Infinity, below: 0 }),
};

/** Minutes for one decimal reduction at 130 °F, and the degrees that make it ten times as fast: 112 min for 6.5 log. */
const [FSIS_D, FSIS_REFERENCE, FSIS_Z] = [17.23, fromFahrenheit(130), 10 / 1.8];
/** Cells that do not stand to the other columns as their reductions do, so that no D fits all of them. */
const OUT_OF_PROPORTION = ['7 log at 135 °F', '7 log at 136 °F', '5 log at 156 °F'];

/** What all of its columns come from: one D and one z, which make the lower bound above exactly predictable. */
const FSIS_MEAT_LINE: PublishedTable = {
  ...FSIS,
  title: 'FSIS Appendix A, 2 and 6: D and z',
  file: 'fsis-meat',
  holds: () => true,
  nameOf: (row) => `${row.word('reduction')} log at ${row.word('fahrenheit')} °F`,
  // Whole minutes were rounded to a minute, the rest was printed in seconds; in either direction.
  printed: (row) => {
    const figure = row.figure('minutes');
    const step = Number.isInteger(figure) ? 1 : 1 / 60;
    return { least: figure - step, most: figure + step };
  },
  computed: (row) => {
    const warmer = fromFahrenheit(row.figure('fahrenheit')) - FSIS_REFERENCE;
    return row.figure('reduction') * FSIS_D * 10 ** (-warmer / FSIS_Z);
  },
  allowed: () => ALLOWED,
  leftOut: (row) =>
    OUT_OF_PROPORTION.includes(FSIS_MEAT_LINE.nameOf(row))
      ? 'out of proportion in the source'
      : FSIS.leftOut(row),
};

/** Tables of when food is pasteurised. */
export const PASTEURISATION_TABLES: readonly PublishedTable[] = [
  baldwin('Baldwin 4.1: poultry', 'baldwin-poultry', () => 'chicken'),
  baldwin('Baldwin 5.1: meat', 'baldwin-meat', () => 'beef'),
  baldwin('Baldwin 3.1: fish', 'baldwin-fish', (row) => (row.word('food') === 'lean' ? 'cod' : 'salmon')),
  FSIS_POULTRY,
  FSIS_MEAT,
  FSIS_MEAT_LINE,
];
