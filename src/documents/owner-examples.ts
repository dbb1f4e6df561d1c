import { GIVEN_APPROVAL, PENDING_APPROVAL } from './approval-examples.js';
import type { ExamplesByStatus } from './named-examples.js';
import { COOK_ID, FIRST_COOKER, SHOWN_PLAN } from './shown-cook.js';

const SESSION = {
  password_set: true,
  signed_in: true,
  csrf_token: 'qN0uQpYt1mGkzqkq3oVJ0w7v0b3Jc2m5oVZ4w1xT8kE',
  simulated: false,
  simulated_speed: null,
  version: '1.0.0',
};

const ASKED = {
  client: { principal: 'oauth:wJ3b0c6a1eXq', name: 'Claude', host: 'claude.ai' },
  requested_at: '2026-11-20T11:20:00Z',
  decided_at: null,
  decided_by: null,
};
const DECIDED = { ...ASKED, decided_at: '2026-11-20T11:22:30Z', decided_by: 'owner' };
const STARTED = { ...GIVEN_APPROVAL, ...DECIDED };
const DENIED = {
  ...PENDING_APPROVAL,
  ...DECIDED,
  status: 'denied',
  summary: 'Chicken breast at 65 °C for 90 minutes on Kitchen was denied by the owner. Nothing was started.',
};

const BROWSER = {
  id: '3f9a1c0b7e',
  device: 'Firefox on Linux',
  signed_in_by: 'password',
  signed_in_at: '2026-11-18T17:05:00Z',
  used_at: '2026-11-20T11:20:00Z',
  expires_at: '2026-12-20T11:20:00Z',
  current: true,
};
const KEY = {
  name: 'phone',
  scopes: ['status:read', 'cook:check', 'cook:start'],
  devices: null,
  ask: true,
  added_at: '2026-11-18T17:05:00Z',
  expires_at: null,
  last_used_at: '2026-11-20T11:20:00Z',
  revocable: true,
};
const NEW_KEY = {
  ...KEY,
  last_used_at: null,
  key: 'sk-anova-3Zk0mQpYt1mGkzqkq3oVJ0w7v0b3Jc2m5oVZ4w1xT8k',
};
const CLIENT = {
  id: 'oauth:wJ3b0c6a1eXq',
  name: 'Claude',
  host: 'claude.ai',
  scopes: ['status:read', 'cook:check', 'cook:start', 'cook:stop'],
  start_policy: 'ask',
  connected_at: '2026-11-18T17:05:00Z',
  last_used_at: null,
};
const ARMING = {
  id: '7c1b5f0c-1d0e-4a52-9f5e-2b6b1b8f4c11',
  principal: 'tablet',
  ...FIRST_COOKER,
  until: '2026-11-20T15:20:00Z',
  starts_left: 1,
  suspended: false,
};
const LEFT = {
  cook_id: COOK_ID,
  plan: { ...SHOWN_PLAN, ...FIRST_COOKER },
  minutes_in_danger_zone: 301,
  must_be_discarded: true,
};
const DISCARDED = {
  cook_id: COOK_ID,
  device_id: FIRST_COOKER.device_id,
  discarded_at: '2026-11-20T11:20:00Z',
};

const PUSHED = {
  probe_id: 'garage-smoker-1',
  temperature_celsius: 61.5,
  reading_age_seconds: 12.4,
  state: 'ok',
  trusted: false,
  pushed_by: 'garage',
  claimed_by: null,
  contradictions: 0,
};

const ACCOUNT = {
  vendor: 'thermoworks',
  state: 'needs_sign_in',
  problem: 'ThermoWorks refuses the sign-in: sign in again with coddle thermometers sign-in thermoworks.',
};

const SUBSCRIPTION = {
  id: '9b3c1f0a7d52e84466ab',
  device: 'Chrome on Android',
  push_service: 'fcm.googleapis.com',
  subscribed_at: '2026-11-20T11:20:00Z',
};
const SUBSCRIPTIONS = {
  public_key: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
  subscriptions: [SUBSCRIPTION],
};

/** One example of a response with 200. */
const only = (summary: string, value: object): ExamplesByStatus => ({ 200: { example: { summary, value } } });
const ENDED = { ended: 1 };

/** Example responses to the signed-in owner. */
export const OWNER_SUCCESSES: readonly (readonly [operationId: string, ExamplesByStatus])[] = [
  [
    'getSession',
    {
      200: {
        signed_in: { summary: 'Signed in', value: SESSION },
        signed_out: {
          summary: 'Not signed in',
          value: { ...SESSION, signed_in: false, csrf_token: null },
        },
      },
    },
  ],
  [
    'listApprovals',
    {
      200: {
        some: {
          summary: 'One waits, one was approved',
          value: { approvals: [{ ...PENDING_APPROVAL, ...ASKED }, STARTED] },
        },
      },
    },
  ],
  ['approveStart', { 200: { started: { summary: 'The cooker shows the cook', value: STARTED } } }],
  ['listSessions', only('One browser', { sessions: [BROWSER] })],
  ['endSession', only('It is signed out', ENDED)],
  ['listKeys', only('One named key', { keys: [KEY], changeable: true })],
  ['makeKey', only('The key is shown this once', NEW_KEY)],
  ['revokeKey', only('It is refused', ENDED)],
  ['listClients', only('One client', { clients: [CLIENT] })],
  ['changeClient', only('It never starts a cook', { ...CLIENT, start_policy: 'never' })],
  ['revokeClient', only('It is disconnected', ENDED)],
  ['listArmings', only('One arming', { armings: [ARMING] })],
  ['arm', only('Four hours, one start', ARMING)],
  ['disarm', only('It has ended', ENDED)],
  ['listPushedProbes', only('One that does not count yet', { probes: [PUSHED] })],
  ['trustProbe', only('It counts', { ...PUSHED, trusted: true })],
  ['distrustProbe', only('It counts for nothing', PUSHED)],
  ['listThermometerAccounts', only('One needs a new sign-in', { accounts: [ACCOUNT] })],
  ['listPushSubscriptions', only('One browser', SUBSCRIPTIONS)],
  ['subscribeToPush', only('It receives messages', SUBSCRIPTION)],
  ['unsubscribeFromPush', only('It receives no more', ENDED)],
  ['listFoodsLeft', only('It must be thrown away', { foods: [LEFT] })],
  ['confirmDiscarded', only('The next food begins anew', DISCARDED)],
  ['denyStart', { 200: { denied: { summary: 'Nothing was started', value: DENIED } } }],
];
