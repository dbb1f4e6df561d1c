import { Injectable, Logger } from '@nestjs/common';
import { EventEmitter } from 'node:events';

/**
 * The facts that rooms tell each other, by name. Each room adds its own by declaration merging, so
 * that this floor knows none of them:
 * `declare module './event-bus.js' { interface EventMap { 'cook.started': [Cook] } }`
 */
export interface EventMap {}

/** Takes a listener off again. */
export type Unsubscribe = () => void;

type Listener<Name extends keyof EventMap> = (...payload: EventMap[Name]) => void;

/** Carries facts in the past tense from the room that saw them to whoever listens. */
@Injectable()
export class EventBus {
  private readonly logger = new Logger('EventBus');
  // Every room may listen to the same fact, so the emitter's warning at eleven listeners is off.
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  /** Hears every `name` until the returned function is called. One failing listener harms nobody. */
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

  emit<Name extends keyof EventMap>(name: Name, ...payload: EventMap[Name]): void {
    this.emitter.emit(name, ...payload);
  }
}
