/** The range in which a whole number is searched, both ends included; the guess only saves time. */
export interface WholeRange {
  readonly from: number;
  readonly to: number;
  readonly guess: number;
}

/**
 * The last whole number of a range for which something holds that, once it does not hold, holds for no higher number.
 * Undefined when it holds for none. From the guess it strides out in doubling steps, then halves what is left.
 */
export function lastWhole(
  holds: (at: number) => boolean,
  { from, to, guess }: WholeRange,
): number | undefined {
  let [below, above] = [from - 1, to + 1];
  let at = Math.min(Math.max(Math.round(guess) || from, from), to);
  for (let stride = 1; above - below > 1; stride *= 2) {
    if (holds(at)) below = at;
    else above = at;
    const strideOut = below < from ? above - stride : above > to ? below + stride : 0;
    const inside = strideOut > below && strideOut < above;
    at = inside ? strideOut : Math.floor((below + above) / 2);
  }
  return below < from ? undefined : below;
}
