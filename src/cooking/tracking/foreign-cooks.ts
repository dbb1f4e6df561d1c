import { randomUUID } from 'node:crypto';
import type { CookerState } from '../../device/cooker-state.js';
import type { Clock } from '../../shared/clock.js';
import { milliseconds, secondsToMilliseconds, type Milliseconds } from '../../shared/units.js';
import { startedBy, type Cook } from './cook.js';

/** Two foreign cooks that start on one cooker within this time, in ms, count as one. */
const BETWEEN_FOREIGN_COOKS = 60_000;

/** Creates the cook of a state that this server did not start: at most one a minute for each cooker. */
export class ForeignCooks {
  private readonly latest = new Map<string, { readonly cook: Cook; readonly at: Milliseconds }>();

  constructor(private readonly clock: Clock) {}

  /** The cook that the latest state of a cooker shows. */
  of(cooker: CookerState): Cook {
    const at = this.clock.monotonic();
    const latest = this.latest.get(cooker.id);
    if (latest !== undefined && at - latest.at < BETWEEN_FOREIGN_COOKS) return latest.cook;
    for (const [id, one] of this.latest) {
      if (at - one.at >= BETWEEN_FOREIGN_COOKS) this.latest.delete(id);
    }
    const cook = this.make(cooker, at);
    this.latest.set(cooker.id, { cook, at });
    return cook;
  }

  private make({ id, latest }: CookerState, at: Milliseconds): Cook {
    const { cookAge, origin } = latest!.reading;
    const age = cookAge === undefined ? undefined : secondsToMilliseconds(cookAge);
    return {
      id: randomUUID(),
      cookerId: id,
      startedBy: startedBy(origin),
      startedAt: new Date(this.clock.now().getTime() - (age ?? 0)),
      began: age === undefined ? undefined : milliseconds(at - age),
    };
  }
}
