import { effect, untracked } from '@preact/signals';
import type { OwnerApprovalsDto } from '../../../src/owner/api/dto/owner-approval.dto.js';
import { withList } from '../state/approval-list.js';
import { approvals, areApprovalsKnown, forgetApprovals } from '../state/approvals.js';
import { connection } from '../state/connection.js';
import { onLive } from '../state/live-events.js';
import { isSignedOut, session } from '../state/session.js';
import { getJson } from './client.js';

/** How often the list is read while the stream cannot be had, in milliseconds. */
const INTERVAL = 10_000;

let reading: Promise<void> | undefined;
let isOutdated = false;

/** Reads the approvals of the owner. Those who ask during a reading get one more after it. */
export function readApprovals(): Promise<void> {
  if (reading !== undefined) {
    isOutdated = true;
    return reading;
  }
  reading = read().finally(() => (reading = undefined));
  return reading;
}

async function read(): Promise<void> {
  do {
    isOutdated = false;
    // Without the list the stream still shows what waits; the next connection reads it anew.
    const list = await getJson<OwnerApprovalsDto>('/owner/approvals').catch(() => undefined);
    if (list === undefined || isSignedOut.peek()) continue;
    approvals.value = withList(approvals.peek(), list.approvals);
    areApprovalsKnown.value = true;
  } while (isOutdated);
}

/** Follows the approvals: the stream says that one has changed, the list who asks and who has decided. */
export function followApprovals(): void {
  onLive('approval', () => void readApprovals());
  onLive('reset', () => void readApprovals());
  effect(() => {
    if (isSignedOut.value) untracked(forgetApprovals);
  });
  effect(() => {
    const isSignedIn = session.value !== undefined && !isSignedOut.value;
    const way = connection.value;
    if (!isSignedIn || way === 'offline' || way === 'connecting') return undefined;
    untracked(() => void readApprovals());
    if (way === 'live') return undefined;
    const timer = setInterval(() => void readApprovals(), INTERVAL);
    return () => clearInterval(timer);
  });
}
