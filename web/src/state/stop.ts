import { signal } from '@preact/signals';

/**
 * What is known of a stop. `sending` and `retrying`: the server has not confirmed it.
 * `repeating`: the server could not carry it out so far. `accepted`: the vendor's cloud
 * has acknowledged it. `stopped`: the cooker's own state shows it. `nothing_runs`: the server knows of nothing to stop.
 */
export type StopPhase =
  'sending' | 'retrying' | 'repeating' | 'accepted' | 'stopped' | 'nothing_runs' | 'failed' | 'signed_out';

/** A stop that the person asked for. */
export interface StopState {
  readonly phase: StopPhase;
  /** What the server says besides, in English. */
  readonly message?: string;
  /** While it is `accepted`: the cooker, and the time of the page at which the server said so, in milliseconds. */
  readonly accepted?: AcceptedStop;
}

/** A stop that the vendor's cloud has acknowledged. */
export interface AcceptedStop {
  readonly deviceId: string;
  readonly at: number;
}

/** The cooker of a stop, or `any` while no cooker is known: the server then stops the one that runs. */
export type StopTarget = string;
export const ANY_COOKER: StopTarget = 'any';

/** The stops of this page, by their cooker. */
export const stops = signal<ReadonlyMap<StopTarget, StopState>>(new Map());

/** Notes what is known of a stop. */
export function noteStop(target: StopTarget, state: StopState): void {
  stops.value = new Map(stops.peek()).set(target, state);
}

/** Forgets a stop that was shown for long enough. */
export function forgetStop(target: StopTarget): void {
  const rest = new Map(stops.peek());
  rest.delete(target);
  stops.value = rest;
}
