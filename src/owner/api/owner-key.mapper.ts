import type { KeyGrant } from '../../auth/key-changes.js';
import { problemOf, SETTINGS_KEY, USUAL_RIGHTS } from '../../auth/named-key.js';
import type { ListedKey } from '../../auth/named-keys.js';
import { instant } from '../../cooking/status/instant.js';
import { InvalidRequestError } from '../../http/http-errors.js';
import { SCOPES } from '../../http/scopes.js';
import type { CreateKeyDto } from './dto/create-key.dto.js';
import type { OwnerKeyDto } from './dto/owner-key.dto.js';

/** A date, or an instant. */
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;
/** The last year of four digits, which a keys file can hold. */
const LAST = Date.UTC(9999, 11, 31);

/** The rights that a request asks for. @throws InvalidRequestError when no key may have them */
export function toKeyGrant({ scopes, devices, expires_at: end, ask }: CreateKeyDto, now: Date): KeyGrant {
  const wanted =
    scopes === undefined ? USUAL_RIGHTS.scopes : SCOPES.filter((scope) => scopes.includes(scope));
  const problem = problemOf(wanted);
  if (problem !== undefined) throw invalid('scopes', `${problem}.`);
  return {
    scopes: wanted,
    devices: devices === undefined ? null : [...new Set(devices)],
    ask: ask ?? false,
    expires: end === undefined ? null : endOf(end, now),
  };
}

function endOf(text: string, now: Date): string {
  const end = MOMENT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(end) || end > LAST)
    throw invalid('expires_at', 'expires_at must be a date or an instant, such as 2027-01-31.');
  if (end <= now.getTime()) throw invalid('expires_at', 'expires_at must be in the future.');
  return new Date(end).toISOString();
}

const invalid = (field: string, message: string): InvalidRequestError =>
  new InvalidRequestError(message, {
    details: { field, problems: [{ field, message: message.slice(0, -1) }] },
  });

/** A named key as the owner sees it. */
export const toKeyDto = ({
  name,
  scopes,
  devices,
  ask,
  added,
  expires,
  lastUsedAt,
}: ListedKey): OwnerKeyDto => ({
  name,
  scopes: [...scopes],
  devices: devices === null ? null : [...devices],
  ask,
  added_at: instant(new Date(added)),
  expires_at: expires === null ? null : instant(new Date(expires)),
  last_used_at: lastUsedAt === undefined ? null : instant(new Date(lastUsedAt)),
  revocable: true,
});

/** The key of the settings as the owner sees it. */
export const settingsKey = (lastUsedAt: number | undefined): OwnerKeyDto => ({
  ...toKeyDto({
    name: SETTINGS_KEY,
    ...USUAL_RIGHTS,
    added: new Date(0).toISOString(),
    expires: null,
    lastUsedAt,
  }),
  added_at: null,
  revocable: false,
});
