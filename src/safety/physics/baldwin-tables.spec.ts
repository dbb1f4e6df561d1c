import { figureIn, readTable, wordIn, type TableRow } from '../../../test/support/tables.js';
import { celsius, millimetres, type Millimetres, type Celsius } from '../../shared/units.js';
import {
  defaultMeatExponent,
  DIFFUSIVITY,
  FOOD_CONDUCTIVITY,
  START_TEMPERATURE,
  WATER_BATH_HEAT_TRANSFER,
  type FoodBody,
} from './food-body.js';
import {
  FATTY_FISH_ORGANISMS,
  LEAN_FISH_ORGANISMS,
  MEAT_ORGANISMS,
  POULTRY_ORGANISMS,
  type Organism,
} from './lethality.js';
import { constantBath } from './constant-bath.js';
import { pasteurisationTime, type Destruction } from './destruction.js';
import { SHAPE_EXPONENT } from './shape.js';

/** Seconds in a constant bath until the core has every target. */
const timeIn = (body: FoodBody, bath: Celsius, germs: readonly Destruction[], fineness = 1): number =>
  pasteurisationTime(constantBath(body, bath), germs, fineness);

/** What a table is about: the food it holds for. */
interface Subject {
  readonly diffusivity: number;
  readonly exponent: (thickness: Millimetres) => number;
  readonly organisms: (row: TableRow) => readonly Organism[];
}

const portion = () => SHAPE_EXPONENT.portion;
const MEAT: Subject = {
  diffusivity: DIFFUSIVITY.meat,
  exponent: defaultMeatExponent,
  organisms: () => MEAT_ORGANISMS,
};
const POULTRY: Subject = {
  diffusivity: DIFFUSIVITY.poultry,
  exponent: portion,
  organisms: () => POULTRY_ORGANISMS,
};
const FISH: Subject = {
  diffusivity: DIFFUSIVITY.fish,
  exponent: portion,
  organisms: (row) => (wordIn(row, 'food') === 'lean' ? LEAN_FISH_ORGANISMS : FATTY_FISH_ORGANISMS),
};

function answerFor(row: TableRow, { diffusivity, exponent, organisms }: Subject): number {
  const thickness = millimetres(figureIn(row, 'thickness_mm'));
  const body: FoodBody = {
    thickness,
    shapeExponent: exponent(thickness),
    diffusivity,
    conductivity: FOOD_CONDUCTIVITY,
    heatTransfer: WATER_BATH_HEAT_TRANSFER,
    start: START_TEMPERATURE.refrigerated,
  };
  return timeIn(body, celsius(figureIn(row, 'bath_temp_c')), organisms(row)) / 60;
}

/** How far an answer lies outside what the printed figure stands for, as a share: above positive, below negative. */
function deviation(row: TableRow, subject: Subject): number {
  const [printed, step] = [figureIn(row, 'time_min'), figureIn(row, 'step_min')];
  const answer = answerFor(row, subject);
  if (answer > printed) return answer / printed - 1;
  return Math.min(answer / (printed - step) - 1, 0);
}

describe.each([
  { name: 'baldwin-meat', subject: MEAT, cells: 100 },
  { name: 'baldwin-poultry', subject: POULTRY, cells: 76 },
  { name: 'baldwin-fish', subject: FISH, cells: 101 },
])('The table $name', ({ name, subject, cells }) => {
  const rows = readTable(name);

  it('is read whole', () => {
    expect(rows).toHaveLength(cells);
  });

  it('has every cell within the printed interval, 3 % above it or 1 % below', () => {
    const outside = rows
      .map((row) => ({ row: [...row.values()].join(','), off: deviation(row, subject) }))
      .filter(({ off }) => !(off <= 0.03 && off >= -0.01));
    expect(outside).toEqual([]);
  });
});
