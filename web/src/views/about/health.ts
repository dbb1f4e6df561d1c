import { signal } from '@preact/signals';
import { ApiError } from '../../api/api-error.js';
import { getJson } from '../../api/client.js';

/** What one part of the server says of itself. */
export interface Indicator {
  readonly status: string;
  /** Why it is down, in English. */
  readonly reason?: string;
  readonly message?: string;
  readonly rules_version?: string;
  readonly journal_entries?: number;
  readonly journal_hash?: string;
}

/** The parts that must work before a cook can be started, in the order in which the page shows them. */
export const PARTS = ['cloud', 'cooker', 'storage', 'safety'] as const;
export type Health = Readonly<Partial<Record<(typeof PARTS)[number], Indicator>>>;

/** The health as last read; undefined until then. */
export const health = signal<Health | undefined>(undefined);
/** Whether it could not be read. */
export const isUnreadable = signal(false);

/** Reads it. That a part is down is a response too, with the status 503. */
export async function readHealth(): Promise<void> {
  try {
    health.value = healthIn(await getJson<unknown>('/health/ready'));
    isUnreadable.value = false;
  } catch (error) {
    const found = error instanceof ApiError ? healthIn(error) : undefined;
    if (found !== undefined) health.value = found;
    isUnreadable.value = found === undefined;
  }
}

/** The parts in a response; undefined when it is none of the server's health. */
export function healthIn(response: unknown): Health | undefined {
  const { details } = (response ?? {}) as { readonly details?: unknown };
  return typeof details === 'object' && details !== null ? details : undefined;
}
