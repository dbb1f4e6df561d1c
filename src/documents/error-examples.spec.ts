import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import * as approvals from '../approvals/approvals.errors.js';
import * as auth from '../auth/auth.errors.js';
import * as cooking from '../cooking/cooking.errors.js';
import * as device from '../device/device.errors.js';
import * as http from '../http/http-errors.js';
import { ForeignOriginError } from '../http/address.guards.js';
import { CookNotFoundError } from '../history/history.errors.js';
import { ProbeNotFoundError } from '../thermometers/thermometers.errors.js';
import * as sessions from '../thermometers/sessions/sessions.errors.js';
import * as clients from '../owner/connected-clients.errors.js';
import * as owner from '../owner/api/owner-api.errors.js';
import type { EarlierCook } from '../safety/food-history.js';
import { SafetyUnavailableError, UnsafeCookError } from '../safety/safety.errors.js';
import type { CoddleError } from '../shared/errors.js';
import { minutes } from '../shared/units.js';
import * as push from '../alerts/channels/web-push/web-push.errors.js';
import * as rules from '../alerts/api/rule.errors.js';
import { AlertNotFiringError, AlertNotFoundError } from '../alerts/alerts.errors.js';
import { ProbeClaimedError } from '../thermometers/trust/trust.errors.js';
import { StorageUnavailableError } from '../storage/storage.errors.js';
import { TooManyProbesError, TooManyReadingsError } from '../thermometers/push/push.errors.js';
import type { ErrorExample } from './error-example.js';
import { ERRORS, REFUSAL_CODES } from './error-examples.js';
import type { RefusalExample } from './refusal-examples.js';
import { APPROVAL_ID, SESSION_ID } from './shown-cook.js';
import { ERRORS_OF } from './errors-of-operations.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Errors of these never reach a client: they end a program before it serves. */
const NOT_SERVED = /^(cli|config|owner(?!\/api)|simulator|documents)\//;
const EXAMPLES: Readonly<Record<string, ErrorExample | RefusalExample>> = ERRORS;

/** The battery as a rule may watch it. */
const BATTERY = { minimum: 0, maximum: 100 };

/** Errors that always say the same. */
const FIXED: readonly CoddleError[] = [
  new auth.UnauthorizedError(),
  new auth.CsrfTokenError(),
  new auth.InsufficientScopeError('cook:start'),
  new auth.RateLimitedError(12),
  new auth.KeyNotFoundError(),
  new auth.KeyNameTakenError(),
  new auth.KeysUnavailableError(),
  new owner.SessionNotFoundError(),
  new owner.ClientNotFoundError(),
  new clients.ClientBySettingsError(),
  new clients.BrokerWithoutPasswordError(),
  new owner.ArmingNotFoundError(),
  new owner.NothingLeftError('nothing-left'),
  new http.NotFoundError(),
  new http.MethodNotAllowedError(['GET', 'HEAD']),
  new http.PayloadTooLargeError(16 * 1024),
  new http.UnsupportedMediaTypeError(),
  new http.InternalError(),
  new device.TokenRejectedError(),
  new cooking.RequestIdReusedError(),
  new approvals.StartsNotAllowedError(),
  new approvals.ApprovalNotFoundError(),
  new approvals.ApprovalDeniedError(APPROVAL_ID),
  new approvals.ApprovalExpiredError(APPROVAL_ID),
  new approvals.ApprovalFailedError(APPROVAL_ID, 'Kitchen is offline: see that it has power and Wi-Fi.'),
  new CookNotFoundError(),
  new ProbeNotFoundError(),
  new TooManyReadingsError(),
  new ProbeClaimedError(['garage', 'shed']),
  new TooManyProbesError(),
  new sessions.ProbeSessionNotFoundError(),
  new sessions.ProbeBusyError('thermoworks-a1b2c3d4-1', SESSION_ID, 'probe_id'),
  new sessions.ProbeNotACoreError('ambient', 'probe_id'),
  new push.TooManySubscriptionsError(),
  new push.SubscriptionNotFoundError(),
  new AlertNotFoundError(),
  new AlertNotFiringError(),
  new rules.AlertRuleNotFoundError(),
  new rules.DefaultRuleError(),
  new rules.TooManyRulesError(200),
  new rules.RuleNeverClearsError(
    'clear_by',
    'An alert of this rule could never end: it would end at 103 %, and the battery is between 0 and 100 %.',
    { would_end_at: 103, ...BATTERY },
  ),
  new rules.RuleNeverFiresError(
    'above',
    'This rule could never fire: the battery is between 0 and 100 %, so it is never above 100.',
    { received: 100, ...BATTERY },
  ),
  new rules.AlertThingNotFoundError('probe'),
  new rules.AlertChannelNotFoundError(),
  new rules.KeyLimitedError(),
  new SafetyUnavailableError(),
  new StorageUnavailableError('full'),
];
/** A cook that broke off and has made its food unsafe. */
const SPOILT: EarlierCook = {
  ...{ cookId: 'before', cookerId: 'cooker', cookerName: 'Kitchen', food: undefined, foodClass: 'pork' },
  inDangerZone: minutes(301),
  mustBeDiscarded: true,
};
/** Errors whose message is made where they are thrown. */
const OTHERS: readonly Pick<CoddleError, 'code' | 'kind'>[] = [
  new http.InvalidRequestError(''),
  new approvals.ArmingRefusedError(''),
  new ForeignOriginError(''),
  new device.DeviceOfflineError(''),
  new device.CloudUnavailableError(''),
  new device.NoDeviceError(''),
  new device.CommandRejectedError(''),
  new device.CommandUnconfirmedError(''),
  new cooking.NoActiveCookError('', []),
  new cooking.DeviceNotFoundError(''),
  new cooking.DeviceBusyError(''),
  new cooking.DeviceAmbiguousError(''),
  new cooking.DeviceUnsupportedError(''),
  new cooking.DeviceFaultError(''),
  new UnsafeCookError(makeSafety().review(makePlan(), { here: SPOILT, elsewhere: [] })),
];

