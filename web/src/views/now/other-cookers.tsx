import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { canReachServer } from '../../state/connection.js';
import { chooseCooker, cooker, cookers } from '../../state/cookers.js';
import { t } from '../../text/t.js';
import { summaryOf } from './now-state.js';
import { stateInWords } from './words.js';

/** What the cookers that are not shown do, in a line each. */
export function OtherCookers() {
  const shown = cooker.value?.status.device_id;
  const others = [...cookers.value.values()].filter(({ status }) => status.device_id !== shown);
  return (
    <Card heading={t('now.others')}>
      <ul class="now-others">
        {others.map(({ status }) => (
          <li key={status.device_id}>
            <span>
              <b>{status.device_name}</b>{' '}
              {stateInWords(summaryOf(status, canReachServer.value), status.target_temp_celsius)}
            </span>
            <Button kind="quiet" onClick={() => chooseCooker(status.device_id)}>
              {t('now.show', { name: status.device_name })}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
