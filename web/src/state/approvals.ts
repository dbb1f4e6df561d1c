import { computed, signal } from '@preact/signals';
import { isWaiting, type Approvals } from './approval-list.js';

/** The approvals that this page knows, by their ids. */
export const approvals = signal<Approvals>(new Map());

/** How many approvals wait for the owner. */
export const pendingApprovals = computed(() => [...approvals.value.values()].filter(isWaiting).length);

/** Whether the server has said what waits: until then it is not known that nothing does. */
export const areApprovalsKnown = signal(false);

/** Those who are signed out see nothing of them. */
export function forgetApprovals(): void {
  approvals.value = new Map();
  areApprovalsKnown.value = false;
}
