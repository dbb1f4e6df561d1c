import type { OwnerArmingDto } from '../../../../src/owner/api/dto/owner-arming.dto.js';
import { Button } from '../../components/button.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { ArmForm } from './arm-form.js';
import { askersIn } from './askers.js';
import { obstacle } from '../../components/obstacle.js';
import { pathOf } from '../../api/resource.js';
import { ResourceCard } from '../../components/resource-card.js';
import { armings, clients, keys } from './resources.js';

/** Who may start without asking, for a while. */
export function ArmingsCard() {
  const askers = askersIn(keys.value.value?.keys ?? [], clients.value.value?.clients ?? []);
  const nameOf = (principal: string): string => askers.find(({ id }) => id === principal)?.name ?? principal;
  return (
    <ResourceCard heading={t('access.armings')} hint={t('access.armingsHint')} of={armings}>
      {({ armings: all }) => (
        <>
          {all.length === 0 && <p>{t('access.noArmings')}</p>}
          <ul class="items">
            {all.map((arming) => (
              <Arming key={arming.id} of={arming} name={nameOf(arming.principal)} />
            ))}
          </ul>
          <ArmForm askers={askers} />
        </>
      )}
    </ResourceCard>
  );
}

function Arming({ of: arming, name }: { of: OwnerArmingDto; name: string }) {
  const { id, device_name: cooker, until, starts_left: count, suspended } = arming;
  return (
    <li>
      <p>
        <strong>
          <bdi>{t('access.armed', { name, cooker })}</bdi>
        </strong>
      </p>
      <p>{t('access.until', { date: dateAndTime(until), count })}.</p>
      {suspended && <p class="hint">{t('access.suspended')}</p>}
      <Button
        reason={obstacle()}
        aria-label={t('access.disarmNamed', { name })}
        onClick={() => disarm(id, name)}
      >
        {t('access.disarm')}
      </Button>
    </li>
  );
}

function disarm(id: string, name: string): void {
  const change = { method: 'DELETE', path: pathOf(id) } as const;
  void armings.change(change, () => t('access.disarmed', { name }));
}
