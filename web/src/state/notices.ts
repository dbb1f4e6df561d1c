import { signal } from '@preact/signals';

/** How serious a notice is; the page shows the most serious ones as alerts. */
export type Severity = 'info' | 'success' | 'warning' | 'danger';

/** A short message that the page shows over its content for a while. */
export interface PageNotice {
  readonly id: number;
  readonly severity: Severity;
  readonly text: string;
}

/** How long a notice that is good news stays, in milliseconds; others stay until they are closed. */
const SHOWN_FOR = 8_000;

/** The notices that are shown now, the newest last. */
export const notices = signal<readonly PageNotice[]>([]);

let lastId = 0;

/** Shows a notice. */
export function notify(severity: Severity, text: string): void {
  const id = ++lastId;
  notices.value = [...notices.peek(), { id, severity, text }];
  if (severity === 'info' || severity === 'success') setTimeout(() => dismiss(id), SHOWN_FOR);
}

/** Closes a notice. */
export function dismiss(id: number): void {
  notices.value = notices.peek().filter((notice) => notice.id !== id);
}
