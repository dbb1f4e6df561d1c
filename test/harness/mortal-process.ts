import type { AlertChannel } from '../../src/alerts/channels/alert-channel.js';
import { Clock, type Cancel } from '../../src/shared/clock.js';
import type { Milliseconds } from '../../src/shared/units.js';

/**
 * A process within the process of the test, which can be killed: from then on its timers never fire, and what it sends or
 * waits for never comes back. What it has sent before stays sent.
 */
export class MortalProcess extends Clock {
  private readonly planned = new Set<Cancel>();
  private isAlive = true;

  constructor(private readonly clock: Clock) {
    super();
  }

  now(): Date {
    return this.clock.now();
  }

  monotonic(): Milliseconds {
    return this.clock.monotonic();
  }

  after(delay: Milliseconds, call: () => void): Cancel {
    if (!this.isAlive) return () => undefined;
    const stop = this.clock.after(delay, () => {
      this.planned.delete(cancel);
      call();
    });
    const cancel = () => {
      this.planned.delete(cancel);
      stop();
    };
    this.planned.add(cancel);
    return cancel;
  }

  /** A channel as this process has it. */
  channel(channel: AlertChannel): AlertChannel {
    const { name, kind, dropsRepeats, target } = channel;
    return {
      ...{ name, kind, dropsRepeats, target },
      send: async (message, signal) => {
        if (!this.isAlive) return never();
        const result = await channel.send(message, signal);
        return this.isAlive ? result : never();
      },
    };
  }

  kill(): void {
    this.isAlive = false;
    for (const cancel of this.planned) cancel();
  }
}

const never = <Value>(): Promise<Value> => new Promise(() => undefined);
