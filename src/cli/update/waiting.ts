import type { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';

/** How often it is looked, in milliseconds. */
const LOOK = 500;

/** Polls until there is a result. @param timeout in milliseconds @returns undefined when it runs out */
export async function eventually<Seen>(
  clock: Clock,
  timeout: number,
  look: () => Promise<Seen | undefined>,
): Promise<Seen | undefined> {
  for (const end = clock.monotonic() + timeout; ;) {
    const seen = await look();
    if (seen !== undefined || clock.monotonic() >= end) return seen;
    await new Promise<void>((resume) => clock.after(milliseconds(LOOK), resume));
  }
}
