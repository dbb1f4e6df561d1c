import type { CreateKeyDto } from '../../../../src/owner/api/dto/create-key.dto.js';
import type { KeyScope } from './scope-words.js';

/** What the form for a new key holds. */
export interface KeyForm {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly devices: readonly string[];
  /** A day as `2027-01-31`; empty for never. */
  readonly expires: string;
  readonly ask: boolean;
}

/** The form before anything was chosen: what an assistant needs that asks before it starts. */
export const EMPTY_FORM: KeyForm = {
  name: '',
  scopes: ['status:read', 'cook:check', 'cook:start', 'cook:stop', 'history:read'],
  devices: [],
  expires: '',
  ask: true,
};

/** The names that no key may have. Source: the keys of the server. */
const RESERVED: readonly string[] = ['default', 'owner', 'cli'];

/** Whether a key may have a name. */
export const isKeyName = (name: string): boolean =>
  /^[a-z0-9-]{1,32}$/.test(name) && !RESERVED.includes(name);

/** A form as a request; undefined while it is incomplete. A key ends with the last second of the day, by the clock here. */
export function toRequest({
  name,
  scopes,
  devices,
  expires,
  ask,
}: KeyForm): Partial<CreateKeyDto> | undefined {
  if (!isKeyName(name) || scopes.length === 0) return undefined;
  return {
    name,
    scopes: [...scopes],
    ...(devices.length > 0 && { devices: [...devices] }),
    ...(expires !== '' && { expires_at: new Date(`${expires}T23:59:59`).toISOString() }),
    ask: ask && scopes.includes('cook:start'),
  };
}

/** A list with or without something, in the order of the whole list. */
export const withChoice = <T>(
  whole: readonly T[],
  chosen: readonly T[],
  one: T,
  isChosen: boolean,
): readonly T[] => whole.filter((item) => (item === one ? isChosen : chosen.includes(item)));
