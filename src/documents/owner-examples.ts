import { GIVEN_APPROVAL, PENDING_APPROVAL } from './approval-examples.js';
import type { ExamplesByStatus } from './named-examples.js';

const SESSION = {
  password_set: true,
  signed_in: true,
  csrf_token: 'qN0uQpYt1mGkzqkq3oVJ0w7v0b3Jc2m5oVZ4w1xT8kE',
  simulated: false,
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
  ['denyStart', { 200: { denied: { summary: 'Nothing was started', value: DENIED } } }],
];
