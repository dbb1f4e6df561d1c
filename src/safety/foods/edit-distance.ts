/**
 * Whether one slip of the fingers turns one word into the other: a letter too many, too few or wrong,
 * or two neighbours swapped. Equal words are within it too. Takes time in proportion to the words.
 */
export function withinOneEdit(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1);
  return short.slice(start + 1) === long.slice(start + 1) || swappedAt(start, short, long);
}

function swappedAt(start: number, one: string, other: string): boolean {
  return (
    one[start] === other[start + 1] &&
    one[start + 1] === other[start] &&
    one.slice(start + 2) === other.slice(start + 2)
  );
}
