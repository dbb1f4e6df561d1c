import { Age } from '../../components/age.js';
import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { agedAt } from '../../state/age.js';
import { canReachServer } from '../../state/connection.js';
import { chooseCooker, cooker, cookers, type SeenCooker } from '../../state/cookers.js';
import { t } from '../../text/t.js';
import { summaryOf } from './now-state.js';
import { summaryInWords } from './words.js';

/** What the cookers that are not shown do, in a line each. */
export function OtherCookers() {
  const shown = cooker.value?.status.device_id;
  const others = [...cookers.value.values()].filter(({ status }) => status.device_id !== shown);
  return (
    <Card heading={t('now.others')}>
      <ul class="now-others">
        {others.map((seen) => (
          <Other key={seen.status.device_id} seen={seen} />
        ))}
      </ul>
    </Card>
  );
}

function Other({ seen }: { readonly seen: SeenCooker }) {
  const { status } = seen;
  const summary = summaryOf(status, canReachServer.value, agedAt(seen));
  return (
    <li>
      <span>
        <b>{status.device_name}</b> {summaryInWords(summary, status.target_temp_celsius)}{' '}
        {summary.state !== 'never' && <Age of={seen} />}
      </span>
      <Button kind="quiet" onClick={() => chooseCooker(status.device_id)}>
        {t('now.show', { name: status.device_name })}
      </Button>
    </li>
  );
}
