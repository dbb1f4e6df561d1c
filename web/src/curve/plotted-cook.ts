import { dateAndTime, timeOfDay } from '../text/dates.js';
import { t } from '../text/t.js';
import { differenceFromCelsius } from '../units/temperature.js';
import { unit } from '../units/unit.js';
import type { CurveData } from './curve-data.js';
import type { Line, Mark, Plotted } from './plotted.js';
import type { Columns } from './to-columns.js';
import { yRange } from './y-range.js';

/** A longer curve than this, in seconds, names the day too. */
const DAY = 24 * 3600;
const LEAST_SPAN_CELSIUS = 8;
const MODELLED = [7, 4];
const AHEAD = [2, 4];

/** The lines of a cook. What is observed is drawn full, what is modelled dashed, what is predicted dotted. */
export function plottedCook(curve: CurveData, columns: Columns): Plotted {
  const lines = linesOf(curve, columns);
  const [first = 0, last = 0] = [columns.x[0], columns.x.at(-1)];
  const format = last - first > DAY ? dateAndTime : timeOfDay;
  return {
    x: columns.x,
    lines,
    scales: {
      y: {
        range: yRange(
          lines.map(({ values }) => values),
          differenceFromCelsius(LEAST_SPAN_CELSIUS, unit.value),
        ),
        format: (value) => `${Math.round(value)}°`,
      },
    },
    marks: marksOf(curve),
    isTime: true,
    formatX: (x) => format(x * 1000),
  };
}

function linesOf({ coreSource, ahead }: CurveData, columns: Columns): readonly Line[] {
  const isMeasured = coreSource === 'measured';
  const observed: readonly Line[] = [
    {
      key: 'target',
      label: t('curve.target'),
      colour: '--target',
      dash: [1, 3],
      width: 2,
      values: columns.target,
    },
    { key: 'water', label: t('curve.water'), colour: '--water', width: 2.5, values: columns.water },
  ];
  const core: Line = {
    key: 'core',
    label: isMeasured ? t('curve.coreMeasured') : t('curve.coreModelled'),
    colour: '--core',
    width: 2.5,
    values: columns.core,
    ...(!isMeasured && { dash: MODELLED }),
  };
  const predicted: readonly Line[] = [
    {
      key: 'waterAhead',
      label: t('curve.waterAhead'),
      colour: '--water',
      dash: AHEAD,
      values: columns.waterAhead,
    },
    {
      key: 'coreAhead',
      label: t('curve.coreAhead'),
      colour: '--core',
      dash: AHEAD,
      values: columns.coreAhead,
    },
  ];
  return [...observed, ...(coreSource === null ? [] : [core]), ...(ahead.length === 0 ? [] : predicted)];
}

function marksOf({ now, safeAt }: CurveData): readonly Mark[] {
  return [
    ...(safeAt === null
      ? []
      : [
          {
            x: safeAt / 1000,
            label: t('curve.safe', { time: timeOfDay(safeAt) }),
            colour: '--success' as const,
          },
        ]),
    ...(now === null ? [] : [{ x: now / 1000, label: t('curve.now'), colour: '--text-soft' as const }]),
  ];
}
