import { dateAndTime, timeOfDay } from '../text/dates.js';
import { t } from '../text/t.js';
import { temperature } from '../units/unit.js';
import type { CurveData } from './curve-data.js';
import { curveFacts, type CurveFacts } from './curve-table.js';

/** So many gaps are named; of more, the number is. */
const NAMED_GAPS = 3;

/** What a curve shows, in a few sentences. */
export function curveInWords(curve: CurveData): string {
  const facts = curveFacts(curve);
  if (facts === undefined) return t('curve.empty');
  return [
    t('curve.period', { from: dateAndTime(facts.from), to: dateAndTime(facts.to) }),
    ...waterInWords(facts),
    ...coreInWords(facts, curve),
    ...safetyInWords(curve),
    ...gapsInWords(curve),
  ].join(' ');
}

function waterInWords({ water, target }: CurveFacts): readonly string[] {
  if (water === null) return [];
  return target === null
    ? [t('curve.waterOnly', { water: temperature(water) })]
    : [t('curve.waterWas', { water: temperature(water), target: temperature(target) })];
}

function coreInWords({ coreFrom, coreTo }: CurveFacts, { coreSource }: CurveData): readonly string[] {
  if (coreFrom === null || coreTo === null) return [];
  const values = { from: temperature(coreFrom), to: temperature(coreTo) };
  return [coreSource === 'measured' ? t('curve.coreMeasuredRose', values) : t('curve.coreRose', values)];
}

function safetyInWords({ safeAt, now }: CurveData): readonly string[] {
  if (safeAt === null) return [];
  const isAhead = now !== null && safeAt > now;
  return [t(isAhead ? 'curve.safeAhead' : 'curve.safeAt', { time: dateAndTime(safeAt) })];
}

function gapsInWords({ gaps }: CurveData): readonly string[] {
  const named = gaps
    .slice(0, NAMED_GAPS)
    .map(({ from, to }) => t('curve.gap', { from: timeOfDay(from), to: timeOfDay(to) }));
  const more = gaps.length - named.length;
  return more > 0 ? [...named, t('curve.gapsMore', { count: more })] : named;
}
