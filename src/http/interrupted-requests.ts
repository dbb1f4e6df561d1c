import type { IncomingMessage } from 'node:http';

interface Interruption {
  reason: Error | undefined;
  listener: ((reason: Error) => void) | undefined;
}

const known = new WeakMap<IncomingMessage, Interruption>();

const of = (request: IncomingMessage): Interruption => {
  const found = known.get(request) ?? { reason: undefined, listener: undefined };
  known.set(request, found);
  return found;
};

/** Marks a request as interrupted: its rest will never arrive. Notifies the reader of its body, also a later one. */
export function interrupt(request: IncomingMessage, reason: Error): void {
  const state = of(request);
  state.reason ??= reason;
  state.listener?.(state.reason);
}

/** Whether the body has a reader that is notified of an interruption. */
export const isRead = (request: IncomingMessage): boolean => known.get(request)?.listener !== undefined;

/** Calls `listener` when the request is interrupted: at once where it already is. */
export function onInterrupted(request: IncomingMessage, listener: (reason: Error) => void): void {
  const state = of(request);
  state.listener = listener;
  if (state.reason !== undefined) listener(state.reason);
}
