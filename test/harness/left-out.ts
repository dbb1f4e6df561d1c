/** Declares a test: `it`, or what stands in for it. */
type Declare = (name: string, run: () => unknown) => void;

/**
 * Stands in for `it` where a test cannot run: the test is skipped, and a printed line names it with the reason.
 * @param reason why it cannot run here, as the end of a sentence
 */
export const leftOut =
  (
    reason: string,
    skip: Declare = (name) => it.skip(name, () => undefined),
    print: (line: string) => unknown = (line) => process.stderr.write(line),
  ): Declare =>
  (name, run) => {
    print(`Left out, because ${reason}: ${name}\n`);
    skip(name, run);
  };
