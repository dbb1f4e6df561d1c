import type { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';

/** How often it is looked, in milliseconds. */
const LOOK = 500;

/** Looks again and again until there is something to see; undefined when the time is over. @param patience in ms */
export async function eventually<Seen>(
  clock: Clock,
  patience: number,
  look: () => Promise<Seen | undefined>,
): Promise<Seen | undefined> {
  for (const end = clock.monotonic() + patience; ;) {
    const seen = await look();
    if (seen !== undefined || clock.monotonic() >= end) return seen;
    await new Promise<void>((resume) => clock.after(milliseconds(LOOK), resume));
  }
}
