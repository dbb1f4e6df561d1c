import type { ComponentChildren } from 'preact';
import type { VerdictDto } from '../../../../src/cooking/dto/verdict.dto.js';
import { Notice } from '../../components/notice.js';
import { Temperature } from '../../components/temperature.js';
import type { SeenApproval } from '../../state/approval-list.js';
import { duration } from '../../text/duration.js';
import { t } from '../../text/t.js';

/** The exact plan, as the server understood it. */
export function PlanFacts({ approval: { plan, safety } }: { approval: SeenApproval }) {
  const { thickness_mm: thickness, shape } = plan;
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    [t('approvals.food'), <bdi>{plan.food_type ?? t('approvals.unnamedFood')}</bdi>],
    [t('approvals.temperature'), <Temperature celsius={plan.temperature_celsius} />],
    [t('approvals.time'), duration(plan.time_minutes)],
    [
      t('approvals.thickness'),
      thickness === undefined
        ? t('approvals.assumed', { millimetres: safety.thickness_mm })
        : t('approvals.millimetres', { millimetres: thickness }),
    ],
    [t('approvals.shape'), shape === undefined ? t('approvals.usualShape') : t(`start.${shape}`)],
    [t('approvals.startState'), t(`start.${plan.start_state}`)],
    [t('approvals.vulnerable'), t(plan.vulnerable_consumers ? 'approvals.yes' : 'approvals.no')],
    [t('approvals.cooker'), <bdi>{plan.device_name}</bdi>],
  ];
  return (
    <dl class="plan-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The verdict on the plan, with every warning. */
export function VerdictFacts({ verdict }: { verdict: VerdictDto }) {
  const { verdict: outcome, minimum_minutes: minimum, warnings, assumptions } = verdict;
  return (
    <>
      <Notice severity={outcome === 'unpasteurized_allowed' ? 'warning' : 'success'}>
        <p>
          <strong>{t(`start.${outcome}`)}</strong>
          {minimum !== null && ` (${t('approvals.safeAfter', { time: duration(minimum) })})`}
        </p>
      </Notice>
      {warnings.map((warning) => (
        <Notice key={warning} severity="warning" lang="en">
          {warning}
        </Notice>
      ))}
      <details>
        <summary>{t('approvals.assumptions')}</summary>
        <ul lang="en">
          {assumptions.map((assumption) => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
