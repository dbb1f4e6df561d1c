import { computed, signal } from '@preact/signals';
import { isWaiting, type Approvals } from './approval-list.js';

/** The approvals that this page knows, by their ids. */
export const approvals = signal<Approvals>(new Map());

/** How many approvals wait for the owner. */
export const pendingApprovals = computed(() => [...approvals.value.values()].filter(isWaiting).length);
