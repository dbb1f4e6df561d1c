import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';
import { withEvent, withOpen } from './approval-list.js';
import { approvals } from './approvals.js';
import { pageClock } from './clock.js';
import { cookers, withStatus, type Cookers } from './cookers.js';
import { emitLive, type LiveEvent } from './live-events.js';

/** Brings an event of the stream into the state of the page, and passes it on to the views. */
export function applyEvent(event: LiveEvent): void {
  const now = pageClock.now();
  if (event.name === 'status') cookers.value = withStatus(cookers.peek(), event.data, now);
  if (event.name === 'approval') approvals.value = withEvent(approvals.peek(), event.data);
  if (event.name === 'reset') {
    const none: Cookers = new Map();
    cookers.value = event.data.status.reduce((seen, status) => withStatus(seen, status, now), none);
    approvals.value = withOpen(approvals.peek(), event.data.approvals);
  }
  emitLive(event);
}

/** A state of a cooker with its age, from another tab, whose clock is another. */
export interface AgedStatus {
  readonly status: StatusDto;
  readonly ageSeconds: number | null;
}

/** Brings the states of all cookers into the state of the page. */
export function applyStates(states: readonly AgedStatus[]): void {
  const at = pageClock.now();
  cookers.value = new Map(
    states.map(({ status, ageSeconds }) => [status.device_id, { status, ageSeconds, at }]),
  );
}
