import type { IncomingMessage } from 'node:http';

interface Brokenness {
  reason: Error | undefined;
  listener: ((reason: Error) => void) | undefined;
}

const known = new WeakMap<IncomingMessage, Brokenness>();

const of = (request: IncomingMessage): Brokenness => {
  const found = known.get(request) ?? { reason: undefined, listener: undefined };
  known.set(request, found);
  return found;
};

/** Says that the rest of a request will never come, to whoever reads its body now or later. */
export function interrupt(request: IncomingMessage, reason: Error): void {
  const state = of(request);
  state.reason ??= reason;
  state.listener?.(state.reason);
}

/** Whether somebody reads the body who hears that it broke off. */
export const isRead = (request: IncomingMessage): boolean => known.get(request)?.listener !== undefined;

/** Calls once the rest of the request is known never to come: at once where that is known already. */
export function onInterrupted(request: IncomingMessage, listener: (reason: Error) => void): void {
  const state = of(request);
  state.listener = listener;
  if (state.reason !== undefined) listener(state.reason);
}
