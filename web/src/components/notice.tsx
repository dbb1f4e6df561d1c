import type { ComponentChildren } from 'preact';
import type { Severity } from '../state/notices.js';

const SIGNS: Readonly<Record<Severity, string>> = { info: 'i', success: '✓', warning: '!', danger: '!' };

/** What a notice has. */
export interface NoticeProps {
  readonly severity?: Severity;
  /** Whether a screen reader reads it out when it appears; the content of a region that is live itself is not. */
  readonly live?: boolean;
  /** The language of the text, where it is not that of the page: the API's sentences are English. */
  readonly lang?: string | undefined;
  readonly children: ComponentChildren;
}

/** A message in the content: news, a warning, a refusal. */
export function Notice({ severity = 'info', live = false, lang, children }: NoticeProps) {
  const isUrgent = severity === 'danger' || severity === 'warning';
  const role = live ? (isUrgent ? 'alert' : 'status') : undefined;
  return (
    <div class={`notice notice-${severity}`} role={role} lang={lang}>
      <span class="notice-sign" aria-hidden="true">
        {SIGNS[severity]}
      </span>
      <div class="notice-text">{children}</div>
    </div>
  );
}
