import type { HeatingCurveDto } from '../../../../src/cooking/dto/heating-curve.dto.js';
import { duration } from '../../text/duration.js';
import { grammar } from '../../text/language.js';
import { t } from '../../text/t.js';
import { temperature } from '../../units/unit.js';
import { lastShown, minuteMarks, valueAt } from './curve-values.js';
import { organismName } from './organism-names.js';
import type { PicturedPlan } from './pictured-plan.js';

const MOST_ROWS = 8;

/** The picture of a plan as numbers, folded away until it is asked for. */
export function CurveTable({ curve, hold }: PicturedPlan) {
  const { minutes, core_celsius: core, log_reductions: reductions } = curve;
  return (
    <details class="heating-table">
      <summary>{t('start.asTable')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('start.after')}</th>
            <th scope="col">{t('start.core')}</th>
            {reductions.map(({ organism, required }) => (
              <th
                key={organism}
                scope="col"
              >{`${organismName(organism)} (${t('start.required')}: ${required} log)`}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {momentsOf(curve, hold).map((moment) => (
            <tr key={moment}>
              <th scope="row">{duration(moment)}</th>
              <td>{temperature(valueAt(minutes, core, moment))}</td>
              {reductions.map(({ organism, values }) => (
                <td key={organism}>{inTenths(valueAt(minutes, values, moment))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Rounded down: what is shown must not be more than what is reached. */
const inTenths = (reductions: number): string =>
  grammar.value.number.format(Math.floor(reductions * 10) / 10);

/** Round moments, the end of the plan, and the moment of safety. */
function momentsOf(curve: HeatingCurveDto, hold: number): readonly number[] {
  const { safe_at_minutes: safeAt } = curve;
  const all = [...minuteMarks(lastShown(curve, hold), MOST_ROWS), hold, ...(safeAt === null ? [] : [safeAt])];
  return [...new Set(all)].toSorted((one, other) => one - other);
}
