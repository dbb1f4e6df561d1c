import { Injectable, Logger } from '@nestjs/common';
import { EventEmitter } from 'node:events';
import type { Cancel, Clock } from './clock.js';
import type { Milliseconds } from './units.js';

/**
 * The events of the application, by name. Each module adds its own by declaration merging, so
 * that this layer depends on none of them:
 * `declare module './event-bus.js' { interface EventMap { 'cook.started': [Cook] } }`
 */
export interface EventMap {}

/** Removes a listener. */
export type Unsubscribe = () => void;

type Listener<Name extends keyof EventMap> = (...payload: EventMap[Name]) => void;

/**
 * Delivers events, which are facts in the past tense, to their observers. No step relies on the delivery. A thin layer
 * over Node's EventEmitter, in which one failing listener would keep the event from the others.
 */
@Injectable()
export class EventBus {
  private readonly logger = new Logger('EventBus');
  // Many modules may observe the same event, so Node's warning at eleven listeners is off.
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  /** Calls `listener` at each event until the returned function is called. A listener that fails affects no other. */
  on<Name extends keyof EventMap>(name: Name, listener: Listener<Name>): Unsubscribe {
    const guarded = (...payload: EventMap[Name]) => {
      try {
        listener(...payload);
      } catch (error) {
        this.logger.error(`A listener of ${name} failed: ${String(error)}`);
      }
    };
    this.emitter.on(name, guarded as (...payload: unknown[]) => void);
    return () => this.emitter.off(name, guarded as (...payload: unknown[]) => void);
  }

  /**
   * Calls `listener` once for all events of several names, a while after the first of them: for observers that look at the
   * present state anyway, and need not hold up what happens.
   */
  onAny(
    names: readonly (keyof EventMap)[],
    wait: { readonly clock: Clock; readonly ms: Milliseconds },
    listener: () => void,
  ): Unsubscribe {
    let cancel: Cancel | undefined;
    const run = () => {
      cancel = undefined;
      listener();
    };
    const leave = names.map((name) => this.on(name, () => void (cancel ??= wait.clock.after(wait.ms, run))));
    return () => {
      cancel?.();
      for (const one of leave) one();
    };
  }

  emit<Name extends keyof EventMap>(name: Name, ...payload: EventMap[Name]): void {
    this.emitter.emit(name, ...payload);
  }
}
