import { useEffect, useState } from 'preact/hooks';
import type { CookDto } from '../../../../src/history/dto/cook.dto.js';
import { ApiError } from '../../api/api-error.js';
import { getJson } from '../../api/client.js';
import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { Notice } from '../../components/notice.js';
import { Curve } from '../../curve/curve.js';
import type { CurveData } from '../../curve/curve-data.js';
import { loadCurve } from '../../curve/load-curve.js';
import { linkTo } from '../../state/route.js';
import { t } from '../../text/t.js';
import { growthRange } from '../../units/growth-range.js';
import { CookFacts } from './cook-facts.js';
import { CookTimeline } from './cook-timeline.js';
import { settingInWords, startInWords } from './words.js';

/** What was read of a cook. */
type Found = CookDto | 'gone' | 'failed' | undefined;

/** Everything that is kept of one cook: its food, its course, what happened. */
export function CookPage({ cookId }: { readonly cookId: string }) {
  const [found, setFound] = useState<Found>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const control = new AbortController();
    void readCook(cookId, control.signal).then((cook) => control.signal.aborted || setFound(cook));
    return () => control.abort();
  }, [cookId, attempt]);
  return (
    <>
      <p class="history-back">
        <a href={linkTo('history')}>← {t('history.back')}</a>
      </p>
      {found === undefined && <p class="loading">{t('history.loading')}</p>}
      {found === 'gone' && <Gone />}
      {found === 'failed' && (
        <Notice severity="warning">
          {t('history.failed')} <Button onClick={() => setAttempt(attempt + 1)}>{t('frame.tryAgain')}</Button>
        </Notice>
      )}
      {typeof found === 'object' && <WholeCook cook={found} />}
    </>
  );
}

const Gone = () => (
  <>
    <h1>{t('history.heading')}</h1>
    <p>{t('history.gone')}</p>
  </>
);

async function readCook(cookId: string, signal: AbortSignal): Promise<Found> {
  try {
    return await getJson<CookDto>(`/cooks/${encodeURIComponent(cookId)}`, { signal });
  } catch (error) {
    return error instanceof ApiError && error.status === 404 ? 'gone' : 'failed';
  }
}

function WholeCook({ cook }: { readonly cook: CookDto }) {
  return (
    <>
      <header class="history-head">
        <h1>{cook.food_type ?? t('history.unnamed')}</h1>
        <p class="history-quiet">
          {settingInWords(cook.target_temp_celsius, cook.time_minutes)} · {startInWords(cook.started_at)}
        </p>
      </header>
      {cook.must_be_discarded && cook.discarded_at === null && <ThrowAway />}
      <p lang="en">{cook.summary}</p>
      <CookCurve cook={cook} />
      <div class="history-parts">
        <CookFacts cook={cook} />
        <CookTimeline cook={cook} />
      </div>
      <p class="history-actions">
        <a class="button" href={`/cooks/${encodeURIComponent(cook.cook_id)}/readings?format=csv`} download>
          {t('history.csv')}
        </a>
        <Button onClick={() => print()}>{t('history.print')}</Button>
      </p>
    </>
  );
}

const ThrowAway = () => (
  <div class="history-throw-away" role="alert">
    <p class="history-throw-away-title">{t('history.throwAway')}</p>
    <p>{t('history.throwAwayWhy', growthRange())}</p>
  </div>
);

function CookCurve({ cook }: { readonly cook: CookDto }) {
  const [curve, setCurve] = useState<CurveData>();
  const [failed, setFailed] = useState(false);
  const isRunning = cook.state === 'running';
  useEffect(() => {
    const control = new AbortController();
    loadCurve(cook.cook_id, isRunning, { signal: control.signal }).then(setCurve, () =>
      setFailed(!control.signal.aborted),
    );
    return () => control.abort();
  }, [cook.cook_id, isRunning]);
  return (
    <Card heading={t('curve.heading')}>
      {curve !== undefined && <Curve curve={curve} />}
      {curve === undefined && <p class="loading">{failed ? t('curve.failed') : t('curve.loading')}</p>}
    </Card>
  );
}
