import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { Notice } from '../../components/notice.js';
import { Curve } from '../../curve/curve.js';
import type { CurveData } from '../../curve/curve-data.js';
import { loadCurve } from '../../curve/load-curve.js';
import { RunningCurve } from '../../curve/running-curve.js';
import { pageClock } from '../../state/clock.js';
import { canReachServer } from '../../state/connection.js';
import { cookers, type SeenCooker } from '../../state/cookers.js';
import { onLive } from '../../state/live-events.js';
import { t } from '../../text/t.js';

/** How often the forecast is renewed, in milliseconds. */
const RENEW_EVERY = 60_000;

/** What the live curve is of. */
export interface LiveCurveProps {
  readonly seen: SeenCooker;
  readonly cookId: string;
}

/** The course of the cook that is on: it grows with each reading, and its forecast is renewed. */
export function LiveCurve({ seen, cookId }: LiveCurveProps) {
  const running = useMemo(
    () => new RunningCurve(cookId, (signal) => loadCurve(cookId, true, { signal })),
    [cookId],
  );
  const canReach = canReachServer.value;
  useEffect(() => followReadings(running, seen.status.device_id), [running]);
  useEffect(() => (canReach ? keepRead(running) : undefined), [running, canReach]);
  useEffect(() => running.noteStatus(seen, pageClock.now()), [running, seen]);
  const shown = useSafeAt(running.shown.value, seen.status.safety?.pasteurized_at ?? null);
  const failed = running.failed.value;
  return (
    <Card heading={t('curve.heading')}>
      {shown !== undefined && <Curve curve={shown} />}
      {shown === undefined && !failed && (
        <p class="loading">{t(canReach ? 'curve.loading' : 'curve.notReached')}</p>
      )}
      {failed && (
        <Notice severity="warning">
          {t('curve.failed')} <Button onClick={() => running.reload()}>{t('frame.tryAgain')}</Button>
        </Notice>
      )}
    </Card>
  );
}

/** The curve with the moment of safety that the rest of the view names: the one that was read with it may be older. */
function useSafeAt(curve: CurveData | undefined, moment: string | null): CurveData | undefined {
  return useMemo(
    () => (curve === undefined || moment === null ? curve : { ...curve, safeAt: Date.parse(moment) }),
    [curve, moment],
  );
}

/** Adds the readings of the stream, and reads the curve anew where the stream had to begin anew. */
function followReadings(running: RunningCurve, deviceId: string): () => void {
  const coreNow = () => cookers.peek().get(deviceId)?.status.safety?.core_temp_celsius ?? null;
  const leave = [
    onLive('reading', (event) => running.noteReading(event, coreNow())),
    onLive('reset', () => running.reload()),
    onLive('cook', ({ cook_id }) => cook_id === running.cookId && running.reload()),
  ];
  return () => {
    for (const end of leave) end();
    running.close();
  };
}

/** Reads the curve now and every minute, while the page is looked at. */
function keepRead(running: RunningCurve): () => void {
  running.reload();
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') running.reload();
  }, RENEW_EVERY);
  return () => clearInterval(timer);
}
