import { ALERT_ERRORS } from './alert-error-examples.js';
import { CLIENT_ERRORS } from './client-error-examples.js';
import type { ErrorExample } from './error-example.js';
import { PROBE_SESSION_ERRORS } from './probe-session-errors.js';
import { REFUSALS, type RefusalExample } from './refusal-examples.js';
import { APPROVAL_ID } from './shown-cook.js';
import { THERMOMETER_ERRORS } from './thermometer-error-examples.js';

const FIRST_COOKER = { device_id: 'kP3vXw9TqLz0aB7cR5mNdE', name: 'Kitchen', type: 'a7' };
const PATIO = { device_id: 'hT6yBn2WsEd4rF8gVu1JqA', name: 'Patio', type: 'a9' };

/** Every error that a client can meet, by its code. */
export const ERRORS = {
  ...REFUSALS,
  ...THERMOMETER_ERRORS,
  ...CLIENT_ERRORS,
  ...PROBE_SESSION_ERRORS,
  ...ALERT_ERRORS,
  VALIDATION_ERROR: {
    status: 400,
    when: 'A field is missing, unknown or of the wrong form; the address or the body cannot be read.',
    message: 'There is no field "temperature_celcius" (did you mean temperature_celsius?).',
    details: {
      field: 'temperature_celcius',
      problems: [
        {
          field: 'temperature_celcius',
          message: 'There is no field "temperature_celcius" (did you mean temperature_celsius?)',
        },
      ],
    },
    request: { temperature_celsius: 65, time_minutes: 90, temperature_celcius: 65 },
  },
  UNAUTHORIZED: {
    status: 401,
    when: 'The key is missing, malformed or wrong.',
    message: 'This call needs the API key of this server, as the header "Authorization: Bearer <key>".',
    headers: { 'WWW-Authenticate': { description: 'How to show the key.', example: 'Bearer' } },
  },
  CSRF_TOKEN_INVALID: {
    status: 401,
    when: 'The owner is signed in, and the header X-CSRF-Token is missing or of an earlier session.',
    message: 'This change needs the current CSRF token: read it from GET /owner/session, and send it again.',
  },
  INSUFFICIENT_SCOPE: {
    status: 403,
    when: 'The key or client may not do this.',
    message:
      'This call needs the scope cook:start, which this key or client does not have. Its owner can grant it.',
    details: { scope: 'cook:start' },
    headers: {
      'WWW-Authenticate': {
        description: 'The scope that is missing.',
        example: 'Bearer error="insufficient_scope", scope="cook:start"',
      },
    },
  },
  STARTS_NOT_ALLOWED: {
    status: 403,
    when: 'The owner has decided that this client never starts a cook.',
    message: 'This client may not start a cook: the owner has decided so. Checking and stopping still work.',
  },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    when: 'A request to /mcp comes from a web page of another origin, or names another host than this server.',
    message: 'Web pages of another origin may not use this address.',
  },
  NOT_FOUND: {
    status: 404,
    when: 'There is nothing at this path.',
    message: 'There is nothing at this address.',
  },
  NO_ACTIVE_COOK: {
    status: 404,
    when: 'There is nothing to stop: the stop was sent, and a fresh reading says that the cooker is idle. Others that run are named.',
    message: 'Nothing is cooking on Kitchen.',
  },
  DEVICE_NOT_FOUND: {
    status: 404,
    when: 'The account has no cooker of that device_id.',
    message: 'The account has no cooker with this device_id: GET /devices lists them.',
    details: { field: 'device_id', devices: [FIRST_COOKER] },
  },
  COOK_NOT_FOUND: {
    status: 404,
    when: 'No cook of that cook_id is kept.',
    message: 'There is no cook with this cook_id, or it is no longer kept: GET /cooks lists them.',
    details: { field: 'cook_id' },
  },
  APPROVAL_NOT_FOUND: {
    status: 404,
    when: 'No approval of that approval_id is kept for this client.',
    message: 'There is no approval with this approval_id, or it is no longer kept.',
    details: { field: 'approval_id' },
  },
  SESSION_NOT_FOUND: {
    status: 404,
    when: 'The owner is not signed in under that id.',
    message: 'There is no such session: GET /owner/sessions lists them.',
    details: { field: 'id' },
  },
  KEY_NOT_FOUND: {
    status: 404,
    when: 'There is no key of that name.',
    message: 'There is no key of that name: GET /owner/keys lists them.',
    details: { field: 'name' },
  },
  ARMING_NOT_FOUND: {
    status: 404,
    when: 'No arming of that id runs.',
    message: 'No arming of this id runs: GET /owner/armings lists them.',
    details: { field: 'id' },
  },
  SUBSCRIPTION_NOT_FOUND: {
    status: 404,
    when: 'No browser receives messages under that id.',
    message: 'There is no such subscription: GET /owner/push-subscriptions lists them.',
    details: { field: 'id' },
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    when: 'The path is right and the method is not.',
    message: 'This address accepts only GET and HEAD.',
    details: { allowed: ['GET', 'HEAD'] },
    headers: { Allow: { description: 'The methods that the path accepts.', example: 'GET, HEAD' } },
  },
  DEVICE_BUSY: {
    status: 409,
    when: 'A cook is running, or another start is in progress.',
    message:
      'Kitchen is already cooking at 58 °C, with 47 minutes left. Somebody else began it in the Anova app: ask them first.',
    details: {
      device_id: FIRST_COOKER.device_id,
      started_by: 'app',
      target_temp_celsius: 58,
      time_remaining_minutes: 47,
      cook_id: 'd1c0f5a2-3b64-4f0e-9a57-6a0f1c9e7b20',
    },
  },
  FOOD_MUST_BE_DISCARDED: {
    status: 409,
    when: 'What the food went through in a cook that broke off has made it unsafe.',
    message:
      'The food “pork shoulder” on Kitchen was between 5 and 54.4 °C for about 301 minutes in a cook that broke off. Bacteria may have grown and left toxins that no heat destroys. Throw this food away, whatever it is called. The owner must confirm that it was thrown away.',
    details: {
      cook_id: 'd1c0f5a2-3b64-4f0e-9a57-6a0f1c9e7b20',
      device_id: FIRST_COOKER.device_id,
      minutes_in_danger_zone: 301,
      maximum: 240,
    },
  },
  DEVICE_AMBIGUOUS: {
    status: 409,
    when: 'The account has several cookers and none was chosen; for a stop, several run or may be running.',
    message: 'The account has 2 cookers: say which by device_id (Kitchen, Patio).',
    details: { field: 'device_id', devices: [FIRST_COOKER, PATIO] },
  },
  DEVICE_UNSUPPORTED: {
    status: 409,
    when: 'The states of this device cannot be read.',
    message:
      'Old pot is of type a3, whose states cannot be read: supported are a4 to a9, pro and honey-badger.',
    details: { device: { device_id: 'zQ8mLp4KxSe1wD7cHy5NbG', name: 'Old pot', type: 'a3' } },
  },
  DEVICE_FAULT: {
    status: 409,
    when: 'The cooker reports a fault.',
    message: 'Kitchen: the water is too low, so it has stopped heating. Fill the pot up.',
    details: { device_id: FIRST_COOKER.device_id, fault: 'low-water' },
  },
  APPROVAL_DENIED: {
    status: 409,
    when: 'The owner has denied this start; the same plan is refused for 10 minutes.',
    message:
      'The owner has denied this start, so nothing was started. The same plan is refused for 10 minutes: ask the user what to change.',
    details: { approval_id: APPROVAL_ID },
  },
  APPROVAL_EXPIRED: {
    status: 409,
    when: 'The owner did not approve this start within 10 minutes.',
    message:
      'The owner did not approve this start in time, so nothing was started. Send a new request_id to ask again.',
    details: { approval_id: APPROVAL_ID },
  },
  APPROVAL_FAILED: {
    status: 409,
    when: 'The owner approved this start, and it failed; it is not made again.',
    message:
      'The owner approved this start, but it failed. Kitchen is offline: see that it has power and Wi-Fi. Send a new request_id to ask again.',
    details: { approval_id: APPROVAL_ID },
  },
  KEY_NAME_TAKEN: {
    status: 409,
    when: 'A new key is to have the name of another.',
    message: 'There is already a key of that name: choose another name.',
    details: { field: 'name' },
  },
  TOO_MANY_SUBSCRIPTIONS: {
    status: 409,
    when: 'A browser is to receive messages, and 20 do already.',
    message: 'Messages go to 20 browsers already: end one of GET /owner/push-subscriptions first.',
  },
  ARMING_REFUSED: {
    status: 409,
    when: 'The key or client needs no arming, or arming it changes nothing.',
    message: '"phone" starts cooks without asking, so it needs no arming.',
  },
  NOTHING_TO_DISCARD: {
    status: 409,
    when: 'That cook left no food that is still open, or a cook is on at its cooker.',
    message: 'This cook left no food that must be confirmed as thrown away.',
    details: { field: 'cook_id' },
  },
  REQUEST_ID_REUSED: {
    status: 409,
    when: 'The request_id came before with another body, or the cook of this start is over.',
    message: 'This request_id was used for another request within the last 24 hours: send a new one.',
    details: { field: 'request_id' },
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    when: 'The body holds more than 16 KiB.',
    message: 'The body may hold at most 16 KiB.',
    details: { maximum_bytes: 16384 },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    when: 'The body is not JSON in UTF-8, or it is compressed.',
    message: 'The body must be JSON in UTF-8, uncompressed, sent with Content-Type: application/json.',
  },
  RATE_LIMITED: {
    status: 429,
    when: 'This address calls, or tries wrong keys, too often; or this client has started, or asked to start, as many cooks as it may.',
    message: 'Too many calls from this address: try again in 12 s.',
    details: { retry_after_seconds: 12 },
    headers: { 'Retry-After': { description: 'Seconds until a call is taken again.', example: '12' } },
  },
  INTERNAL_ERROR: {
    status: 500,
    when: 'A bug of ours.',
    message: 'Something went wrong inside the server. It was written to the log.',
  },
  COMMAND_REJECTED: {
    status: 502,
    when: 'The cloud refused the command.',
    message: "Anova's cloud refused the command. Its reason is in the server's log.",
  },
  DEVICE_OFFLINE: {
    status: 503,
    when: 'The cooker cannot be reached.',
    message: 'Kitchen is offline: see that it has power and Wi-Fi.',
    details: { device_id: FIRST_COOKER.device_id },
  },
  CLOUD_UNAVAILABLE: {
    status: 503,
    when: "There is no connection to the cooker's cloud.",
    message: "There is no connection to Anova's cloud right now; the server is reconnecting.",
  },
  STORAGE_UNAVAILABLE: {
    status: 503,
    when: 'Nothing can be written down, so nothing may start; status and stop still work.',
    message: 'The disk is full, so nothing may start. Status and stop still work.',
  },
  KEYS_UNAVAILABLE: {
    status: 503,
    when: 'The server cannot read or change the file of the keys.',
    message:
      'The server cannot read or change the files of the keys; its log says why. On its machine, coddle keys works.',
  },
  ANOVA_TOKEN_REJECTED: {
    status: 503,
    when: 'The cloud refuses the Personal Access Token of this server.',
    message:
      'Anova refuses the Personal Access Token. Make a new one in the Anova Oven app ' +
      '(More → Developer → Personal Access Tokens), put it into the settings and restart the server.',
  },
  NO_DEVICE: {
    status: 503,
    when: 'The account lists no cooker.',
    message:
      'The Anova account lists no cooker. Pair it in the Anova app with the account that made the token.',
  },
  SAFETY_UNAVAILABLE: {
    status: 503,
    when: 'The safety engine cannot judge, so nothing may start.',
    message: 'The safety engine cannot judge right now, so nothing may start. Status and stop still work.',
  },
  COMMAND_UNCONFIRMED: {
    status: 504,
    when: 'It was sent, and neither a response nor a matching state came.',
    message:
      'It is not known whether the cook started. Read /status before you try again; never send it again blindly.',
    details: { outcome: 'unknown' },
  },
} satisfies Record<string, ErrorExample | RefusalExample>;

export type ErrorCode = keyof typeof ERRORS;

/** Everything that the safety engine may refuse a cook for. */
export const REFUSAL_CODES = Object.keys(REFUSALS) as (keyof typeof REFUSALS)[];
