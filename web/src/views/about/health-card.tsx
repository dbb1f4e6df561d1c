import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { Notice } from '../../components/notice.js';
import { connection } from '../../state/connection.js';
import { session } from '../../state/session.js';
import { t } from '../../text/t.js';
import { health, isUnreadable, PARTS, readHealth, type Indicator } from './health.js';

/** The versions of the server, its journal, and what works. */
export function HealthCard() {
  useEffect(() => void readHealth(), [connection.value === 'offline']);
  const { value } = health;
  return (
    <Card heading={t('about.server')}>
      {isUnreadable.value && (
        <Notice severity="warning" live>
          {t('about.checkFailed')}
        </Notice>
      )}
      <dl class="about-facts">
        <Fact name={t('about.version')}>{session.value?.version || '–'}</Fact>
        <Fact name={t('about.rules')}>{value?.safety?.rules_version ?? '–'}</Fact>
        <Journal of={value?.storage} />
        {PARTS.map((part) => (
          <Fact key={part} name={t(`about.${part}`)}>
            <State of={value?.[part]} />
          </Fact>
        ))}
        <Fact name={t('about.stream')}>{t(`about.${connection.value}`)}</Fact>
      </dl>
      <div>
        <Button onClick={() => void readHealth()}>{t('about.checkAgain')}</Button>
      </div>
    </Card>
  );
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Journal({ of }: { of: Indicator | undefined }) {
  if (of?.journal_entries === undefined) return <Fact name={t('about.journal')}>–</Fact>;
  return (
    <>
      <Fact name={t('about.journal')}>{t('about.journalEntries', { count: of.journal_entries })}</Fact>
      {of.journal_entries > 0 && (
        <Fact name={t('about.journalHash')}>
          <code>{of.journal_hash}</code>
          <p class="hint">{t('about.journalHint')}</p>
        </Fact>
      )}
    </>
  );
}

function State({ of }: { of: Indicator | undefined }) {
  if (of === undefined) return isUnreadable.value ? <>–</> : <>{t('about.checking')}</>;
  const reason = of.reason ?? of.message;
  return (
    <>
      <span class={of.status === 'up' ? 'about-up' : 'about-down'}>
        {t(of.status === 'up' ? 'about.up' : 'about.down')}
      </span>
      {reason !== undefined && (
        <p class="hint" lang="en">
          {reason}
        </p>
      )}
    </>
  );
}
