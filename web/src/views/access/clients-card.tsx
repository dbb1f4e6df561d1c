import { useId } from 'preact/hooks';
import type { OwnerClientDto } from '../../../../src/owner/api/dto/owner-client.dto.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { ConfirmedButton } from '../../components/confirmed-button.js';
import { obstacle } from '../../components/obstacle.js';
import { pathOf } from '../../api/resource.js';
import { ResourceCard } from '../../components/resource-card.js';
import { armings, clients } from './resources.js';
import { scopeInWords } from './scope-words.js';

const POLICIES = {
  ask: 'access.policyAsk',
  trusted: 'access.policyTrusted',
  never: 'access.policyNever',
} as const;

/** The apps that the owner let in. */
export function ClientsCard() {
  return (
    <ResourceCard heading={t('access.clients')} hint={t('access.clientsHint')} of={clients}>
      {({ clients: all }) =>
        all.length === 0 ? (
          <p>{t('access.noClients')}</p>
        ) : (
          <ul class="items">
            {all.map((client) => (
              <Client key={client.id} of={client} />
            ))}
          </ul>
        )
      }
    </ResourceCard>
  );
}

function Client({ of: client }: { of: OwnerClientDto }) {
  const { id, name, host, scopes, connected_at: connected, last_used_at: used } = client;
  return (
    <li>
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        {t('access.fromHost', { host })}
      </p>
      <p>{t('access.may', { scopes: scopes.map(scopeInWords).join(' · ') })}</p>
      {scopes.includes('cook:start') && <Policy of={client} />}
      <p class="hint">
        {t('access.connected', { date: dateAndTime(connected) })},{' '}
        {used === null ? t('access.clientUnused') : t('access.keyUsed', { date: dateAndTime(used) })}.
      </p>
      <ConfirmedButton
        label={t('access.disconnect')}
        name={t('access.disconnectNamed', { name })}
        question={t('access.disconnectQuestion', { name })}
        meaning={t('access.disconnectMeaning')}
        confirm={t('access.disconnect')}
        onConfirm={() => disconnect(id, name)}
      />
    </li>
  );
}

function Policy({ of: { id, name, start_policy: policy } }: { of: OwnerClientDto }) {
  const links = useId();
  return (
    <div class="field">
      <label for={links}>{t('access.policy', { name })}</label>
      <select
        id={links}
        value={policy}
        disabled={obstacle() !== undefined}
        onChange={({ currentTarget }) => {
          const change = {
            method: 'PATCH',
            path: pathOf(id),
            body: { start_policy: currentTarget.value },
          } as const;
          void clients.change(change, () => t('access.policyChanged', { name }));
        }}
      >
        {Object.entries(POLICIES).map(([value, key]) => (
          <option key={value} value={value}>
            {t(key)}
          </option>
        ))}
      </select>
    </div>
  );
}

function disconnect(id: string, name: string): void {
  const change = { method: 'DELETE', path: pathOf(id) } as const;
  void clients.change(change, () => t('access.disconnected', { name }), armings);
}
