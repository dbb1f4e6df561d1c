/** The fewest that hold the first, the lowest, the highest and the last. */
export const FEWEST_POINTS = 4;

type Values = Readonly<ArrayLike<number>>;

/**
 * The indices of at most `points` of the values, in their order: the first, the last, and the lowest and the highest
 * of each stretch between them, so that every peak survives, which the usual libraries do not promise.
 * @param points `FEWEST_POINTS` or more
 */
export function downSample(values: Values, points: number): readonly number[] {
  if (values.length <= points) return allIndices(values.length);
  const last = values.length - 1;
  const stretches = Math.floor((points - 2) / 2);
  const kept = [0];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const begin = boundary(stretch, stretches, last);
    kept.push(...peaks(values, begin, boundary(stretch + 1, stretches, last)));
  }
  kept.push(last);
  return kept;
}

/** A loop, since `Array.from` with a function takes several times as long for a whole day. */
function allIndices(length: number): readonly number[] {
  const indices = new Array<number>(length);
  for (let index = 0; index < length; index++) indices[index] = index;
  return indices;
}

/** Where a stretch of what lies between the first and the last begins. */
const boundary = (stretch: number, stretches: number, last: number): number =>
  1 + Math.floor((stretch * (last - 1)) / stretches);

function peaks(values: Values, begin: number, end: number): number[] {
  let [lowest, highest] = [begin, begin];
  for (let index = begin + 1; index < end; index++) {
    if (values[index]! < values[lowest]!) lowest = index;
    if (values[index]! > values[highest]!) highest = index;
  }
  if (lowest === highest) return [lowest];
  return [Math.min(lowest, highest), Math.max(lowest, highest)];
}
