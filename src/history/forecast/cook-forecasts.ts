import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Principal } from '../../auth/principal.js';
import type { RecordedCook } from '../../cooking/record/cook-record.js';
import { FoodOutlooks, type FoodOutlook } from '../../cooking/status/food-outlooks.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { SafetyUnavailableError } from '../../safety/safety.errors.js';
import { SafetyService } from '../../safety/safety.service.js';
import type { CookForecastDto } from '../dto/cook-forecast.dto.js';
import { HistoryService } from '../history.service.js';
import type { ReadingCourse } from '../readings/reading.repository.js';
import { aheadOf, plannedAhead, type Ahead } from './ahead.js';
import { foodInAt } from './food-in.js';
import { gapsIn } from './gaps.js';
import type { MeasuredCourse } from './measured-course.js';
import { measuredCore } from './measured-core.js';
import { reportForecast } from './forecast-report.js';
import type { ForecastNote } from './wording.js';

/** How many cooks are kept, each with some hundred numbers. */
const MOST_KEPT = 8;

/** Forecasts of cooks. A course is worked out when it is asked for, and kept until the next reading of its cook. */
@Injectable()
export class CookForecasts {
  private readonly kept = new LRUCache<
    string,
    { readonly as: string; readonly made: Promise<MeasuredCourse> }
  >({ max: MOST_KEPT });

  constructor(
    private readonly history: HistoryService,
    private readonly outlooks: FoodOutlooks,
    private readonly safety: SafetyService,
  ) {}

  /** The core of a cook, so far and ahead. @throws CookNotFoundError, StorageUnavailableError */
  async of(principal: Principal, cookId: string): Promise<CookForecastDto> {
    const cook = await this.history.recorded(principal, cookId);
    const outlook = this.outlooks.of(cookId, cook.cookerId);
    const measured = await this.measured(principal, cook, outlook);
    return reportForecast({ cook, outlook, measured, ahead: this.ahead(cook, outlook, measured) });
  }

  private measured(
    principal: Principal,
    cook: RecordedCook,
    outlook: FoodOutlook | undefined,
  ): Promise<MeasuredCourse> {
    const as = `${cook.endedAt} ${outlook?.followed?.plan.target} ${outlook?.seenAt?.getTime()}`;
    const known = this.kept.get(cook.cookId);
    if (known?.as === as) return known.made;
    const made = this.measure(principal, cook, outlook?.followed?.plan ?? cook.plan);
    this.kept.set(cook.cookId, { as, made });
    made.catch(() => this.kept.delete(cook.cookId));
    return made;
  }

  private async measure(
    principal: Principal,
    cook: RecordedCook,
    plan: CookPlan | null,
  ): Promise<MeasuredCourse> {
    const course = await this.history.curve(principal, cook.cookId);
    const first = foodInAt(course, cook);
    const found = { course: lastMinutes(course), foodIn: course.at[first], gaps: gapsIn(course) };
    const none = (lacks: ForecastNote) => ({ ...found, core: [], lacks });
    if (plan === null) return none('unknownFood');
    try {
      const replay = this.safety.replay(plan);
      if (replay === undefined) return none('noMatter');
      if (first < 0) return none('unread');
      return { ...found, core: await measuredCore(replay, course, first), lacks: undefined };
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError)) throw error;
      return none('unavailable');
    }
  }

  private ahead(cook: RecordedCook, outlook: FoodOutlook | undefined, measured: MeasuredCourse): Ahead {
    if (outlook === undefined) return { note: measured.lacks ?? 'over', points: [] };
    if (outlook.followed !== undefined) return aheadOf(outlook);
    const isPlanned = cook.plan !== null && measured.lacks === 'unread' && outlook.target !== undefined;
    if (!isPlanned) return { note: measured.lacks ?? 'unread', points: [] };
    const plan = { ...cook.plan, target: outlook.target };
    return plannedAhead(plan, this.safety.follow(plan), measured.course);
  }
}

/** What the rate of heating is read from: the rest of a long course is not kept. */
const LAST = 400;
const lastMinutes = ({ at, waterCenti }: ReadingCourse): MeasuredCourse['course'] => ({
  at: at.slice(-LAST),
  waterCenti: waterCenti.slice(-LAST),
});
