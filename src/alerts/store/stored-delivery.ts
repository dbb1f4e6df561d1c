import { asFlag, asNumber, asText, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import type { AlertDeliveryRow } from '../../storage/tables.js';
import type { AlertMessage } from '../channels/alert-channel.js';
import { NOTICES } from '../lifecycle/alert.js';
import { ATTEMPT_RESULTS, DELIVERY_STATES, type Attempt, type Delivery } from '../outbox/delivery.js';
import { SEVERITIES } from '../rules/alert-rule.js';
import { asQuietHours } from './stored-rule.js';

/** The version in which deliveries are stored. */
const VERSION = 1;

/** The row of a delivery. */
export const toDeliveryRow = (delivery: Delivery): AlertDeliveryRow => {
  const { id, alertId, channel, state, createdAt, notBefore, ...content } = delivery;
  return withChecksum({
    delivery_id: id,
    alert_id: alertId,
    channel,
    state,
    created_at: Math.round(createdAt),
    not_before: Math.round(notBefore),
    content: JSON.stringify({ version: VERSION, ...content }),
  });
};

/** Parses it. @throws StorageUnavailableError when it was changed, JsonFormError */
export function readDelivery(raw: unknown): Delivery {
  const row = verifyChecksum(readRow('alert_deliveries', raw, asDeliveryRow));
  const content = JsonReader.parse(row.content, 'delivery');
  content.field('version').matching(isVersion, `${VERSION}`);
  return {
    id: row.delivery_id,
    alertId: row.alert_id,
    alsoAlertIds: content.field('alsoAlertIds').list(asText),
    channel: row.channel,
    next: content.field('next').list(asText),
    message: asMessage(content.field('message')),
    state: JsonReader.of(row.state, 'state').oneOf(DELIVERY_STATES),
    createdAt: row.created_at,
    notBefore: row.not_before,
    quietHours: content.field('quietHours').orNull(asQuietHours),
    attempts: content.field('attempts').list(asAttempt),
    triedFor: content.field('triedFor').number(),
    maybeTwice: content.field('maybeTwice').flag(),
  };
}

const isVersion = (value: unknown): value is typeof VERSION => value === VERSION;

const asMessage: ReadJson<AlertMessage> = (message) => {
  const url = message.field('url').optional(asText);
  return {
    key: message.field('key').text(),
    alertId: message.field('alertId').orNull(asText),
    ruleId: message.field('ruleId').orNull(asText),
    notice: message.field('notice').oneOf(NOTICES),
    severity: message.field('severity').oneOf(SEVERITIES),
    title: message.field('title').text(),
    text: message.field('text').text(),
    thing: message.field('thing').orNull((thing) => ({
      id: thing.field('id').text(),
      name: thing.field('name').text(),
    })),
    at: message.field('at').number(),
    ...(url === undefined ? {} : { url }),
  };
};

const asAttempt: ReadJson<Attempt> = (attempt) => ({
  at: attempt.field('at').number(),
  endedAt: attempt.field('endedAt').orNull(asNumber),
  result: attempt.field('result').oneOf(ATTEMPT_RESULTS),
  why: attempt.field('why').orNull(asText),
  retryAt: attempt.field('retryAt').orNull(asNumber),
  ...(attempt.field('partly').optional(asFlag) === true ? { partly: true } : {}),
});

const asDeliveryRow: ReadJson<AlertDeliveryRow> = (row) => ({
  delivery_id: row.field('delivery_id').text(),
  alert_id: row.field('alert_id').orNull(asText),
  channel: row.field('channel').text(),
  state: row.field('state').text(),
  created_at: row.field('created_at').number(),
  not_before: row.field('not_before').number(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});
