import type { BitReader } from './bit-reader.js';
import type { BitWriter } from './bit-writer.js';

/**
 * A column of whole numbers (of 0 or below too), packed for sensors: the first, the greatest step that all distances
 * from it are multiples of, and then for each number its difference, either to the one before or to the first,
 * whichever takes less. The usual difference is left out, and the rest is Rice coded: a difference takes as many bits as
 * the noise has, a rare large one more, and a column without noise none.
 */
type Numbers = readonly number[];

/** So many ones announce a residual that is written whole. */
const ESCAPE = 16;
const WIDTH_OF_ESCAPED = 53;
/** The most bits of a residual that are written as they are. */
const MOST_LOW_BITS = 20;
/** In the place of the low bits: every residual is zero, and none is written. */
const ALL_ZERO = 31;
const LOW_BITS_WIDTH = 5;
/** The usual difference is taken from so many of the column. */
const SAMPLES = 15;

/** What one way of taking differences gives. */
interface Residuals {
  readonly usual: number;
  readonly values: readonly number[];
  readonly lowBits: number;
  readonly cost: number;
}

/** Packs a column. Its length is not written. */
export function writeColumn(writer: BitWriter, numbers: Numbers): void {
  if (numbers.length === 0) return;
  const first = numbers[0]!;
  writer.writeWhole(folded(first));
  if (numbers.length === 1) return;
  const step = greatestStep(numbers, first);
  writer.writeWhole(step);
  if (step === 0) return;
  const distances = numbers.map((number) => (number - first) / step);
  const [plain, stepwise] = [residualsOf(distances, false), residualsOf(distances, true)];
  const chosen = stepwise.cost <= plain.cost ? stepwise : plain;
  writer.write(chosen === stepwise ? 1 : 0, 1);
  writer.writeWhole(folded(chosen.usual));
  writeResiduals(writer, chosen);
}

/** Unpacks a column of this length. */
export function readColumn(reader: BitReader, length: number): number[] {
  if (length === 0) return [];
  const first = unfolded(reader.readWhole());
  if (length === 1) return [first];
  const step = reader.readWhole();
  if (step === 0) return new Array<number>(length).fill(first);
  const isStepwise = reader.read(1) === 1;
  const usual = unfolded(reader.readWhole());
  const lowBits = reader.read(LOW_BITS_WIDTH);
  const numbers = [first];
  let before = 0;
  for (let index = 1; index < length; index++) {
    const residual = lowBits === ALL_ZERO ? 0 : readResidual(reader, lowBits);
    const distance = (isStepwise ? before : 0) + usual + unfolded(residual);
    numbers.push(first + distance * step);
    before = distance;
  }
  return numbers;
}

/** The greatest number that divides every distance from the first; 0 when all are equal. */
function greatestStep(numbers: Numbers, first: number): number {
  let step = 0;
  for (const number of numbers) {
    step = greatestDivisor(Math.abs(number - first), step);
    if (step === 1) return 1;
  }
  return step;
}

function greatestDivisor(one: number, other: number): number {
  let [large, small] = [one, other];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
}

/** @param distances those from the first, which is 0 */
function residualsOf(distances: readonly number[], isStepwise: boolean): Residuals {
  const differences: number[] = [];
  for (let index = 1; index < distances.length; index++) {
    differences.push(distances[index]! - (isStepwise ? distances[index - 1]! : 0));
  }
  const usual = middleOf(differences);
  const widths = new Array<number>(64).fill(0);
  const values = differences.map((difference) => {
    const value = folded(difference - usual);
    widths[widthOf(value)]!++;
    return value;
  });
  return { usual, values, ...cheapest(widths) };
}

/** The median of some of the numbers. */
function middleOf(numbers: Numbers): number {
  const apart = Math.max(1, Math.floor(numbers.length / SAMPLES));
  const samples = numbers.filter((_, index) => index % apart === 0).sort((one, other) => one - other);
  return samples[samples.length >> 1]!;
}

/** How many low bits take the least in total, estimated from how many residuals have each width. */
function cheapest(widths: readonly number[]): { lowBits: number; cost: number } {
  const most = widths.findLastIndex((count) => count > 0);
  if (most === 0) return { lowBits: ALL_ZERO, cost: 0 };
  let best = { lowBits: 0, cost: Infinity };
  for (let lowBits = 0; lowBits <= Math.min(most, MOST_LOW_BITS); lowBits++) {
    let cost = 0;
    for (let width = 0; width <= most; width++) cost += widths[width]! * costOf(width, lowBits);
    if (cost < best.cost) best = { lowBits, cost };
  }
  return best;
}

function costOf(width: number, lowBits: number): number {
  if (width <= lowBits) return 1 + lowBits;
  // Half of the numbers of a width lie above this.
  const ones = 1.5 * 2 ** (width - 1 - lowBits);
  return ones < ESCAPE ? ones + 1 + lowBits : ESCAPE + WIDTH_OF_ESCAPED;
}

const widthOf = (value: number): number =>
  value < 2 ** 31 ? 32 - Math.clz32(value) : 32 + Math.ceil(Math.log2((value + 1) / 2 ** 32));

function writeResiduals(writer: BitWriter, { values, lowBits }: Residuals): void {
  writer.write(lowBits, LOW_BITS_WIDTH);
  if (lowBits === ALL_ZERO) return;
  const limit = ESCAPE * 2 ** lowBits;
  for (const value of values) {
    if (value >= limit) {
      writer.write(2 ** ESCAPE - 1, ESCAPE);
      writer.writeLong(value, WIDTH_OF_ESCAPED);
      continue;
    }
    const ones = value >>> lowBits;
    writer.write(2 ** (ones + 1) - 2, ones + 1);
    writer.write(value & ((1 << lowBits) - 1), lowBits);
  }
}

function readResidual(reader: BitReader, lowBits: number): number {
  const ones = reader.readOnes(ESCAPE);
  if (ones === ESCAPE) return reader.readLong(WIDTH_OF_ESCAPED);
  return (ones << lowBits) | reader.read(lowBits);
}

/** Numbers below 0 and above in turn: 0, -1, 1, -2, … become 0, 1, 2, 3, … */
const folded = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unfolded = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
