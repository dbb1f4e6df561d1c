import type { Alert } from './alert.js';

/** How long a condition must be seen clear before a fired alert is over, in ms: longer than a sensor that wavers. */
const SETTLES = 30_000;
/** The same where an alert about the same ended lately: what flaps slowly makes one alert more, not one each time. */
const SETTLES_SLOWLY = 300_000;
/** How long an end counts as lately, in ms. */
const LATELY = 600_000;

type About = Pick<Alert, 'thing' | 'ruleId' | 'isSafety'>;

/** When the alerts about a rule and a thing ended last, on the monotonic clock. */
export class RecentEnds {
  private readonly endedAt = new Map<string, number>();

  note(alert: About, monotonic: number): void {
    for (const [key, at] of this.endedAt) if (monotonic - at > LATELY) this.endedAt.delete(key);
    this.endedAt.set(keyOf(alert), monotonic);
  }

  /**
   * How long the condition of a new alert must be seen clear. Food that follows shortly in the same cooker gets an alert
   * of its own, so alerts of safety rules always end after the short time.
   */
  settleFor(alert: About, monotonic: number): number {
    const endedAt = this.endedAt.get(keyOf(alert));
    const wasLately = endedAt !== undefined && monotonic - endedAt <= LATELY;
    return wasLately && !alert.isSafety ? SETTLES_SLOWLY : SETTLES;
  }
}

const keyOf = ({ thing, ruleId }: About): string => `${ruleId}:${thing.id}`;
