import type { ApprovalDto } from '../../../src/cooking/dto/approval.dto.js';
import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';

/** What a notification is about. */
export type NewsKind = 'timer_ended' | 'throw_away' | 'silent' | 'approval';

/** Something that a person wants to know of when not looking at the page. */
export interface News {
  readonly kind: NewsKind;
  /** Names what it is about, so that all tabs show one notification, and a newer one replaces it. */
  readonly tag: string;
  readonly cooker: string;
  /** The view that it leads to. */
  readonly view: 'now' | 'approvals' | 'access';
}

/** The part of a status that news are about. */
type Seen = Pick<
  StatusDto,
  'device_id' | 'device_name' | 'timer' | 'is_running' | 'device_online' | 'cook' | 'safety' | 'warnings'
>;

/** What has happened at a cooker between two reports. Before the first report nothing has. */
export function newsBetween(before: Seen | undefined, after: Seen): readonly News[] {
  if (before === undefined) return [];
  const kinds: NewsKind[] = [];
  if (before.timer === 'running' && after.timer === 'completed') kinds.push('timer_ended');
  if (!mustBeThrownAway(before) && mustBeThrownAway(after)) kinds.push('throw_away');
  if (before.device_online && !after.device_online && before.is_running) kinds.push('silent');
  return kinds.map((kind) => ({
    kind,
    tag: `coddle.${kind}.${after.device_id}`,
    cooker: after.device_name,
    view: kind === 'throw_away' ? 'access' : 'now',
  }));
}

/** Whether a status says that food must be thrown away. */
const mustBeThrownAway = ({ safety, warnings }: Seen): boolean =>
  safety?.error === 'COOK_INTERRUPTED' ||
  [...warnings, ...(safety?.warnings ?? [])].some((warning) => warning.startsWith('Throw the food away'));

/** That an approval waits, where it was not known before. */
export const newsOfApproval = (
  { approval_id: id, status, plan }: Pick<ApprovalDto, 'approval_id' | 'status' | 'plan'>,
  known: ReadonlySet<string>,
): readonly News[] =>
  status === 'pending' && !known.has(id)
    ? [{ kind: 'approval', tag: `coddle.approval.${id}`, cooker: plan.device_name, view: 'approvals' }]
    : [];
