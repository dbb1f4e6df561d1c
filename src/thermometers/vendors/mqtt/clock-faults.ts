import { printable } from '../../../shared/printable.js';
import { milliseconds, type Milliseconds } from '../../../shared/units.js';
import type { HeardDevice } from './protocol/heard.js';

const SENTENCES = {
  unreadable: 'they have no stamp where the mapping says so',
  impossible: 'their stamp lies years back, so that its clock was never set',
  ahead: 'their stamp lies ahead, so that its clock is wrong',
} as const;
/** A clock is right again when all stamps were right for so long. */
const LASTING = milliseconds(60_000);
/** Devices that are distinguished: it stays bounded, whatever is published. */
const MOST = 200;

/** The devices whose clock is wrong at present. */
export class ClockFaults {
  private readonly faults = new Map<string, { readonly problem: string; seenAt: Milliseconds }>();

  /** A sentence about the device whose clock has been wrong for the longest; undefined while all are right. */
  get problem(): string | undefined {
    return this.faults.values().next().value?.problem;
  }

  /**
   * Notes the stamp of a message.
   * @param now on the monotonic clock
   * @returns whether `problem` may have changed
   */
  note({ hardwareId, name, at }: HeardDevice, now: Milliseconds): boolean {
    const known = this.faults.get(hardwareId);
    if (typeof at === 'string') {
      if (known !== undefined) known.seenAt = now;
      else if (this.faults.size < MOST)
        this.faults.set(hardwareId, {
          problem: `Readings of ${printable(name)} are not taken: ${SENTENCES[at]}.`,
          seenAt: now,
        });
      return known === undefined;
    }
    return known !== undefined && now - known.seenAt >= LASTING && this.faults.delete(hardwareId);
  }
}
