/** Characters of a password. The least is that of the contract; the most keeps a form within the limit of bodies. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 512;

/** What is wrong with a new password, as a sentence; undefined when nothing is. */
export function passwordProblem(password: string): string | undefined {
  const { length } = Array.from(password);
  if (length < SHORTEST_PASSWORD)
    return `A password has at least ${SHORTEST_PASSWORD} characters; four words are easy to remember.`;
  return length > LONGEST_PASSWORD ? `A password has at most ${LONGEST_PASSWORD} characters.` : undefined;
}
