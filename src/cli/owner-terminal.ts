import { createInterface } from 'node:readline/promises';

/** The terminal at which a person sits. */
export interface OwnerTerminal {
  /** False when words come from a pipe, a file or a program, or go there. */
  readonly isInteractive: boolean;
  /** Asks a question and waits for a line. */
  ask(question: string): Promise<string>;
}

/** The terminal of this process. */
export const processTerminal = (): OwnerTerminal => ({
  isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  ask: async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
});
