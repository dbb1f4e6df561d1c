import type { AlertChannel, AlertMessage, SendResult } from '../../src/alerts/channels/alert-channel.js';
import type { Clock } from '../../src/shared/clock.js';
import { milliseconds } from '../../src/shared/units.js';
import type { Chance } from '../fault-injection/chance.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * What a channel does for a while: `hangs` takes nothing and never responds, `silent` takes the message and never
 * responds, `loses` confirms a message and never shows it.
 */
type Mood = 'works' | 'slow' | 'fails' | 'refuses' | 'hangs' | 'silent' | 'pauses' | 'loses';

const MOODS: readonly Mood[] = [
  ...Array<Mood>(10).fill('works'),
  'slow',
  'slow',
  'fails',
  'fails',
  'fails',
  'hangs',
  'silent',
  'pauses',
];
/** One mood in so many refuses for good, and one loses what it has confirmed. */
const RARE = 60;

/** A message that a person got. */
export interface Shown {
  readonly key: string;
  /** Whether the channel never responded to the sender; otherwise the sender ended before it could note the response. */
  readonly isUnconfirmed: boolean;
}

/** A channel with moods that change, and the person at its other side. */
export class SimulatedChannel implements AlertChannel {
  readonly kind: AlertChannel['kind'];
  readonly target = 'a person';
  /** What the person got, in its order; a repeat too where the channel does not drop it. */
  readonly shown: Shown[] = [];
  /** The keys of what it has confirmed or taken; those of `lost` were never shown. */
  readonly taken = new Set<string>();
  readonly lost = new Set<string>();
  private mood: Mood = 'works';
  private until = 0;

  /** @param took is called when a message has arrived, before the sender knows */
  constructor(
    readonly name: string,
    readonly dropsRepeats: boolean,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly took: () => void,
  ) {
    this.kind = dropsRepeats ? 'webhook' : 'email';
  }

  get isBroken(): boolean {
    return this.until - this.clock.monotonic() > 4 * HOUR && this.mood !== 'works';
  }

  /** From now on it works. */
  heal(): void {
    this.mood = 'works';
    this.until = Infinity;
  }

  /** From now on it does nothing for some hours. */
  breakDown(hours: number): void {
    this.mood = this.chance.pick(['fails', 'hangs']);
    this.until = this.clock.monotonic() + hours * HOUR;
  }

  async send(message: AlertMessage, signal: AbortSignal): Promise<SendResult> {
    const { chance } = this;
    switch (this.moodNow()) {
      case 'works':
        return this.take(message);
      case 'slow':
        await this.wait(chance.between(SECOND, 14 * SECOND), signal);
        return signal.aborted ? FAILED : this.take(message);
      case 'loses':
        this.lost.add(message.key);
        return this.take(message);
      case 'silent':
        this.take(message, true);
        return this.noResponse(signal);
      case 'hangs':
        return this.noResponse(signal);
      case 'fails':
        return FAILED;
      case 'refuses':
        return { ...FAILED, why: 'Status 400', mayRetry: false };
      case 'pauses':
        return { ...FAILED, why: 'Status 429', retryAfter: chance.between(SECOND, 20 * MINUTE) };
    }
  }

  private moodNow(): Mood {
    const { chance } = this;
    const now = this.clock.monotonic();
    if (now < this.until) return this.mood;
    const rare = chance.whole(1, RARE);
    this.mood = rare === 1 ? 'refuses' : rare === 2 ? 'loses' : chance.pick(MOODS);
    this.until =
      now + (chance.happens(0.1) ? chance.between(HOUR, 3 * HOUR) : chance.between(0, 10 * MINUTE));
    return this.mood;
  }

  private take({ key }: AlertMessage, isUnconfirmed = false): SendResult {
    const isRepeat = this.taken.has(key);
    this.taken.add(key);
    const isLost = this.lost.has(key);
    if (!isLost && !(isRepeat && this.dropsRepeats)) this.shown.push({ key, isUnconfirmed });
    this.took();
    return { sent: true };
  }

  /** Half of the channels give up by themselves, as real ones do; the others are given up. */
  private async noResponse(signal: AbortSignal): Promise<SendResult> {
    await this.wait(this.chance.happens(0.5) ? 15 * SECOND : HOUR, signal);
    return { ...FAILED, why: 'No response', mayHaveArrived: true };
  }

  private wait(delay: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.clock.after(milliseconds(delay), resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }
}

const FAILED = { sent: false, why: 'Status 500', mayRetry: true } as const;
