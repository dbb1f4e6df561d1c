/** Widths of buckets in seconds that people read easily, up to a day; wider ones are whole days. */
const WIDTHS = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 300, 360, 480, 600, 720, 900, 1200, 1800, 2700, 3600, 5400,
  7200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400,
];
const DAY = 86_400;

/** The width of buckets in milliseconds, so that a span has at most `points` whole ones, and not much fewer. */
export function bucketWidth(from: number, to: number, points: number): number {
  const atLeast = (to - from) / 1000 / Math.max(1, points);
  const width = WIDTHS.find((each) => each >= atLeast) ?? Math.ceil(atLeast / DAY) * DAY;
  return width * 1000;
}
