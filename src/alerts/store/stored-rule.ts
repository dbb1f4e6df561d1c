import { asNumber, asText, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import type { AlertRuleRow } from '../../storage/tables.js';
import { FLAG_FACTS, NUMBER_FACT_NAMES, THING_KINDS } from '../facts/observation.js';
import { SEVERITIES, type AlertRule, type Condition, type QuietHours } from '../rules/alert-rule.js';

/** The version in which rules are stored. */
const VERSION = 1;

/** The row of a rule. */
export const toRuleRow = ({ id, ...content }: AlertRule): AlertRuleRow =>
  withChecksum({ rule_id: id, content: JSON.stringify({ version: VERSION, ...content }) });

/** Parses it. @throws StorageUnavailableError when it was changed, JsonFormError */
export function readRule(raw: unknown): AlertRule {
  const row = verifyChecksum(readRow('alert_rules', raw, asRuleRow));
  const content = JsonReader.parse(row.content, 'rule');
  content.field('version').matching(isVersion, `${VERSION}`);
  return {
    id: row.rule_id,
    name: content.field('name').text(),
    enabled: content.field('enabled').flag(),
    isDefault: content.field('isDefault').flag(),
    isSafety: content.field('isSafety').flag(),
    condition: asCondition(content.field('condition')),
    kind: content.field('kind').oneOf(THING_KINDS),
    thingId: content.field('thingId').orNull(asText),
    forSeconds: content.field('forSeconds').number(),
    severity: content.field('severity').oneOf(SEVERITIES),
    quietHours: content.field('quietHours').orNull(asQuietHours),
    escalateAfterMinutes: content.field('escalateAfterMinutes').orNull(asNumber),
    channels: content.field('channels').orNull((names) => names.list(asText)),
    sendsResolved: content.field('sendsResolved').flag(),
  };
}

export const asQuietHours: ReadJson<QuietHours> = (hours) => ({
  from: hours.field('from').number(),
  to: hours.field('to').number(),
});

const isVersion = (value: unknown): value is typeof VERSION => value === VERSION;

const asCondition: ReadJson<Condition> = (condition) => {
  const [above, below] = [
    condition.field('above').optional(asNumber),
    condition.field('below').optional(asNumber),
  ];
  const field = condition.field('fact');
  if (above === undefined && below === undefined) return { fact: field.oneOf(FLAG_FACTS) };
  const [fact, clearBy] = [field.oneOf(NUMBER_FACT_NAMES), condition.field('clearBy').number()];
  return above === undefined ? { fact, below: below!, clearBy } : { fact, above, clearBy };
};

const asRuleRow: ReadJson<AlertRuleRow> = (row) => ({
  rule_id: row.field('rule_id').text(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});
