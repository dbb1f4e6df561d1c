import { useState } from 'preact/hooks';
import type { AlertChannelDto, ChannelTestDto } from '../../../../src/alerts/dto/alert-channel.dto.js';
import { pathOf } from '../../api/resource.js';
import { sendJson } from '../../api/client.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { obstacle } from '../../components/obstacle.js';
import { ErrorReason, ResourceCard } from '../../components/resource-card.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { channels, readSent } from './alerts-state.js';
import { ThisBrowser } from './this-browser.js';

/** The channels that are set up, with what became of their last message, and a test for each. */
export const ChannelsCard = () => (
  <ResourceCard heading={t('alerts.channels')} hint={t('alerts.channelsIntro')} of={channels}>
    {({ channels: all }) => (
      <>
        {all.length === 0 && <p>{t('alerts.noChannels')}</p>}
        <ul class="items">
          {all.map((channel) => (
            <Channel key={channel.name} of={channel} />
          ))}
        </ul>
        <ThisBrowser />
      </>
    )}
  </ResourceCard>
);

function Channel({ of: { name, kind, target, last_result: last } }: { readonly of: AlertChannelDto }) {
  return (
    <li>
      <p>
        <strong>{name}</strong> {name !== kind && `(${kind})`} {t('alerts.toTarget', { target })}
      </p>
      {last === null ? (
        <p class="hint">{t('alerts.nothingYet')}</p>
      ) : (
        <p class={last.result === 'sent' ? 'hint' : 'problem'}>
          {t(`alerts.last_${last.result}`, { when: dateAndTime(last.at) })} <span lang="en">{last.why}</span>
        </p>
      )}
      <Test of={name} />
    </li>
  );
}

type Outcome = { readonly test: ChannelTestDto } | { readonly error: unknown } | 'sending';

/** Sends a message that says that it is a test, and shows what became of it. */
function Test({ of: name }: { readonly of: string }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const send = async (): Promise<void> => {
    setOutcome('sending');
    const path = `/alert-channels${pathOf(name)}/test`;
    const sent = sendJson<ChannelTestDto>('POST', path, {}).then((test) => ({ test }));
    setOutcome(await sent.catch((error: unknown) => ({ error })));
    readSent();
  };
  const reason = obstacle() ?? (outcome === 'sending' ? t('alerts.testing') : undefined);
  return (
    <>
      <Button reason={reason} aria-label={t('alerts.testNamed', { name })} onClick={() => void send()}>
        {t('alerts.test')}
      </Button>
      <div role="status">
        {outcome !== undefined && outcome !== 'sending' && <Tested name={name} of={outcome} />}
      </div>
    </>
  );
}

function Tested({ name, of: outcome }: { readonly name: string; readonly of: Exclude<Outcome, 'sending'> }) {
  if ('test' in outcome && outcome.test.status === 'sent')
    return <Notice severity="success">{t('alerts.tested', { name })}</Notice>;
  return (
    <Notice severity="danger">
      {t('alerts.testFailed', { name })}{' '}
      {'test' in outcome ? <span lang="en">{outcome.test.why}</span> : <ErrorReason error={outcome.error} />}
    </Notice>
  );
}
