// Between two words that belong together: a space, or what one word is written with, as in "T-bone".
const TOGETHER = /^(?:\s*|[-\u2010\u2011'\u2019_])$/u;
// Marks that people write between letters without a space, and those that begin or end a word.
const INSIDE = /^[-\u2010-\u2015'\u2018\u2019",;:/+&()[\]\u201c-\u201e«»]*$/u;
const OUTSIDE = /^[-\u2010-\u2015'\u2018\u2019",;:/+&()[\]\u201c-\u201e«».!?¡¿%°#~]*$/u;

/** What the marks of a name do to its words. */
export interface Marks {
  /** Indexes of the words that a comma, a bracket or the like parts from the word in front. */
  readonly parted: ReadonlySet<number>;
  /** Indexes of the words that an odd mark touches: they may be pieces of another one, as in "ch!cken". */
  readonly marked: ReadonlySet<number>;
}

/** @param gaps what stands before the first word, between two, and behind the last one */
export function readMarks(words: readonly string[], gaps: readonly string[]): Marks {
  const parted = new Set<number>();
  const marked = new Set<number>();
  for (const [index, gap] of gaps.entries()) {
    const [before = '', behind = ''] = [words[index - 1], words[index]];
    if (before !== '' && behind !== '' && !TOGETHER.test(gap)) parted.add(index);
    const [oddBefore, oddBehind] = isInside(before, gap, behind)
      ? oddInside(before, gap, behind)
      : oddOutside(gap);
    if (before !== '' && oddBefore) marked.add(index - 1);
    if (behind !== '' && oddBehind) marked.add(index);
  }
  return { parted, marked };
}

/** Beside a digit a mark belongs to the number: "1.5kg", "65°C". */
const isInside = (before: string, gap: string, behind: string): boolean =>
  /\p{L}$/u.test(before) && /^\p{L}/u.test(behind) && !/\s/u.test(gap);

type OddMarks = readonly [before: boolean, behind: boolean];

function oddInside(before: string, gap: string, behind: string): OddMarks {
  const initials = before.length === 1 && behind.length === 1 && gap === '.';
  const odd = !initials && !INSIDE.test(gap);
  return [odd, odd];
}

const oddOutside = (gap: string): OddMarks => [
  !OUTSIDE.test(gap.replace(/\s.*$/u, '')),
  !OUTSIDE.test(gap.replace(/^.*\s/u, '')),
];
