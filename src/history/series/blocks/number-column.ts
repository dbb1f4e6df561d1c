import type { BitReader } from './bit-reader.js';
import type { BitWriter } from './bit-writer.js';

/**
 * A column of whole numbers (of 0 or below too), packed for sensors: the first, the greatest step that all distances
 * from it are multiples of, and then for each number its difference, either to the one before or to the first,
 * whichever takes less. The usual difference is left out, and the rest is Rice coded: a difference takes as many bits as
 * the noise has, a rare large one more, and a column without noise none.
 */
type Numbers = ArrayLike<number>;

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

/** Widths of residuals. */
const WIDTHS = 64;

/** Memory for one column at a time, since columns are packed without a pause; made anew where it is too small. */
let distances = new Float64Array(1024);
const widthsOfPlain = new Int32Array(WIDTHS);
const widthsOfSteps = new Int32Array(WIDTHS);

/** One way of taking differences. */
interface Way {
  readonly isStepwise: boolean;
  readonly usual: number;
  readonly lowBits: number;
  readonly cost: number;
}

/** Packs a column. Its length is not written. */
export function writeColumn(writer: BitWriter, numbers: Numbers): void {
  const { length } = numbers;
  if (length === 0) return;
  const first = numbers[0]!;
  writer.writeWhole(folded(first));
  if (length === 1) return;
  const step = greatestStep(numbers, first);
  writer.writeWhole(step);
  if (step === 0) return;
  if (length > distances.length) distances = new Float64Array(length * 2);
  for (let index = 0; index < length; index++) distances[index] = (numbers[index]! - first) / step;
  const way = chosenWay(length);
  writer.write(way.isStepwise ? 1 : 0, 1);
  writer.writeWhole(folded(way.usual));
  writeResiduals(writer, length, way);
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
  for (let index = 1; index < numbers.length; index++) {
    step = greatestDivisor(Math.abs(numbers[index]! - first), step);
    if (step === 1) return 1;
  }
  return step;
}

function greatestDivisor(one: number, other: number): number {
  let [large, small] = [one, other];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
}

/** The way that takes less for the column in `distances`. */
function chosenWay(length: number): Way {
  const [plain, steps] = [middleOf(length, false), middleOf(length, true)];
  widthsOfPlain.fill(0);
  widthsOfSteps.fill(0);
  let before = 0;
  for (let index = 1; index < length; index++) {
    const distance = distances[index]!;
    widthsOfPlain[widthOf(folded(distance - plain))]!++;
    widthsOfSteps[widthOf(folded(distance - before - steps))]!++;
    before = distance;
  }
  const [one, other] = [cheapest(widthsOfPlain), cheapest(widthsOfSteps)];
  return other.cost <= one.cost
    ? { isStepwise: true, usual: steps, ...other }
    : { isStepwise: false, usual: plain, ...one };
}

/** The median of some of the differences of the column in `distances`. */
function middleOf(length: number, isStepwise: boolean): number {
  const apart = Math.max(1, Math.floor((length - 1) / SAMPLES));
  const samples: number[] = [];
  for (let index = 1; index < length; index += apart) {
    samples.push(distances[index]! - (isStepwise ? distances[index - 1]! : 0));
  }
  samples.sort(byValue);
  return samples[samples.length >> 1]!;
}

const byValue = (one: number, other: number): number => one - other;

/** How many low bits take the least in total, estimated from how many residuals have each width. */
function cheapest(widths: Int32Array): { lowBits: number; cost: number } {
  let most = WIDTHS - 1;
  while (most > 0 && widths[most] === 0) most--;
  if (most === 0) return { lowBits: ALL_ZERO, cost: 0 };
  let best = { lowBits: 0, cost: Infinity };
  for (let lowBits = 0; lowBits <= Math.min(most, MOST_LOW_BITS); lowBits++) {
    let cost = 0;
    for (let width = 0; width <= most; width++) {
      if (widths[width]! > 0) cost += widths[width]! * costOf(width, lowBits);
    }
    if (cost < best.cost) best = { lowBits, cost };
  }
  return best;
}

function costOf(width: number, lowBits: number): number {
  if (width <= lowBits) return 1 + lowBits;
  // Half of the numbers of a width lie above this.
  const ones = width - lowBits > 5 ? ESCAPE : 0.75 * (1 << (width - lowBits));
  return ones < ESCAPE ? ones + 1 + lowBits : ESCAPE + WIDTH_OF_ESCAPED;
}

const widthOf = (value: number): number =>
  value < 2 ** 31 ? 32 - Math.clz32(value) : 32 + Math.ceil(Math.log2((value + 1) / 2 ** 32));

function writeResiduals(writer: BitWriter, length: number, { isStepwise, usual, lowBits }: Way): void {
  writer.write(lowBits, LOW_BITS_WIDTH);
  if (lowBits === ALL_ZERO) return;
  let before = 0;
  for (let index = 1; index < length; index++) {
    const distance = distances[index]!;
    writeResidual(writer, folded(distance - before - usual), lowBits);
    if (isStepwise) before = distance;
  }
}

function writeResidual(writer: BitWriter, value: number, lowBits: number): void {
  if (value >= ESCAPE * 2 ** lowBits) {
    writer.write(2 ** ESCAPE - 1, ESCAPE);
    writer.writeLong(value, WIDTH_OF_ESCAPED);
    return;
  }
  const ones = value >>> lowBits;
  writer.write((1 << (ones + 1)) - 2, ones + 1);
  if (lowBits > 0) writer.write(value & ((1 << lowBits) - 1), lowBits);
}

function readResidual(reader: BitReader, lowBits: number): number {
  const ones = reader.readOnes(ESCAPE);
  if (ones === ESCAPE) return reader.readLong(WIDTH_OF_ESCAPED);
  return (ones << lowBits) | reader.read(lowBits);
}

/** Numbers below 0 and above in turn: 0, -1, 1, -2, … become 0, 1, 2, 3, … */
const folded = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unfolded = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
