import type { LiveEvent } from '../../state/live-events.js';
import { backoff } from './backoff.js';
import { openStream, type StreamListener } from './event-source.js';
import {
  nextStep,
  STREAM_OFF,
  type StreamEffect,
  type StreamEvent,
  type StreamState,
} from './stream-machine.js';

/** What the page does with a stream. */
export interface StreamUser {
  readonly received: (event: LiveEvent, position: string | undefined) => void;
  /** Called after each step. */
  readonly changed: (state: StreamState) => void;
  readonly checkSession: () => void;
  readonly poll: () => void;
  readonly endPolling: () => void;
}

/** Runs the stream by its machine: what happens goes in, what is to be done is done. */
export class StreamRunner {
  private state = STREAM_OFF;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private close: (() => void) | undefined;

  constructor(private readonly user: StreamUser) {}

  get position(): string | undefined {
    return this.state.position;
  }

  get isOpen(): boolean {
    return this.state.phase === 'open';
  }

  /** Notes a position that another tab has reached. */
  goOnFrom(position: string | undefined): void {
    if (this.state.phase === 'off') this.state = { ...this.state, position };
  }

  handle(event: StreamEvent): void {
    const { state, effects } = nextStep(this.state, event);
    this.state = state;
    for (const effect of effects) this.perform(effect);
    this.user.changed(state);
  }

  private perform(effect: StreamEffect): void {
    switch (effect.do) {
      case 'open':
        this.close = openStream(effect.position, this.listener);
        return;
      case 'close':
        this.close?.();
        this.close = undefined;
        return;
      case 'wait':
        return this.dueIn(backoff(effect.failures, Math.random()));
      case 'wait-for':
        return this.dueIn(effect.milliseconds);
      case 'cancel-wait':
        return clearTimeout(this.timer);
      case 'check-session':
        return this.user.checkSession();
      case 'poll':
        return this.user.poll();
      case 'end-polling':
        return this.user.endPolling();
    }
  }

  private dueIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.handle({ type: 'due' }), milliseconds);
  }

  private readonly listener: StreamListener = {
    opened: () => this.handle({ type: 'opened' }),
    received: (event, id) => {
      this.handle({ type: 'received', id });
      this.user.received(event, this.state.position);
    },
    unreadable: () => this.handle({ type: 'unreadable' }),
    busy: (retryAfter) => this.handle({ type: 'busy', retryAfter }),
    failed: () => this.handle({ type: 'failed' }),
  };
}
