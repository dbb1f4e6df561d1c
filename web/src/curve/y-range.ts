/** The least that an axis of temperatures covers, in °C, so that water which is held does not look like waves. */
const LEAST_SPAN = 8;
/** The space above and below the lines, as a share of what they cover. */
const MARGIN = 0.06;

/**
 * The lowest and the highest value of an axis for these columns, as whole numbers.
 * @param leastSpan the least that it covers, in the unit of the columns
 */
export function yRange(
  columns: readonly (readonly (number | null)[])[],
  leastSpan = LEAST_SPAN,
): readonly [lowest: number, highest: number] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const column of columns)
    for (const value of column)
      if (value !== null) [lowest, highest] = [Math.min(lowest, value), Math.max(highest, value)];
  if (lowest > highest) return [0, leastSpan];
  const margin = Math.max((highest - lowest) * MARGIN, (leastSpan - (highest - lowest)) / 2);
  return [Math.floor(lowest - margin), Math.ceil(highest + margin)];
}
