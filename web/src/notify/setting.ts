import { computed, signal } from '@preact/signals';
import { kept } from '../state/kept.js';

/** Whether this browser may show notifications of the page: its own words, or that it cannot. */
export type Permission = NotificationPermission | 'impossible';

const stored = kept('notifications');

const current = (): Permission => ('Notification' in globalThis ? Notification.permission : 'impossible');

/** What the browser allows now. */
export const permission = signal<Permission>(current());
/** Whether the person wants notifications. */
const isWanted = signal(stored.read() === 'on');

/** Whether notifications are shown. */
export const isNotifying = computed(() => isWanted.value && permission.value === 'granted');

/** Asks the browser, which asks the person. Browsers allow it after a click only. */
export async function wantNotifications(): Promise<void> {
  if (permission.peek() === 'default') permission.value = await Notification.requestPermission();
  isWanted.value = permission.peek() === 'granted';
  if (isWanted.peek()) stored.write('on');
}

/** Shows no more notifications. */
export function endNotifications(): void {
  isWanted.value = false;
  stored.remove();
}
