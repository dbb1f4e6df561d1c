import type { Facts } from './doctor/reply.js';

/** What an owner wants to see at a glance. */
export interface Status {
  readonly release: string | null;
  /** ISO 8601; null when systemd does not tell. */
  readonly running_since: string | null;
  readonly address: string;
  /** What the server says of its parts, as GET /health/ready shows them. */
  readonly cloud: Facts | null;
  readonly cooker: Facts | null;
  readonly storage: Facts | null;
  /** What each cooker is doing, as GET /status shows it. */
  readonly cookers: readonly Facts[];
  readonly memory_mb: number | null;
  readonly newest_backup: { readonly file: string; readonly made: string } | null;
}
