import { isDeepStrictEqual } from 'node:util';

/** How long something may take on a busy machine before a test gives up on it, in milliseconds. */
const TIMEOUT = 5_000;
const STEP = 5;

/**
 * Polls `look` in real time until it returns `expected`, compared in depth.
 * @throws Error with what was seen last, after 5 s
 */
export async function until<T>(look: () => T | Promise<T>, expected: T): Promise<void> {
  const end = performance.now() + TIMEOUT;
  for (;;) {
    const seen = await look();
    if (isDeepStrictEqual(seen, expected)) return;
    if (performance.now() > end) {
      throw new Error(`Waited for ${JSON.stringify(expected)}, and saw ${JSON.stringify(seen)} last`);
    }
    await new Promise((resolve) => setTimeout(resolve, STEP));
  }
}
