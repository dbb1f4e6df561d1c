import { useEffect, useState } from 'preact/hooks';
import type { AlertDto, AlertsDto } from '../../../../src/alerts/dto/alert.dto.js';
import { getJson } from '../../api/client.js';
import { Button } from '../../components/button.js';
import { obstacle } from '../../components/obstacle.js';
import { ResourceCard } from '../../components/resource-card.js';
import { dateAndTime } from '../../text/dates.js';
import { ruleName } from '../../text/rule-name.js';
import { t } from '../../text/t.js';
import { newest } from './alerts-state.js';
import { Messages } from './messages.js';

const REASONS = {
  condition: 'alerts.byCondition',
  thing_gone: 'alerts.byThing',
  rule_changed: 'alerts.byRule',
} as const;

/** The alerts that are over, newest first; older ones are read when they are wanted. */
export function PastCard() {
  const [older, setOlder] = useState<readonly AlertsDto[]>([]);
  const first = newest.value.value;
  // Where the first page ends elsewhere, the next one begins elsewhere.
  useEffect(() => setOlder([]), [first?.next_cursor]);
  const next = (older.at(-1) ?? first)?.next_cursor ?? null;
  const more = async (cursor: string): Promise<void> => {
    const path = `${newest.path}&cursor=${encodeURIComponent(cursor)}`;
    const page = await getJson<AlertsDto>(path).catch(
      (error: unknown) => void (newest.problem.value = error),
    );
    if (page !== undefined) setOlder([...older, page]);
  };
  return (
    <ResourceCard heading={t('alerts.past')} of={newest}>
      {(page) => {
        const over = [page, ...older].flatMap(({ alerts }) => alerts).filter(isOver);
        return (
          <>
            {over.length === 0 && next === null && <p>{t('alerts.nonePast')}</p>}
            <ul class="items">
              {over.map((alert) => (
                <Past key={alert.alert_id} of={alert} />
              ))}
            </ul>
            {next !== null && (
              <div>
                <Button reason={obstacle()} onClick={() => void more(next)}>
                  {t('alerts.older')}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </ResourceCard>
  );
}

const isOver = ({ state }: AlertDto): boolean => state === 'resolved';

function Past({ of: alert }: { readonly of: AlertDto }) {
  const { rule_name: name, thing, summary, fired_at: fired, pending_since: began } = alert;
  const { resolved_at: end, resolved_by: reason, acknowledged_at: at, acknowledged_by: who } = alert;
  return (
    <li>
      <p>
        <strong>
          <bdi>{ruleName(name)}</bdi>
        </strong>{' '}
        · <bdi>{thing.name}</bdi>
      </p>
      <p lang="en">{summary}</p>
      <p class="hint">
        {t('alerts.lasted', { from: dateAndTime(fired ?? began), to: dateAndTime(end ?? began) })}.{' '}
        {reason !== null && t(REASONS[reason])}{' '}
        {at !== null && `${t('alert.acknowledgedBy', { when: dateAndTime(at), who: who ?? '' })}.`}
      </p>
      <Messages of={alert} />
    </li>
  );
}
