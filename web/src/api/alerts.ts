import { effect } from '@preact/signals';
import type { AcknowledgedAlertDto, AlertDto, AlertsDto } from '../../../src/alerts/dto/alert.dto.js';
import { openAlerts, seenAlerts } from '../state/alerts.js';
import { pageClock } from '../state/clock.js';
import { ruleName } from '../text/rule-name.js';
import { t } from '../text/t.js';
import { followList, oneAtATime } from './follow-list.js';
import { pathOf, Resource } from './resource.js';

/** The alerts that are not over, as the server lists them: the newest, as many as it lists at once. */
export const alertList = new Resource<AlertsDto>('/alerts', '?limit=100');

/** Follows the alerts: the stream says that one has changed, the list which are open. */
export function followAlerts(): void {
  effect(() => {
    const list = alertList.value.value;
    openAlerts.value = list && seenAlerts(list.alerts, pageClock.now());
  });
  followList(
    'alert',
    oneAtATime(() => alertList.read()),
  );
}

/** Acknowledges an alert: it is sent over no further channel. */
export async function acknowledge({ alert_id: id, rule_name: name }: AlertDto): Promise<void> {
  const change = { method: 'POST', path: `${pathOf(id)}/acknowledge` } as const;
  await alertList.change<AcknowledgedAlertDto>(change, ({ status }) =>
    t(status === 'already_resolved' ? 'alert.wasOver' : 'alert.acknowledged', { name: ruleName(name) }),
  );
}
