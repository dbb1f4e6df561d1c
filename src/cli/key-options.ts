import { isDeviceId, problemOf, USUAL_RIGHTS, type KeyRights } from '../auth/named-key.js';
import { isScope, SCOPES, type Scope } from '../http/scopes.js';
import { UsageError } from './cli.errors.js';
import { programName } from './variables-here.js';
import type { CliContext } from './cli-context.js';

/** The options of `coddle keys add`, as they were typed. */
export interface KeyOptions {
  readonly scopes?: string;
  readonly devices?: string;
  readonly expires?: string;
  readonly ask?: true;
}

/** The scopes that a key can have, as the help lists them. */
export const KEY_SCOPES = SCOPES.filter((scope) => scope !== 'owner').join(',');

const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/;

/** The rights that options describe. @throws UsageError, which repeats no word, since a key may have been typed in its place */
export function rightsOf({ scopes, devices, ask }: KeyOptions, io: CliContext): KeyRights {
  return {
    scopes: scopes === undefined ? USUAL_RIGHTS.scopes : scopesOf(scopes, io),
    devices: devices === undefined ? null : devicesOf(devices, io),
    ask: ask ?? false,
  };
}

/** The instant at which a key ends; null without the option. @throws UsageError */
export function endingOf({ expires }: KeyOptions, io: CliContext): string | null {
  if (expires === undefined) return null;
  const end = DATE.test(expires) || INSTANT.test(expires) ? Date.parse(expires) : NaN;
  if (Number.isNaN(end)) throw usage('--expires is a date or an instant, such as 2027-01-31', io);
  if (end <= io.now.getTime()) throw usage('--expires must be in the future', io);
  return new Date(end).toISOString();
}

function scopesOf(typed: string, io: CliContext): readonly Scope[] {
  const words = new Set(listed(typed));
  if (words.size === 0 || ![...words].every(isScope)) throw usage(`--scopes takes some of ${KEY_SCOPES}`, io);
  const scopes = SCOPES.filter((scope) => words.has(scope));
  const problem = problemOf(scopes);
  if (problem !== undefined) throw usage(problem, io);
  return scopes;
}

function devicesOf(typed: string, io: CliContext): readonly string[] {
  const devices = [...new Set(listed(typed))];
  if (devices.length > 0 && devices.every(isDeviceId)) return devices;
  throw usage('--devices takes the device_id of each cooker, as GET /devices lists them', io);
}

const listed = (typed: string): string[] =>
  typed
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

const usage = (problem: string, { variables }: CliContext): UsageError =>
  new UsageError(`${problem}; ${programName(variables)} keys add --help shows an example.`);
