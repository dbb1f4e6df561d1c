import type { AlertChannel, AlertMessage, SendResult } from '../../src/alerts/channels/alert-channel.js';
import { AlertChannels } from '../../src/alerts/channels/alert-channels.js';

/** What a channel does with an attempt: `hangs` never ends, and `silent` takes the message and never responds. */
export type Behaviour =
  'works' | 'fails' | 'refuses' | 'hangs' | 'silent' | 'throws' | { readonly pause: number };

/** A channel that does what the test says, and the person behind it. */
export class ScriptedChannel implements AlertChannel {
  readonly kind: AlertChannel['kind'];
  readonly target = 'a test';
  /** What it does from now on. */
  behaviour: Behaviour = 'works';
  /** How many attempts reached it. */
  attempts = 0;
  /** How many attempts are under way, and the most that were at once. */
  underWay = 0;
  mostAtOnce = 0;
  /** What arrived, in its order; where repeats are dropped, each key once. */
  readonly arrived: AlertMessage[] = [];

  constructor(
    readonly name: string,
    readonly dropsRepeats = false,
  ) {
    this.kind = dropsRepeats ? 'webhook' : 'email';
  }

  /** The keys of what arrived. */
  get keys(): string[] {
    return this.arrived.map(({ key }) => key);
  }

  async send(message: AlertMessage, signal: AbortSignal): Promise<SendResult> {
    this.attempts++;
    this.underWay++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
    try {
      return await this.resultOf(this.behaviour, message, signal);
    } finally {
      this.underWay--;
    }
  }

  private async resultOf(
    behaviour: Behaviour,
    message: AlertMessage,
    signal: AbortSignal,
  ): Promise<SendResult> {
    if (behaviour === 'works' || behaviour === 'silent') this.arrive(message);
    if (behaviour === 'works') return { sent: true };
    if (behaviour === 'throws') throw new Error('https://example.org/?secret=1');
    if (behaviour === 'fails') return { sent: false, why: 'Status 500', mayRetry: true };
    if (behaviour === 'refuses') return { sent: false, why: 'Status 400', mayRetry: false };
    if (typeof behaviour === 'object') {
      return { sent: false, why: 'Status 429', mayRetry: true, retryAfter: behaviour.pause };
    }
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ sent: false, why: 'aborted', mayRetry: true }));
    });
  }

  private arrive(message: AlertMessage): void {
    if (this.dropsRepeats && this.keys.includes(message.key)) return;
    this.arrived.push(message);
  }
}

/** Channels in the order of the list. */
export class ScriptedChannels extends AlertChannels {
  readonly problems = [];

  constructor(private readonly channels: readonly AlertChannel[]) {
    super();
  }

  all(): readonly AlertChannel[] {
    return this.channels;
  }

  find(name: string): AlertChannel | undefined {
    return this.channels.find((channel) => channel.name === name);
  }
}
