import type { ComponentChildren } from 'preact';
import { acknowledge } from '../api/alerts.js';
import type { SeenAlert } from '../state/alerts.js';
import { dateAndTime } from '../text/dates.js';
import { ruleName } from '../text/rule-name.js';
import { t } from '../text/t.js';
import { AlertValue } from './alert-value.js';
import { Button } from './button.js';
import { Notice } from './notice.js';
import { obstacle } from './obstacle.js';

const NOTICES = { critical: 'danger', warning: 'warning', info: 'info' } as const;

/** What shows an alert. */
export interface AlertItemProps {
  readonly of: SeenAlert;
  /** Whether a screen reader reads it out when it appears. */
  readonly live?: boolean;
  /** Whether it is shown in a line of its own, without what it says in detail. */
  readonly isBrief?: boolean;
  readonly children?: ComponentChildren;
}

/** An alert: how serious it is, about which thing, the last value with its age, since when, and who has acknowledged it. */
export function AlertItem({ of: seen, live = false, isBrief = false, children }: AlertItemProps) {
  const { severity, state, thing, summary } = seen.alert;
  const name = ruleName(seen.alert.rule_name);
  const isFiring = state === 'firing';
  return (
    <Notice severity={NOTICES[severity]}>
      <div class={isBrief ? 'alert alert-brief' : 'alert'}>
        <p class="alert-name" role={live ? 'alert' : undefined}>
          {t(`alert.${severity}`)}: <bdi>{name}</bdi> · <bdi>{thing.name}</bdi>
        </p>
        {!isBrief && <p lang="en">{summary}</p>}
        <p class="alert-facts">
          {!isBrief && hasValue(seen) && (
            <>
              <AlertValue of={seen} /> ·{' '}
            </>
          )}
          <span>{historyInWords(seen)}</span>
        </p>
        {isFiring && (
          <Button
            kind={severity === 'info' ? 'plain' : 'primary'}
            reason={obstacle()}
            aria-label={t('alert.acknowledgeNamed', { name, thing: thing.name })}
            onClick={() => void acknowledge(seen.alert)}
          >
            {t('alert.acknowledge')}
          </Button>
        )}
        {children}
      </div>
    </Notice>
  );
}

const hasValue = ({ alert, ageSeconds }: SeenAlert): boolean => alert.value !== null || ageSeconds !== null;

/** Since when it fires, and who has acknowledged it when. */
function historyInWords({ alert }: SeenAlert): string {
  const { fired_at: fired, pending_since: began, acknowledged_at: at, acknowledged_by: who } = alert;
  const since = t('alert.since', { when: dateAndTime(fired ?? began) });
  return at === null
    ? since
    : `${since} · ${t('alert.acknowledgedBy', { when: dateAndTime(at), who: who ?? '' })}`;
}
