import { useMemo, useState } from 'preact/hooks';
import type { CurveData } from './curve-data.js';
import { Plot } from './plot.js';
import { toColumns } from './to-columns.js';
import { plottedCook } from './plotted-cook.js';
import { CurveLegend } from './curve-legend.js';
import { CurveTable } from './curve-table-view.js';
import { curveInWords } from './curve-words.js';
import { language } from '../text/language.js';
import { t } from '../text/t.js';
import { fromCelsius } from '../units/temperature.js';
import { unit } from '../units/unit.js';

/** The water, the target and the core of a cook over time, as lines, in a sentence, and as a table. */
export function Curve({ curve }: { readonly curve: CurveData }) {
  const [cursor, setCursor] = useState<number | null>(null);
  const columns = useMemo(
    () => toColumns(curve, (celsius) => fromCelsius(celsius, unit.value)),
    [curve, unit.value],
  );
  const plotted = useMemo(() => plottedCook(curve, columns), [columns, language.value]);
  if (columns.x.length === 0) return <p class="curve-summary">{t('curve.empty')}</p>;
  return (
    <figure class="curve">
      <Plot plotted={plotted} onCursor={setCursor} />
      <CurveLegend plotted={plotted} cursor={cursor} />
      <figcaption class="curve-summary">{curveInWords(curve)}</figcaption>
      <CurveTable curve={curve} />
    </figure>
  );
}
