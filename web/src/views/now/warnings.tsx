import { Notice } from '../../components/notice.js';
import { agedAt, isOld } from '../../state/age.js';
import { canReachServer } from '../../state/connection.js';
import type { SeenCooker } from '../../state/cookers.js';
import { linkTo } from '../../state/route.js';
import { t } from '../../text/t.js';
import { mustBeThrownAway, summaryOf, warningsOf } from './now-state.js';
import { growthRange } from '../../units/growth-range.js';
import { faultInWords } from './words.js';

/** What a person must know first, the most serious in front. */
export function Warnings({ seen }: { readonly seen: SeenCooker }) {
  const { status } = seen;
  const { state } = summaryOf(status, canReachServer.value, agedAt(seen));
  return (
    <div class="now-warnings">
      {mustBeThrownAway(status) && <ThrowAway />}
      {status.fault !== null && (
        <Notice severity="danger" live>
          {faultInWords(status.fault)}
        </Notice>
      )}
      {!status.device_online && state !== 'never' && (
        <Notice severity="warning" live>
          {t('now.offline')}
        </Notice>
      )}
      {isOld(seen) &&
        status.device_online &&
        canReachServer.value &&
        state !== 'never' &&
        state !== 'idle' && <Notice severity="warning">{t('now.stale')}</Notice>}
      <Spoken warnings={warningsOf(status)} isGrave={status.safety?.allowed === false} />
    </div>
  );
}

interface SpokenProps {
  readonly warnings: readonly string[];
  readonly isGrave: boolean;
}

/** The warnings in the words of the API. */
function Spoken({ warnings, isGrave }: SpokenProps) {
  if (warnings.length === 0) return null;
  return (
    <Notice severity={isGrave ? 'danger' : 'warning'} lang="en">
      <ul class="now-spoken">
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Notice>
  );
}

const ThrowAway = () => (
  <div class="now-throw-away" role="alert">
    <p class="now-throw-away-title">{t('now.throwAway')}</p>
    <p>{t('now.throwAwayWhy', growthRange())}</p>
    <p>
      <a href={linkTo('access')}>{t('now.thrownAway')}</a>
    </p>
  </div>
);
