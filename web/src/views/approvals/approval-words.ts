import type { SeenApproval } from '../../state/approval-list.js';
import { duration } from '../../text/duration.js';
import { t } from '../../text/t.js';
import { temperature } from '../../units/unit.js';

/** A plan in one line, such as "chicken breast at 65.0 °C for 90 min". */
export const planInWords = ({ plan }: Pick<SeenApproval, 'plan'>): string =>
  t('approvals.plan', {
    food: plan.food_type ?? t('approvals.unnamedFood'),
    temperature: temperature(plan.temperature_celsius),
    time: duration(plan.time_minutes),
  });

/** What became of an approval that waits no longer, in a word or two. */
export const outcomeInWords = ({ status, isGone }: SeenApproval): string =>
  t(isGone === true || status === 'pending' ? 'approvals.gone' : `approvals.${status}`);

/** Who has decided; an arming carries an id. */
export function deciderInWords(decidedBy: string): string {
  if (decidedBy === 'owner') return t('approvals.byYou');
  return decidedBy === 'cli' ? t('approvals.byCli') : t('approvals.byArming');
}
