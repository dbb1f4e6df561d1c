import type { OwnerKeyDto } from '../../../../src/owner/api/dto/owner-key.dto.js';
import { t } from '../../text/t.js';

type Scope = OwnerKeyDto['scopes'][number];

/** What a key may be allowed, in the order in which scopes are listed everywhere. */
const WORDS = {
  'status:read': 'access.scopeStatusRead',
  'cook:check': 'access.scopeCookCheck',
  'cook:start': 'access.scopeCookStart',
  'cook:stop': 'access.scopeCookStop',
  'history:read': 'access.scopeHistoryRead',
  'alerts:write': 'access.scopeAlertsWrite',
  'coffee:read': 'access.scopeCoffeeRead',
  'coffee:brew': 'access.scopeCoffeeBrew',
  'probes:write': 'access.scopeProbesWrite',
  'readings:write': 'access.scopeReadingsWrite',
  'device:coffee': 'access.scopeDeviceCoffee',
} as const satisfies Record<Exclude<Scope, 'owner'>, string>;

/** A scope that a key may have. */
export type KeyScope = keyof typeof WORDS;

/** Every scope that a key may have. */
export const KEY_SCOPES = Object.keys(WORDS) as readonly KeyScope[];

/** A scope in words. */
export const scopeInWords = (scope: string): string => (scope in WORDS ? t(WORDS[scope as KeyScope]) : scope);
