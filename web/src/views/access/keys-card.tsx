import type { OwnerKeyDto } from '../../../../src/owner/api/dto/owner-key.dto.js';
import { cookers } from '../../state/cookers.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { ConfirmedButton } from '../../components/confirmed-button.js';
import { NewKeyForm } from './new-key-form.js';
import { pathOf } from '../../api/resource.js';
import { ResourceCard } from '../../components/resource-card.js';
import { armings, keys } from './resources.js';
import { scopeInWords } from './scope-words.js';

/** The API keys. */
export function KeysCard() {
  return (
    <ResourceCard heading={t('access.keys')} hint={t('access.keysHint')} of={keys}>
      {({ keys: all, changeable }) => (
        <>
          <ul class="items">
            {all.map((key, index) => (
              <Key key={`${key.name} ${index}`} of={key} isChangeable={changeable} />
            ))}
          </ul>
          {changeable ? <NewKeyForm taken={all.map(({ name }) => name)} /> : <AtTheMachine />}
        </>
      )}
    </ResourceCard>
  );
}

const AtTheMachine = () => (
  <p class="hint">
    {t('access.keysAtMachine')} <code>sudo coddle keys add phone</code>,{' '}
    <code>sudo coddle keys revoke phone</code>
  </p>
);

function Key({ of: key, isChangeable }: { of: OwnerKeyDto; isChangeable: boolean }) {
  const { name, scopes, devices, ask, revocable } = key;
  return (
    <li>
      <p>
        <strong>{revocable ? name : t('access.settingsKey')}</strong>
      </p>
      <p>{t('access.may', { scopes: scopes.map(scopeInWords).join(' · ') })}</p>
      {devices !== null && <p>{t('access.onlyOn', { cookers: devices.map(nameOf).join(', ') })}.</p>}
      {scopes.includes('cook:start') && <p>{t(ask ? 'access.asks' : 'access.startsAtOnce')}.</p>}
      <p class="hint">{datesOf(key)}.</p>
      {revocable && isChangeable && (
        <ConfirmedButton
          label={t('access.revoke')}
          name={t('access.revokeNamed', { name })}
          question={t('access.revokeQuestion', { name })}
          meaning={t('access.revokeMeaning')}
          confirm={t('access.revoke')}
          onConfirm={() => revoke(name)}
        />
      )}
    </li>
  );
}

/** The name of a cooker where it is known, otherwise its id. */
const nameOf = (id: string): string => cookers.value.get(id)?.status.device_name ?? id;

function datesOf({ added_at: added, expires_at: end, last_used_at: used }: OwnerKeyDto): string {
  const parts = [
    added !== null && t('access.added', { date: dateAndTime(added) }),
    end !== null && t('access.ends', { date: dateAndTime(end) }),
    used === null ? t('access.keyUnused') : t('access.keyUsed', { date: dateAndTime(used) }),
  ];
  const text = parts.filter((part) => part !== false).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function revoke(name: string): void {
  const change = { method: 'DELETE', path: pathOf(name) } as const;
  void keys.change(change, () => t('access.revoked', { name }), armings);
}
