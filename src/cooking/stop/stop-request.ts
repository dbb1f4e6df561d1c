import type { Principal } from '../../auth/principal.js';
import type { BodyAsRead } from '../../http/any-body.js';
import { shownText } from '../../shared/shown-text.js';
import { digestOf, type RequestIdentity } from '../idempotency/request-identity.js';
import { nearestField, unknownField } from '../../http/nearest-field.js';
import { isStated } from '../dto/optional-field.decorator.js';
import { IDEMPOTENCY_KEY, REQUEST_ID } from '../dto/request-id.js';
import { LONGEST_ID } from '../dto/stop-cook.dto.js';

/** The cooker or the cook that a request names; without either the states of the cookers decide. */
export interface StopSelection {
  /** Id or name of the cooker. */
  readonly device?: string | undefined;
  /** Id of the cook. */
  readonly cook?: string | undefined;
}

/** A stop as a client requested it. */
export interface StopRequest extends RequestIdentity {
  readonly principal: Principal;
  readonly selection: StopSelection;
  /** Warnings about ignored parts of the request. */
  readonly warnings: readonly string[];
}

const FIELDS = ['device_id', 'cook_id', 'request_id'] as const;
type Field = (typeof FIELDS)[number];
/** The most unknown fields that a warning names. */
const MOST_NAMED = 5;

/**
 * Builds the request of the service from any body.
 * @param header `Idempotency-Key`, which replaces `request_id`
 */
export function toStopRequest(
  body: BodyAsRead,
  principal: Principal,
  header: string | undefined,
): StopRequest {
  const warnings = [...body.problems, ...unknownOf(body)];
  const leaveOut = (reason: string): undefined => void warnings.push(`${reason}, so it was left out.`);
  const device = targetOf('device_id', body, leaveOut);
  const cook = targetOf('cook_id', body, leaveOut);
  const requestId = idOf('request_id', body.fields['request_id'], leaveOut);
  const ofHeader = idOf(IDEMPOTENCY_KEY.name, header, leaveOut);
  const selection = { device, cook };
  return { principal, selection, requestId: requestId ?? ofHeader, body: digestOf(selection), warnings };
}

type LeaveOut = (reason: string) => undefined;

function targetOf(field: Field, { fields }: BodyAsRead, leaveOut: LeaveOut): string | undefined {
  const value = fields[field];
  if (value === undefined) return undefined;
  if (!isStated(value)) return leaveOut(`${field} was empty`);
  if (typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_ID) return value;
  return leaveOut(`${field} was not a text of 1 to ${LONGEST_ID} characters`);
}

function idOf(name: string, value: unknown, leaveOut: LeaveOut): string | undefined {
  if (!isStated(value)) return undefined;
  if (typeof value === 'string' && REQUEST_ID.pattern.test(value)) return value;
  return leaveOut(`${name} was not 1 to 64 printable characters`);
}

function unknownOf({ fields }: BodyAsRead): readonly string[] {
  const unknown = Object.keys(fields).filter((name) => !(FIELDS as readonly string[]).includes(name));
  const named = unknown
    .slice(0, MOST_NAMED)
    .map((name) => `${unknownField(shownText(name), nearestField(name, FIELDS))}.`);
  const more = unknown.length - named.length;
  return more > 0 ? [...named, `There are ${more} more such fields.`] : named;
}
