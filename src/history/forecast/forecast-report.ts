import type { RecordedCook } from '../../cooking/record/cook-record.js';
import { toReductionDto } from '../../cooking/dto/verdict.dto.js';
import type { FoodOutlook } from '../../cooking/status/food-outlooks.js';
import type { FoodSafety } from '../../cooking/status/food-safety.js';
import { instant } from '../../cooking/status/instant.js';
import type { CookForecastDto } from '../dto/cook-forecast.dto.js';
import type { Ahead } from './ahead.js';
import type { CorePoint } from './measured-core.js';
import type { MeasuredCourse } from './measured-course.js';
import { FORECAST_NOTES } from './wording.js';

/** The sources of the report. */
export interface ForecastSources {
  readonly cook: RecordedCook;
  /** Undefined for a cook that is over. */
  readonly outlook: FoodOutlook | undefined;
  readonly measured: MeasuredCourse;
  readonly ahead: Ahead;
}

/** The core of a cook, so far and ahead, in the fields and units of the API. */
export function reportForecast({ cook, outlook, measured, ahead }: ForecastSources): CookForecastDto {
  const safety = outlook?.safety ?? cook.record.safety;
  const core = coreSoFar(measured.core, outlook);
  const asOf = core.at(-1)?.at ?? outlook?.seenAt?.getTime();
  const age = outlook && asOf !== undefined ? (outlook.now.getTime() - asOf) / 1000 : undefined;
  return {
    cook_id: cook.cookId,
    as_of: momentOrNull(asOf),
    age_seconds: age === undefined ? null : oneDecimal(Math.max(0, age)),
    core_source: core.length + ahead.points.length > 0 ? 'modelled' : null,
    food_in_at: momentOrNull(measured.foodIn ?? ahead.foodIn),
    measured: core.map((point) => ({ at: moment(point.at), core_celsius: twoDecimals(point.core) })),
    points: ahead.points.map((point) => ({
      at: moment(point.at),
      core_celsius: twoDecimals(point.core),
      water_celsius: twoDecimals(point.water),
    })),
    gaps: measured.gaps.map(({ from, to }) => ({ from: moment(from), to: moment(to) })),
    pasteurized_at: momentOrNull(ahead.pasteurizedAt ?? safety?.pasteurizedAt ?? undefined),
    ends_at: momentOrNull(ahead.endsAt),
    log_reductions: (safety?.reductions ?? []).map(toReductionDto),
    required_log: hardest(safety?.reductions ?? [])?.required ?? null,
    summary: FORECAST_NOTES[ahead.note],
  };
}

/** While a cook is on, its monitor has the last word: it saw every state, of which the stored readings are some. */
function coreSoFar(core: readonly CorePoint[], outlook: FoodOutlook | undefined): readonly CorePoint[] {
  const at = outlook?.seenAt?.getTime();
  const now = outlook?.followed === undefined ? null : outlook.safety.core;
  if (at === undefined || now === null || now === undefined) return core;
  return [...core.filter((point) => point.at < at), { at, core: now }];
}

function hardest(reductions: FoodSafety['reductions']): FoodSafety['reductions'][number] | undefined {
  const share = ({ predicted, required }: FoodSafety['reductions'][number]) => predicted / required;
  return reductions.toSorted((one, other) => share(one) - share(other))[0];
}

const moment = (at: number): string => instant(new Date(at));
const momentOrNull = (at: number | undefined): string | null => (at === undefined ? null : moment(at));
const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
const twoDecimals = (value: number): number => Math.round(value * 100) / 100;
