import { isScope, USUAL_SCOPES, withImplied, type Scope } from '../http/scopes.js';

/** The name of the key in the settings, in the journal and in a cook's record; no other key may have it. */
export const SETTINGS_KEY = 'default';

/** What a key may do. */
export interface KeyRights {
  /** At least one, in the order in which scopes are listed everywhere. */
  readonly scopes: readonly Scope[];
  /** The ids of the cookers that it is limited to; null for all of them. */
  readonly devices: readonly string[] | null;
  /** Whether each of its starts needs the owner's approval. */
  readonly ask: boolean;
}

/** A key as the file holds it: enough to know it again, too little to use it. */
export interface NamedKey extends KeyRights {
  readonly name: string;
  /** SHA-256 of the key, 64 hexadecimal digits. */
  readonly sha256: string;
  /** ISO 8601. */
  readonly added: string;
  /** From when on it is refused, ISO 8601; null is never. */
  readonly expires: string | null;
}

/** The rights of the key of the settings, and of a key that was made without any restriction. */
export const USUAL_RIGHTS: KeyRights = { scopes: USUAL_SCOPES, devices: null, ask: false };

/** The ids of the other principals of this machine: a key that was named so before gets another id. */
const RESERVED: readonly string[] = ['owner', 'cli', 'home-assistant'];

/** The id of the principal of a key: its name, but never the id of another kind of principal. */
export const principalIdOf = (name: string): string => (RESERVED.includes(name) ? `key:${name}` : name);

/** Whether a key may be made with this name. */
export const isFreeName = (name: string): boolean => isKeyName(name) && !RESERVED.includes(name);

/** Whether a key may have this name. */
export const isKeyName = (name: string): boolean => /^[a-z0-9-]{1,32}$/.test(name) && name !== SETTINGS_KEY;

/** Whether a text can be the id of a cooker. */
export const isDeviceId = (text: string): boolean =>
  /^[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?$/.test(text);

/** When a key ends, in milliseconds since 1970; never is infinity. */
export const endOf = ({ expires }: Pick<NamedKey, 'expires'>): number =>
  expires === null ? Infinity : Date.parse(expires);

/** Why no key may have these scopes together; undefined when one may. */
export function problemOf(scopes: readonly Scope[]): string | undefined {
  if (scopes.includes('owner'))
    return 'No key may have the scope owner: only the signed-in owner and the commands on this machine have it';
  if (scopes.includes('readings:write') && withImplied(scopes).has('cook:start'))
    return 'A key that may start cooks may not have readings:write, since it could then forge what a cook is judged by';
  return undefined;
}

/** Whether a value is the SHA-256 of a key. */
export const isDigest = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const FIELDS = ['added', 'expires', 'name', 'sha256'];
const FIELDS_OF_RIGHTS = [...FIELDS, 'ask', 'devices', 'scopes'].toSorted();
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Whether a value is a key of the first form of the file, which knew no restrictions. */
export const isUnrestrictedKey = (value: unknown): value is Omit<NamedKey, keyof KeyRights> =>
  hasFields(value, FIELDS) && isIdentified(value);

/** Whether a value is a key with its rights. */
export const isNamedKey = (value: unknown): value is NamedKey =>
  hasFields(value, FIELDS_OF_RIGHTS) &&
  isIdentified(value) &&
  areScopes(value['scopes']) &&
  (value['devices'] === null || areDevices(value['devices'])) &&
  typeof value['ask'] === 'boolean';

type Fields = Readonly<Record<string, unknown>>;

/** A misspelt `expires` or `scopes` must not make a key that never ends or may do everything. */
export const hasFields = (value: unknown, fields: readonly string[]): value is Fields =>
  typeof value === 'object' && value !== null && Object.keys(value).toSorted().join() === fields.join();

const isIdentified = ({ name, sha256, added, expires }: Fields): boolean =>
  typeof name === 'string' &&
  isKeyName(name) &&
  isDigest(sha256) &&
  isInstant(added) &&
  (expires === null || isInstant(expires));

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));

const areScopes = (value: unknown): boolean =>
  isFilledList(value) && value.every(isScope) && problemOf(value) === undefined;

const areDevices = (value: unknown): boolean => isFilledList(value) && value.every(isDeviceId);

const isFilledList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
