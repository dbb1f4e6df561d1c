import type { CoddleError, ErrorKind } from '../../shared/errors.js';
import type { HeardCommand } from './heard-command.js';

/** The response to a command. */
export interface CommandResult {
  /** The id that the command gave itself; null without one. */
  readonly request_id: string | null;
  readonly command: HeardCommand['kind'];
  /** What became of it. `refused`: it will not be done. `failed`: it could not be done. `unconfirmed`: it is not known. */
  readonly status: string;
  /** A code that never changes, where it was not done. */
  readonly error?: string;
  /** Sentences for people. */
  readonly summary: string;
  /** When, ISO 8601. */
  readonly at: string;
  /** Facts that belong to it, such as the id of the cook. */
  readonly [fact: string]: unknown;
}

/** The kinds of errors that a repetition may not have. */
const FAILURES: ReadonlySet<ErrorKind> = new Set(['bug', 'refused', 'unavailable', 'timeout']);

/** What a result of a service says, for the result of the command. */
export function shownResult(result: object): Pick<CommandResult, 'status' | 'summary'> {
  const fields = result as Readonly<Record<string, unknown>>;
  const facts = FACTS.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]);
  return {
    status: String(fields['status']),
    summary: String(fields['summary']),
    ...(Object.fromEntries(facts) as Readonly<Record<string, unknown>>),
  };
}

/** The facts of a result that belong to that of its command. */
const FACTS = [
  'verified',
  'cook_id',
  'device_id',
  'approve_url',
  'approval_id',
  'expires_at',
  'replayed',
  'warnings',
  'alert_id',
] as const;

/** What an error says, for the result of the command. */
export function shownRefusal(error: CoddleError): Pick<CommandResult, 'status' | 'summary' | 'error'> {
  const { code, kind, message, alternatives } = error;
  return {
    status: kind === 'timeout' ? 'unconfirmed' : FAILURES.has(kind) ? 'failed' : 'refused',
    error: code,
    summary: message,
    ...(alternatives.length > 0 ? { alternatives } : {}),
  };
}