/** Every code that a source names. */
function codesInSources(): string[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const served = files.filter((file) => /(?<!\.spec)\.ts$/.test(file) && !NOT_SERVED.test(file));
  const texts = served.map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'));
  texts.push(readFileSync(join(ROOT, 'config/foods/classes.json'), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/['"]([A-Z]{2,}(?:_[A-Z]+)+)['"]/g)].map(([, code]) => code!),
  );
}

/** Codes that no error uses: the vendors', Node's for a broken request, those of a cook's status and of a session, a setting, what only the owner sees, what only pages of other servers see, and what only commands over the broker meet. */
const NO_ERRORS =
  /^(CMD|EVENT|HPE|EAI)_|^(COOK_INTERRUPTED|PROBE_IMPLAUSIBLE|NO_PROBE|DATA_DIR|START_COOK|APPROVAL_OUTDATED|APPROVAL_SETTLED|ORIGIN_NOT_ALLOWED|COMMAND_RETAINED|COMMAND_NOT_OF_NOW)$/;

describe('The documented errors', () => {
  it('hold every code that a client can meet', () => {
    const codes = [...new Set(codesInSources())].filter((code) => !NO_ERRORS.test(code));
    expect(codes.length).toBeGreaterThan(30);
    const missing = codes.filter((code) => !(code in ERRORS));
    expect(
      missing.map((code) => `Add an example of ${code} to ERRORS in src/documents/error-examples.ts`),
    ).toEqual([]);
  });

  it.each([...FIXED, ...OTHERS].map((error) => [error.code, error] as const))(
    'give %s the status of its response',
    (code, { kind }) => {
      expect(EXAMPLES[code]?.status).toBe(http.STATUS_OF[kind]);
    },
  );

  it('are each listed here, so that their statuses and messages are compared', () => {
    const listed = [...FIXED, ...OTHERS].map(({ code }) => code);
    const codes = [...listed, ...REFUSAL_CODES];
    const missing = Object.keys(ERRORS).filter((code) => !codes.includes(code));
    expect(missing.map((code) => `Add the error ${code} to FIXED or OTHERS in this file`)).toEqual([]);
    expect(codes.toSorted()).toEqual(Object.keys(ERRORS).toSorted());
  });

  it.each(FIXED.map((error) => [error.code, error] as const))(
    'quote %s as its response has it',
    (code, { message, details, headers }) => {
      const { headers: shown = {}, ...example } = EXAMPLES[code] as ErrorExample;
      expect(example).toMatchObject({ message, ...(Object.keys(details).length > 0 && { details }) });
      expect(Object.fromEntries(Object.entries(shown).map(([name, { example }]) => [name, example]))).toEqual(
        headers,
      );
    },
  );

  it('are each sent by some operation, except those of an unknown path and of /mcp, which is none', () => {
    const responded = new Set<string>([...ERRORS_OF.values()].flat());
    const unsent = Object.keys(ERRORS).filter((code) => !responded.has(code));
    const outside = ['ORIGIN_NOT_ALLOWED', 'NOT_FOUND'];
    const missing = unsent.filter((code) => !outside.includes(code));
    expect(
      missing.map(
        (code) => `Add ${code} to an operation in ERRORS_OF in src/documents/errors-of-operations.ts`,
      ),
    ).toEqual([]);
    expect(unsent).toEqual(outside);
  });

  it('refuse for safety with 400', () => {
    expect(new Set(REFUSAL_CODES.map((code) => ERRORS[code].status))).toEqual(new Set([400]));
  });
});
