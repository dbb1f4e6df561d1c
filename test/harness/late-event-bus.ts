import { EventBus, type EventMap } from '../../src/shared/event-bus.js';

/** The longest delay of an event, in milliseconds of real time. */
const LONGEST_DELAY = 4;

/** An event bus that delivers every event late, and later ones before earlier ones: what observers must bear. */
export class LateEventBus extends EventBus {
  private waiting = 0;
  private state: number;

  /** @param seed the same one gives the same delays */
  constructor(seed: number) {
    super();
    this.state = seed >>> 0;
  }

  override emit<Name extends keyof EventMap>(name: Name, ...payload: EventMap[Name]): void {
    this.waiting += 1;
    setTimeout(() => {
      this.waiting -= 1;
      super.emit(name, ...payload);
    }, this.delay());
  }

  /** Resolves once every event was delivered. */
  async settled(): Promise<void> {
    while (this.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  /** A linear congruential generator: Numerical Recipes, 3rd edition, section 7.1. */
  private delay(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return (this.state / 2 ** 32) * LONGEST_DELAY;
  }
}
