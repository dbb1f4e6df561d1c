import { asPlan } from '../safety/stored-plan.js';
import { asRecordedVerdict } from '../safety/stored-verdict.js';
import { asNumber, asText, JsonReader, type ReadJson } from '../shared/json-reader.js';
import type { ApprovalRow, ArmingRow } from '../storage/tables.js';
import { readRow, verifyChecksum, withChecksum } from '../storage/stored-rows.js';
import { APPROVAL_STATES, type Approval } from './approval.js';
import type { Arming } from './arming.js';

/** The version in which approvals and armings are stored. */
const VERSION = 1;

/** The row of an approval. */
export function toApprovalRow(approval: Approval): ApprovalRow {
  const { id, asker, cooker, digest, state, requestedAt, expiresAt, ...content } = approval;
  return withChecksum({
    approval_id: id,
    principal: asker.id,
    cooker_id: cooker.id,
    digest,
    state,
    requested_at: requestedAt,
    expires_at: expiresAt,
    content: JSON.stringify({
      version: VERSION,
      name: asker.name,
      host: asker.host,
      cookerName: cooker.name,
      ...content,
    }),
  });
}

/** Parses the row of an approval. @throws StorageUnavailableError when it was changed, JsonFormError */
export function readApproval(raw: unknown): Approval {
  const row = verifyChecksum(readRow('approvals', raw, asApprovalRow));
  const content = JsonReader.parse(row.content, 'approval');
  content.field('version').matching(isVersion, `${VERSION}`);
  const request = content.field('request');
  return {
    id: row.approval_id,
    asker: {
      id: row.principal,
      name: content.field('name').text(),
      host: content.field('host').orNull(asText),
    },
    cooker: { id: row.cooker_id, name: content.field('cookerName').text() },
    request: { requestId: request.field('requestId').orNull(asText), body: request.field('body').text() },
    others: content.field('others').list((other) => ({
      requestId: other.field('requestId').text(),
      body: other.field('body').text(),
    })),
    plan: asPlan(content.field('plan')),
    verdict: asRecordedVerdict(content.field('verdict')),
    digest: row.digest,
    planDigest: content.field('planDigest').text(),
    state: JsonReader.of(row.state, 'state').oneOf(APPROVAL_STATES),
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    decidedAt: content.field('decidedAt').orNull(asNumber),
    decidedBy: content.field('decidedBy').orNull(asText),
    cookId: content.field('cookId').orNull(asText),
    reason: content.field('reason').orNull(asText),
  };
}

/** The row of an arming. */
export const toArmingRow = ({ id, principal, cookerId, until, startsLeft, ...content }: Arming): ArmingRow =>
  withChecksum({
    arming_id: id,
    principal,
    cooker_id: cookerId,
    until,
    starts_left: startsLeft,
    content: JSON.stringify({ version: VERSION, ...content }),
  });

/** Parses the row of an arming. @throws StorageUnavailableError when it was changed, JsonFormError */
export function readArming(raw: unknown): Arming {
  const row = verifyChecksum(readRow('armings', raw, asArmingRow));
  const content = JsonReader.parse(row.content, 'arming');
  content.field('version').matching(isVersion, `${VERSION}`);
  return {
    id: row.arming_id,
    principal: row.principal,
    cookerId: row.cooker_id,
    cookerName: content.field('cookerName').text(),
    armedAt: content.field('armedAt').number(),
    until: row.until,
    startsLeft: row.starts_left,
  };
}

const isVersion = (value: unknown): value is typeof VERSION => value === VERSION;

const asApprovalRow: ReadJson<ApprovalRow> = (row) => ({
  approval_id: row.field('approval_id').text(),
  principal: row.field('principal').text(),
  cooker_id: row.field('cooker_id').text(),
  digest: row.field('digest').text(),
  state: row.field('state').text(),
  requested_at: row.field('requested_at').number(),
  expires_at: row.field('expires_at').number(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});

const asArmingRow: ReadJson<ArmingRow> = (row) => ({
  arming_id: row.field('arming_id').text(),
  principal: row.field('principal').text(),
  cooker_id: row.field('cooker_id').text(),
  until: row.field('until').number(),
  starts_left: row.field('starts_left').number(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});
