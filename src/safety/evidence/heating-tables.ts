import { celsius, millimetres } from '../../shared/units.js';
import { HeatedFood } from '../physics/finite-volumes.js';
import type { FoodBody } from '../physics/food-body.js';
import { FrozenFood } from '../physics/frozen.js';
import { SHAPE_EXPONENT } from '../physics/shape.js';
import type { PublishedRow } from './published-row.js';
import type { Allowance, Printed, PublishedTable } from './published-table.js';

/** What a table of Baldwin's assumes of its food and its water, as his figures give away. */
interface Setting extends Omit<FoodBody, 'thickness' | 'shapeExponent'> {
  readonly bath: number;
  /** The core temperature that the printed time leads to. */
  readonly until: number;
}

const FROM_FRIDGE: Setting = {
  diffusivity: 1.4e-7,
  conductivity: 0.45,
  heatTransfer: 95,
  start: celsius(5),
  bath: 52,
  until: 51.5,
};
const FROM_FREEZER: Setting = {
  ...FROM_FRIDGE,
  diffusivity: 0.48 / 4.08e6,
  conductivity: 0.48,
  start: celsius(-18),
};
const INTO_ICE_WATER: Setting = {
  diffusivity: 1.1e-7,
  conductivity: 0.45,
  heatTransfer: 100,
  start: celsius(75),
  bath: 0,
  until: 5,
};

/** His cylinder is as long as it is wide, and his sphere heats like our cube. */
const EXPONENTS = new Map([
  ['slab', SHAPE_EXPONENT.slab],
  ['cylinder', 0.7],
  ['sphere', SHAPE_EXPONENT.cube],
]);
/** Seconds between two readings of the core; the rest is distributed evenly. */
const LOOK = 10;

function bodyOf(row: PublishedRow, setting: Setting): FoodBody {
  const shapeExponent = EXPONENTS.get(row.word('shape'));
  if (shapeExponent === undefined) throw new Error(`There is no shape ${row.word('shape')}`);
  return { ...setting, thickness: millimetres(row.figure('thickness_mm')), shapeExponent };
}

/** Minutes until the core reaches the temperature, from either side. */
function timeUntil(food: HeatedFood, { bath, until }: Setting): number {
  const way = Math.sign(until - food.core);
  for (let time = LOOK; ; time += LOOK) {
    const before = food.core;
    food.advance(LOOK, bath);
    const past = food.core - until;
    if (past * way >= 0) return (time - (LOOK * past) / (food.core - before)) / 60;
  }
}

/** Most cells are rounded up to their step, some to the nearest. */
function printed(row: PublishedRow): Printed {
  const [figure, step] = [row.figure('printed_min'), row.figure('step_min')];
  return { least: figure - step, most: figure + step / 2 };
}

const isThinSlab = (row: PublishedRow) => row.word('shape') === 'slab' && row.figure('thickness_mm') === 5;

const ROWS: Pick<PublishedTable, 'nameOf' | 'figure' | 'printed'> = {
  nameOf: (row) => `${row.word('shape')}, ${row.word('thickness_mm')} mm`,
  figure: (row) => row.figure('printed_min'),
  printed,
};
const EXACT: Allowance = { above: 0, below: 0 };
/** Ice is given no better conductivity than food, which makes it slow and never fast. */
const SLOW_ICE: Allowance = { above: 0.03, below: 0 };
/** The start is given as 55 to 80 °C only. */
const UNSURE_START: Allowance = { above: 0.012, below: 0.012 };
/** 10 s of the one step that is printed for it. */
const UNSURE_THIN_SLAB: Allowance = { above: 0.031, below: 0.031 };
const misprint = (row: PublishedRow) => (isThinSlab(row) ? 'a misprint: too short by a third' : undefined);

/** Tables of how fast food warms up and cools down. */
export const HEATING_TABLES: readonly PublishedTable[] = [
  {
    ...ROWS,
    title: 'Baldwin 2012, 1: heating',
    file: 'baldwin-heating',
    holds: (row) => row.word('state') === 'refrigerated',
    computed: (row) => timeUntil(new HeatedFood(bodyOf(row, FROM_FRIDGE)), FROM_FRIDGE),
    allowed: () => EXACT,
    leftOut: misprint,
  },
  {
    ...ROWS,
    title: 'Baldwin 2.3: from the freezer',
    file: 'baldwin-heating',
    holds: (row) => row.word('state') === 'frozen',
    computed: (row) => timeUntil(new FrozenFood(bodyOf(row, FROM_FREEZER)), FROM_FREEZER),
    allowed: () => SLOW_ICE,
    leftOut: misprint,
  },
  {
    ...ROWS,
    title: 'Baldwin 2012, 3: cooling',
    file: 'baldwin-cooling',
    holds: () => true,
    computed: (row) => timeUntil(new HeatedFood(bodyOf(row, INTO_ICE_WATER)), INTO_ICE_WATER),
    allowed: (row) => (isThinSlab(row) ? UNSURE_THIN_SLAB : UNSURE_START),
    leftOut: () => undefined,
  },
];
