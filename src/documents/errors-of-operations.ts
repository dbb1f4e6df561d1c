import { REFUSAL_CODES, type ErrorCode } from './error-examples.js';

const ALWAYS = ['METHOD_NOT_ALLOWED', 'INTERNAL_ERROR'] as const;
/** Routes that ask for the key. A stop is never limited, but wrong keys are. */
const GUARDED = ['UNAUTHORIZED', 'INSUFFICIENT_SCOPE', 'RATE_LIMITED', ...ALWAYS] as const;
/** Routes of the signed-in owner. */
const OWNER = ['CSRF_TOKEN_INVALID', ...GUARDED] as const;
/** Routes that read a body. */
const WITH_BODY = ['VALIDATION_ERROR', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const;
/** Before the account's devices are known. */
const UNLISTED = ['CLOUD_UNAVAILABLE', 'ANOVA_TOKEN_REJECTED'] as const;
/** While one cooker of the account is chosen. */
const CHOOSING = [
  ...UNLISTED,
  'NO_DEVICE',
  'DEVICE_NOT_FOUND',
  'DEVICE_AMBIGUOUS',
  'DEVICE_UNSUPPORTED',
] as const;
/** While a command is on its way. */
const COMMANDING = ['COMMAND_REJECTED', 'COMMAND_UNCONFIRMED'] as const;

/** While one cook is looked up. */
const OF_A_COOK = ['VALIDATION_ERROR', 'COOK_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...GUARDED] as const;

/** While one probe session is looked up. */
const OF_A_PROBE_SESSION = [
  'VALIDATION_ERROR',
  'PROBE_SESSION_NOT_FOUND',
  'STORAGE_UNAVAILABLE',
  ...GUARDED,
] as const;

/** While one alert is looked up. */
const OF_AN_ALERT = ['VALIDATION_ERROR', 'ALERT_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...GUARDED] as const;
/** While a rule of alerts is changed. */
const OF_A_RULE = [
  'VALIDATION_ERROR',
  'ALERT_RULE_NOT_FOUND',
  'KEY_LIMITED',
  'STORAGE_UNAVAILABLE',
  ...GUARDED,
] as const;
/** While the limits of a rule are checked. */
const OF_LIMITS = ['ALERT_RULE_NEVER_CLEARS', 'ALERT_RULE_NEVER_FIRES'] as const;
const BODY_FORM = ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const;

/** The errors that each operation can send; an operation without a key is open to everyone. */
export const ERRORS_OF: ReadonlyMap<string | undefined, readonly ErrorCode[]> = new Map<
  string,
  readonly ErrorCode[]
>([
  [
    'startCook',
    [
      ...WITH_BODY,
      ...REFUSAL_CODES,
      'SAFETY_UNAVAILABLE',
      'STORAGE_UNAVAILABLE',
      ...CHOOSING,
      'DEVICE_OFFLINE',
      'DEVICE_FAULT',
      'DEVICE_BUSY',
      'REQUEST_ID_REUSED',
      'STARTS_NOT_ALLOWED',
      'APPROVAL_DENIED',
      'APPROVAL_EXPIRED',
      'APPROVAL_FAILED',
      'FOOD_MUST_BE_DISCARDED',
      ...COMMANDING,
      ...GUARDED,
    ],
  ],
  ['checkCook', [...WITH_BODY, 'SAFETY_UNAVAILABLE', ...GUARDED]],
  ['getStatus', ['VALIDATION_ERROR', ...CHOOSING, ...GUARDED]],
  // A stop is sent with any body, and a name that fits no cooker is left out.
  [
    'stopCook',
    [
      ...UNLISTED,
      'NO_DEVICE',
      'DEVICE_NOT_FOUND',
      'DEVICE_AMBIGUOUS',
      'NO_ACTIVE_COOK',
      ...COMMANDING,
      ...GUARDED,
    ],
  ],
  ['getApproval', ['VALIDATION_ERROR', 'APPROVAL_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...GUARDED]],
  ['listDevices', ['VALIDATION_ERROR', ...UNLISTED, ...GUARDED]],
  ['listFoods', ['VALIDATION_ERROR', 'SAFETY_UNAVAILABLE', ...GUARDED]],
  [
    'startProbeSession',
    [
      ...WITH_BODY,
      ...REFUSAL_CODES,
      'PROBE_NOT_A_CORE',
      'PROBE_NOT_FOUND',
      'COOK_NOT_FOUND',
      'PROBE_BUSY',
      'REQUEST_ID_REUSED',
      'SAFETY_UNAVAILABLE',
      'STORAGE_UNAVAILABLE',
      ...GUARDED,
    ],
  ],
  ['getProbeSessions', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...GUARDED]],
  ['getProbeSession', OF_A_PROBE_SESSION],
  ['endProbeSession', [...OF_A_PROBE_SESSION, 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE']],
  ['getThermometers', ['VALIDATION_ERROR', ...GUARDED]],
  ['pushReadings', [...WITH_BODY, 'TOO_MANY_READINGS', 'TOO_MANY_PROBES', 'STORAGE_UNAVAILABLE', ...GUARDED]],
  ['listAlerts', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...GUARDED]],
  ['getAlert', OF_AN_ALERT],
  ['acknowledgeAlert', [...OF_AN_ALERT, 'ALERT_NOT_FIRING', ...BODY_FORM]],
  ['listAlertRules', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...GUARDED]],
  [
    'makeAlertRule',
    [
      ...OF_A_RULE,
      ...BODY_FORM,
      ...OF_LIMITS,
      'ALERT_THING_NOT_FOUND',
      'REQUEST_ID_REUSED',
      'TOO_MANY_ALERT_RULES',
    ],
  ],
  ['changeAlertRule', [...OF_A_RULE, ...BODY_FORM, ...OF_LIMITS]],
  ['deleteAlertRule', [...OF_A_RULE, 'ALERT_RULE_IS_DEFAULT']],
  ['listAlertChannels', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...GUARDED]],
  [
    'testAlertChannel',
    ['VALIDATION_ERROR', 'ALERT_CHANNEL_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...BODY_FORM, ...GUARDED],
  ],
  ['listAlertDeliveries', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...GUARDED]],
  ['listCooks', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...GUARDED]],
  ['getCook', OF_A_COOK],
  ['getCookReadings', OF_A_COOK],
  ['getProbeReadings', ['VALIDATION_ERROR', 'PROBE_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...GUARDED]],
  ['getSession', ['STORAGE_UNAVAILABLE', ...ALWAYS]],
  ['listApprovals', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['approveStart', [...WITH_BODY, 'APPROVAL_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['denyStart', [...WITH_BODY, 'APPROVAL_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['listSessions', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['endSession', ['VALIDATION_ERROR', 'SESSION_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['listKeys', ['VALIDATION_ERROR', 'KEYS_UNAVAILABLE', ...OWNER]],
  ['makeKey', [...WITH_BODY, 'KEY_NAME_TAKEN', 'KEYS_UNAVAILABLE', ...OWNER]],
  ['revokeKey', ['VALIDATION_ERROR', 'KEY_NOT_FOUND', 'KEYS_UNAVAILABLE', ...OWNER]],
  ['listClients', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...OWNER]],
  [
    'changeClient',
    [...WITH_BODY, 'CLIENT_NOT_FOUND', 'BROKER_WITHOUT_PASSWORD', 'STORAGE_UNAVAILABLE', ...OWNER],
  ],
  [
    'revokeClient',
    ['VALIDATION_ERROR', 'CLIENT_NOT_FOUND', 'CLIENT_BY_SETTINGS', 'STORAGE_UNAVAILABLE', ...OWNER],
  ],
  ['listArmings', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['arm', [...WITH_BODY, ...CHOOSING, 'ARMING_REFUSED', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['disarm', ['VALIDATION_ERROR', 'ARMING_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['listPushedProbes', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['trustProbe', [...WITH_BODY, 'PROBE_NOT_FOUND', 'PROBE_CLAIMED', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['distrustProbe', [...WITH_BODY, 'PROBE_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['listThermometerAccounts', ['VALIDATION_ERROR', ...OWNER]],
  ['listPushSubscriptions', ['VALIDATION_ERROR', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['subscribeToPush', [...WITH_BODY, 'TOO_MANY_SUBSCRIPTIONS', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['unsubscribeFromPush', ['VALIDATION_ERROR', 'SUBSCRIPTION_NOT_FOUND', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['listFoodsLeft', ['VALIDATION_ERROR', ...OWNER]],
  ['confirmDiscarded', [...WITH_BODY, 'NOTHING_TO_DISCARD', 'STORAGE_UNAVAILABLE', ...OWNER]],
  ['getCookForecast', OF_A_COOK],
  ['streamLive', ['VALIDATION_ERROR', 'NO_DEVICE', 'DEVICE_NOT_FOUND', 'DEVICE_UNSUPPORTED', ...GUARDED]],
  ['getHealth', ALWAYS],
  ['getReadiness', ALWAYS],
  ['getOpenApi', ALWAYS],
  ['getActions', ALWAYS],
  ['showDocs', ALWAYS],
  ['showHome', ALWAYS],
  ['showPrivacy', ALWAYS],
]);
