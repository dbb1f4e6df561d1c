import type { Clock } from '../../src/shared/clock.js';
import type { Terminal } from '../../src/simulator/terminal.js';

/** Keeps what was written, and lets a test wait for words. */
export class CapturedOutput {
  text = '';
  private waiting: { readonly words: string; readonly resolve: () => void } | undefined;

  write(text: string): void {
    this.text += text;
    if (this.waiting && this.text.includes(this.waiting.words)) this.waiting.resolve();
  }

  /** Fulfilled once the words were written. */
  async says(words: string): Promise<void> {
    if (this.text.includes(words)) return;
    await new Promise<void>((resolve) => {
      this.waiting = { words, resolve };
    });
  }
}

/** A terminal that a test reads, and that asks the program to end by `end`. */
export function captureTerminal(clock: Clock) {
  const ending = new AbortController();
  const out = new CapturedOutput();
  const err = new CapturedOutput();
  const terminal: Terminal = { clock, out, err, stop: ending.signal };
  return { terminal, out, err, end: () => ending.abort() };
}
