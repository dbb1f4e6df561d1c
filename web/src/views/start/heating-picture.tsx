import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { HeatingCurveDto } from '../../../../src/cooking/dto/heating-curve.dto.js';
import { duration } from '../../text/duration.js';
import { t } from '../../text/t.js';
import { temperature, unit } from '../../units/unit.js';
import { valueAt } from './curve-values.js';
import { CurveTable } from './curve-table.js';
import { organismName } from './organism-names.js';
import { Areas, Legend, Lines, Moments } from './picture-parts.js';
import type { PicturedPlan } from './pictured-plan.js';
import { pictureOf } from './picture.js';

/** The width of a picture that is not laid out yet, in pixels. */
const USUAL_WIDTH = 640;

/** The core and the inactivation of the pathogens over time, as a picture, in words and as a table. */
export function HeatingPicture({ curve, hold }: PicturedPlan) {
  const figure = useRef<HTMLElement>(null);
  const width = useWidthOf(figure);
  const id = useId();
  const picture = pictureOf(curve, { hold, width, unit: unit.value });
  return (
    <figure ref={figure} class="heating">
      <svg
        role="img"
        aria-labelledby={id}
        width={picture.width}
        height={picture.height}
        viewBox={`0 0 ${picture.width} ${picture.height}`}
      >
        <Areas picture={picture} />
        <Lines picture={picture} />
        <Moments picture={picture} curve={curve} hold={hold} />
      </svg>
      <Legend curve={curve} />
      <figcaption id={id}>{inWords(curve, hold)}</figcaption>
      <CurveTable curve={curve} hold={hold} />
    </figure>
  );
}

function useWidthOf(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(USUAL_WIDTH);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.round(entry!.contentRect.width) || USUAL_WIDTH),
    );
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** What the picture shows, for those who do not see it and for everybody else. */
function inWords(curve: HeatingCurveDto, hold: number): string {
  const at = (values: readonly number[]) => valueAt(curve.minutes, values, hold);
  const temperatures = {
    core: temperature(at(curve.core_celsius)),
    water: temperature(at(curve.water_celsius)),
  };
  const reductions = curve.log_reductions.map(({ organism, required, values }) => {
    const predicted = Math.floor(at(values) * 10) / 10;
    return t('start.pictureReduction', { organism: organismName(organism), predicted, required });
  });
  return [
    t('start.pictureAtEnd', { time: duration(hold), ...temperatures }),
    ...reductions,
    safety(curve),
  ].join(' ');
}

function safety({ safe_at_minutes: safeAt, log_reductions: reductions }: HeatingCurveDto): string {
  if (safeAt !== null) return t('start.pictureSafe', { time: duration(safeAt) });
  return reductions.length === 0 ? '' : t('start.pictureNeverSafe');
}
