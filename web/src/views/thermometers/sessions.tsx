import type { ProbeSessionDto } from '../../../../src/cooking/probes/dto/probe-session.dto.js';
import { Card } from '../../components/card.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { csvOf } from './readings-path.js';
import { SessionCard } from './session-card.js';
import { SessionForm } from './session-form.js';
import { nameOf, sessions } from './thermometers-state.js';

/** The food that is followed by a probe, the form that begins to follow some, and what was followed before. */
export function Sessions() {
  const all = sessions.value.value?.sessions ?? [];
  const running = all.filter(({ state }) => state === 'running');
  const over = all.filter(({ state }) => state === 'ended');
  return (
    <>
      {running.map((session) => (
        <SessionCard key={session.session_id} session={session} />
      ))}
      <Card heading={t('thermometers.sessions')}>
        {running.length === 0 && <p class="hint">{t('thermometers.noSessions')}</p>}
        <SessionForm />
        {over.length > 0 && (
          <details class="folded-form">
            <summary>{t('thermometers.over')}</summary>
            <ul class="items">
              {over.map((session) => (
                <Ended key={session.session_id} session={session} />
              ))}
            </ul>
          </details>
        )}
      </Card>
    </>
  );
}

function Ended({ session }: { readonly session: ProbeSessionDto }) {
  const { food, started_at: from, ended_at: to, probe_id: probe, summary } = session;
  const words = { from: dateAndTime(from), to: dateAndTime(to ?? from), name: nameOf(probe) };
  return (
    <li>
      <p>
        <strong>
          <bdi>{food}</bdi>
        </strong>{' '}
        <span class="hint">{t('thermometers.overAt', words)}</span>
      </p>
      <p lang="en">{summary}</p>
      <a href={csvOf(probe, from, to)} download>
        {t('thermometers.csv')}
      </a>
    </li>
  );
}
