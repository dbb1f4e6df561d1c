/** The longest time that an approval waits, in milliseconds. */
const LONGEST = 10 * 60_000;

/** The time that an approval has left, such as "9:05"; undefined where the clocks cannot be right. */
export function countdown(milliseconds: number): string | undefined {
  if (!(milliseconds >= 0 && milliseconds <= LONGEST)) return undefined;
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
