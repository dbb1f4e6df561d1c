import type { ExamplesByStatus } from './named-examples.js';
import { FIRST_COOKER } from './shown-cook.js';

const ALERT_ID = '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11';
const DELIVERY_ID = '7c1b5f0c-1d0e-4a52-9f5e-2b6b1b8f4c11';
const RULE_ID = '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22';
const LOW_WATER =
  'Kitchen reports a fault: the water is too low, so it has stopped heating. Fill the pot up.';

const FIRING = {
  alert_id: ALERT_ID,
  rule_id: 'low-water',
  rule_name: 'Low water',
  is_safety: false,
  severity: 'critical',
  state: 'firing',
  thing: {
    kind: 'cooker',
    thing_id: FIRST_COOKER.device_id,
    name: 'Kitchen',
    device_id: FIRST_COOKER.device_id,
  },
  value: null,
  unit: null,
  observed_at: '2026-11-20T12:20:40Z',
  observed_age_seconds: 1.3,
  pending_since: '2026-11-20T12:16:10Z',
  fired_at: '2026-11-20T12:16:10Z',
  acknowledged_at: null,
  acknowledged_by: null,
  resolved_at: null,
  resolved_by: null,
  escalations: 0,
  summary: LOW_WATER,
};
const ACKNOWLEDGED = {
  ...FIRING,
  state: 'acknowledged',
  acknowledged_at: '2026-11-20T12:20:41Z',
  acknowledged_by: 'phone',
};

const DELIVERY = {
  delivery_id: DELIVERY_ID,
  alert_id: ALERT_ID,
  also_alert_ids: [],
  channel: 'ntfy',
  notice: 'firing',
  severity: 'critical',
  title: 'Low water: Kitchen',
  text: `${LOW_WATER} Observed at 13:16 (UTC+01:00) on 20 November 2026.`,
  state: 'sent',
  created_at: '2026-11-20T12:16:10Z',
  next_attempt_at: null,
  next_channels: [],
  message_key: DELIVERY_ID,
  maybe_twice: false,
  attempts: [
    {
      at: '2026-11-20T12:16:10Z',
      ended_at: '2026-11-20T12:16:11Z',
      result: 'failed',
      why: 'ntfy.sh responded with status 503.',
      retry_at: '2026-11-20T12:16:13Z',
    },
    {
      at: '2026-11-20T12:16:13Z',
      ended_at: '2026-11-20T12:16:13Z',
      result: 'sent',
      why: null,
      retry_at: null,
    },
  ],
};

const RULE = {
  rule_id: RULE_ID,
  name: 'Grill too hot',
  enabled: true,
  is_default: false,
  is_safety: false,
  fact: 'probe_celsius',
  above: 130,
  below: null,
  clear_by: 3,
  unit: '°C',
  thing_kind: 'probe',
  thing_id: 'thermoworks-a1b2c3d4-1',
  for_seconds: 60,
  severity: 'warning',
  quiet_hours: null,
  escalate_after_minutes: 15,
  channels: null,
  sends_resolved: true,
  warnings: [],
  summary:
    'Alerts when the temperature of the probe thermoworks-a1b2c3d4-1 is above 130 °C for 1 minute, and ends at 127 °C.',
};

const CHANNEL = {
  name: 'ntfy',
  kind: 'ntfy',
  target: 'ntfy.sh',
  drops_repeats: false,
  last_result: { at: '2026-11-20T12:16:13Z', result: 'sent', why: null },
};

/** One example of a response with 200. */
const only = (summary: string, value: object): ExamplesByStatus => ({ 200: { example: { summary, value } } });

/** Example responses about alerts. */
export const ALERT_SUCCESSES: readonly (readonly [operationId: string, ExamplesByStatus])[] = [
  [
    'listAlerts',
    {
      200: {
        firing: {
          summary: 'One fires',
          value: { alerts: [FIRING], next_cursor: null, summary: `One alert is open. ${LOW_WATER}` },
        },
        none: {
          summary: 'All is well',
          value: { alerts: [], next_cursor: null, summary: 'No alert is open.' },
        },
      },
    },
  ],
  ['getAlert', only('Sent at the second attempt', { ...FIRING, deliveries: [DELIVERY] })],
  [
    'acknowledgeAlert',
    only('It is acknowledged', {
      status: 'acknowledged',
      alert: ACKNOWLEDGED,
      summary: 'Acknowledged: “Low water” about Kitchen. No further channel is tried.',
    }),
  ],
  ['listAlertRules', only('One of many', { rules: [RULE], maximum: 200 })],
  ['makeAlertRule', only('It works', RULE)],
  ['changeAlertRule', only('Switched off', { ...RULE, enabled: false })],
  [
    'deleteAlertRule',
    only('It is deleted', {
      rule_id: RULE_ID,
      summary: 'The rule “Grill too hot” was deleted; its open alerts have ended.',
    }),
  ],
  [
    'listAlertChannels',
    only('One channel', { channels: [CHANNEL], problems: [], summary: 'One channel is set up: ntfy.' }),
  ],
  [
    'testAlertChannel',
    {
      200: {
        sent: {
          summary: 'The channel took it',
          value: {
            channel: 'ntfy',
            status: 'sent',
            why: null,
            summary: 'ntfy took the test message. See whether it arrived.',
          },
        },
        failed: {
          summary: 'It did not',
          value: {
            channel: 'ntfy',
            status: 'failed',
            why: 'ntfy.sh responded with status 403.',
            summary: 'ntfy did not take the test message. ntfy.sh responded with status 403.',
          },
        },
      },
    },
  ],
  ['listAlertDeliveries', only('Sent at the second attempt', { deliveries: [DELIVERY] })],
];
