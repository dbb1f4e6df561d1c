import type { ListedCookDto } from '../../../../src/history/dto/cooks.dto.js';
import { linkTo } from '../../state/route.js';
import { t } from '../../text/t.js';
import { foodOutcome } from './timeline.js';
import { settingInWords, startInWords } from './words.js';

/** One cook of the list, as a link to all that is kept of it. */
export function ListedCook({ cook }: { readonly cook: ListedCookDto }) {
  const outcome = foodOutcome(cook);
  return (
    <li>
      <a class="history-cook" href={linkTo('history', cook.cook_id)}>
        <span class="history-name">{cook.food_type ?? t('history.unnamed')}</span>
        <span class={`history-outcome history-${outcome}`}>{t(`history.${outcome}`)}</span>
        <span class="history-quiet">{settingInWords(cook.target_temp_celsius, cook.time_minutes)}</span>
        <time class="history-quiet" dateTime={cook.started_at}>
          {startInWords(cook.started_at)}
        </time>
      </a>
    </li>
  );
}
