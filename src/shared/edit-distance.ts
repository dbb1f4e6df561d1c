/**
 * Whether one typing error turns one word into the other: a letter too many, too few or wrong, or two neighbours
 * swapped. Equal words count too. The time is linear in the length of the words:
 * libraries compute the whole distance, in quadratic time, and do not count a swap as one error.
 */
export function withinOneEdit(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  const front = sameInFront(short, long);
  // Where the words differ between what they share in front and behind; the shared parts must not overlap.
  const middle = short.length - front - sameBehind(short, long, short.length - front);
  if (short.length < long.length) return middle === 0;
  return middle <= 1 || (middle === 2 && swappedAt(front, short, long));
}

function sameInFront(short: string, long: string): number {
  let count = 0;
  while (count < short.length && short[count] === long[count]) count++;
  return count;
}

function sameBehind(short: string, long: string, most: number): number {
  let count = 0;
  while (count < most && short[short.length - 1 - count] === long[long.length - 1 - count]) count++;
  return count;
}

const swappedAt = (index: number, one: string, other: string): boolean =>
  one[index] === other[index + 1] && one[index + 1] === other[index];
