import { toUSVString } from 'node:util';
import { asNumber, asText, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import type { AlertRow } from '../../storage/tables.js';
import { FACT_NAMES, THING_KINDS, type Thing } from '../facts/observation.js';
import { ALERT_STATES, RESOLVED_BY, type Alert } from '../lifecycle/alert.js';
import { SEVERITIES } from '../rules/alert-rule.js';

/** The version in which alerts are stored. */
const VERSION = 1;

/** The row of an alert. */
export const toAlertRow = (alert: Alert): AlertRow => {
  const { id, ruleId, thing, state, pendingSince, resolvedAt, ...content } = alert;
  return withChecksum({
    alert_id: id,
    rule_id: ruleId,
    thing_id: storable(thing.id),
    state,
    began_at: Math.round(pendingSince),
    resolved_at: resolvedAt === null ? null : Math.round(resolvedAt),
    content: JSON.stringify({ version: VERSION, thing, ...content }),
  });
};

/** The id of a thing comes from outside, and SQLite stores not every text. The whole id lies in the content, as JSON. */
const storable = (id: string): string => toUSVString(id).replaceAll('\0', '');

/** Parses it. @throws StorageUnavailableError when it was changed, JsonFormError */
export function readAlert(raw: unknown): Alert {
  const row = verifyChecksum(readRow('alerts', raw, asAlertRow));
  const content = JsonReader.parse(row.content, 'alert');
  content.field('version').matching(isVersion, `${VERSION}`);
  return {
    id: row.alert_id,
    ruleId: row.rule_id,
    ruleName: content.field('ruleName').text(),
    fact: content.field('fact').oneOf(FACT_NAMES),
    isSafety: content.field('isSafety').flag(),
    severity: content.field('severity').oneOf(SEVERITIES),
    thing: asThing(content.field('thing')),
    state: JsonReader.of(row.state, 'state').oneOf(ALERT_STATES),
    pendingSince: row.began_at,
    heldFor: content.field('heldFor').number(),
    firedAt: content.field('firedAt').orNull(asNumber),
    acknowledgedAt: content.field('acknowledgedAt').orNull(asNumber),
    acknowledgedBy: content.field('acknowledgedBy').orNull(asText),
    resolvedAt: row.resolved_at,
    resolvedBy: content.field('resolvedBy').orNull((why) => why.oneOf(RESOLVED_BY)),
    value: content.field('value').orNull(asValue),
    valueAt: content.field('valueAt').orNull(asNumber),
    summary: content.field('summary').text(),
    escalations: content.field('escalations').number(),
  };
}

const isVersion = (value: unknown): value is typeof VERSION => value === VERSION;

const asValue: ReadJson<number | boolean> = (value) => value.matching(isValue, 'a number, true or false');
const isValue = (value: unknown): value is number | boolean =>
  typeof value === 'number' || typeof value === 'boolean';

const asThing: ReadJson<Thing> = (thing) => ({
  kind: thing.field('kind').oneOf(THING_KINDS),
  id: thing.field('id').text(),
  name: thing.field('name').text(),
  cookerId: thing.field('cookerId').orNull(asText),
});

const asAlertRow: ReadJson<AlertRow> = (row) => ({
  alert_id: row.field('alert_id').text(),
  rule_id: row.field('rule_id').text(),
  thing_id: row.field('thing_id').text(),
  state: row.field('state').text(),
  began_at: row.field('began_at').number(),
  resolved_at: row.field('resolved_at').orNull(asNumber),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});
