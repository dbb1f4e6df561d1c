import { Injectable } from '@nestjs/common';
import { CookerGateway } from '../../device/cooker-gateway.js';
import { nameInApp } from '../../device/cooker-names.js';
import { isOnline, isStale } from '../../device/freshness.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { ago } from '../status/ago.js';
import { CookAssessor } from '../status/cook-assessor.js';
import type { CookOutcome, RecordedCook } from '../record/cook-record.js';
import { CookRecords } from '../record/cook-records.js';
import { RequestIdReusedError } from '../cooking.errors.js';
import { CookTracker } from '../tracking/cook-tracker.js';
import { mustBeDiscarded, THROW_AWAY } from '../status/discarded-food.js';
import type { StartedCookDto } from '../dto/started-cook.dto.js';
import type { StatusDto } from '../dto/status.dto.js';
import { toVerdictDto, type VerdictDto } from '../dto/verdict.dto.js';
import { effectivePlan, presentLength } from '../tracking/effective-plan.js';

/** How long the connection may take to come up: the response to a repeated start comes within 20 s like every other. */
const CONNECT_TIMEOUT = milliseconds(4_000);

/** What to do when a cook that was started cannot be seen any more. */
const NOT_SEEN_NOW =
  'It is not known whether that cook still runs. Look at the cooker, and ask for the status again before you rely on it; do not start it again.';
const NO_CLOUD = "Anova's cloud cannot be reached.";

/** Tells what has become of the cook of a start that comes again. */
@Injectable()
export class ReplayedStarts {
  constructor(
    private readonly cooker: CookerGateway,
    private readonly cooks: CookTracker,
    private readonly records: CookRecords,
    private readonly safety: SafetyService,
    private readonly assessor: CookAssessor,
    private readonly clock: Clock,
  ) {}

  /**
   * The response to the start of a cook before a restart.
   * @throws RequestIdReusedError where nothing is known of that cook any more, so that it is over
   */
  async startedBefore(cookId: string, requestId: string | undefined): Promise<StartedCookDto> {
    const recorded = await this.find(cookId);
    if (recorded === undefined || recorded.plan === null || recorded.verdict === null)
      throw this.over(cookId, recorded, requestId);
    const { cookerId, plan, verdict, record } = recorded;
    const cooker = this.cooker.account.cookers.get(cookerId);
    return {
      status: 'started',
      verified: true,
      cook_id: cookId,
      device_id: cookerId,
      device_name: cooker === undefined ? record.cookerName : nameInApp(cooker),
      target_temp_celsius: plan.target,
      time_minutes: plan.hold,
      ...(plan.food !== undefined && { food_type: plan.food }),
      food_class: verdict.foodClass,
      safety: toVerdictDto(verdict),
      summary: '',
    };
  }

  /**
   * Whether a state that is fresh shows the cook; false where the cooker cannot be seen now.
   * @param requestId of the call that repeats the start; undefined where it had none
   * @throws RequestIdReusedError once that cook is over
   */
  async isSeen(
    { device_id: cookerId, cook_id: cookId }: StartedCookDto,
    requestId: string | undefined,
  ): Promise<boolean> {
    await this.cooker.ensureConnected(CONNECT_TIMEOUT);
    if (this.cooks.on(cookerId)?.id === cookId) return this.isFresh(cookerId);
    const recorded = await this.find(cookId);
    // The server has started anew, and the cooker has not spoken yet.
    if (recorded?.endedAt === null) return false;
    throw this.over(cookId, recorded, requestId, cookerId);
  }

  private over(
    cookId: string,
    recorded: RecordedCook | undefined,
    requestId: string | undefined,
    cookerId = recorded?.cookerId,
  ): RequestIdReusedError {
    const isNamed = requestId !== undefined;
    const invitation = `Send a ${isNamed ? 'new ' : ''}request_id to start another.`;
    return new RequestIdReusedError(this.withFood(cookerId, recorded, invitation), {
      ...(isNamed && { field: 'request_id' }),
      cook_id: cookId,
    });
  }

  /**
   * The answer to a start that comes again: its fields and its summary tell what its cook is and does now.
   * @param status of its cooker; undefined while the cooker is not known
   * @param verified whether a fresh state shows the cook
   */
  present(answer: StartedCookDto, status: StatusDto | undefined, verified: boolean): StartedCookDto {
    const summary = status?.summary ?? NO_CLOUD;
    return {
      ...answer,
      ...(status && this.settingOf(answer, status)),
      ...(!verified && { status: 'accepted' }),
      verified,
      replayed: true,
      summary: verified ? summary : `${summary} ${NOT_SEEN_NOW}`,
    };
  }

  /** The setting that the cooker shows, which others may have changed, and what is to be said of it. */
  private settingOf(answer: StartedCookDto, status: StatusDto): Partial<StartedCookDto> {
    const cook = this.cooks.on(answer.device_id);
    const cooker = this.cooker.account.cookers.get(answer.device_id);
    const approved = cook?.id === answer.cook_id ? cook.approved : undefined;
    if (cook === undefined || approved === undefined || cooker?.latest === undefined)
      return { safety: withLive(answer.safety, status) };
    const plan = effectivePlan(cook, cooker.latest.reading) ?? approved.plan;
    const safety = plan === approved.plan ? answer.safety : this.reviewed(plan, answer.safety);
    return {
      target_temp_celsius: plan.target,
      time_minutes: presentLength(cooker, this.clock.monotonic()) ?? plan.hold,
      safety: withLive(safety, status),
    };
  }

  private reviewed(plan: CookPlan, { assumptions }: VerdictDto): VerdictDto {
    return { ...toVerdictDto(this.safety.review(plan)), assumptions };
  }

  private isFresh(cookerId: string): boolean {
    const { account } = this.cooker;
    const cooker = account.cookers.get(cookerId);
    const now = this.clock.monotonic();
    return cooker?.latest !== undefined && isOnline(account, cooker, now) && !isStale(cooker, now);
  }

  private async find(cookId: string): Promise<RecordedCook | undefined> {
    try {
      return await this.records.find(cookId);
    } catch (error) {
      if (error instanceof StorageUnavailableError) return undefined;
      throw error;
    }
  }

  /** Food that must be thrown away comes first, without an invitation to start it again. */
  private withFood(
    cookerId: string | undefined,
    recorded: RecordedCook | undefined,
    invitation: string,
  ): string {
    const now = { monotonic: this.clock.monotonic(), wall: this.clock.now() };
    const known = recorded !== undefined && mustBeDiscarded(recorded) ? THROW_AWAY : undefined;
    const discard = (cookerId && this.assessor.discardOn(cookerId, now)) ?? known;
    const ended = this.ended(recorded);
    return discard === undefined ? `${ended} ${invitation}` : `${discard} ${ended}`;
  }

  private ended(recorded: RecordedCook | undefined): string {
    const { outcome, endedAt } = recorded ?? { outcome: null, endedAt: null };
    const when = endedAt === null ? '' : ` ${ago(Math.max(0, this.clock.now().getTime() - endedAt))}`;
    return `That cook ${ENDINGS[outcome ?? 'ended']}${when}.`;
  }
}

/** What is said of the food as it is now comes first, and what is not allowed now was not made so by the start. */
function withLive(verdict: VerdictDto, { safety }: StatusDto): VerdictDto {
  if (safety === null) return verdict;
  const allowed = verdict.allowed && safety.allowed;
  const rest = verdict.warnings.filter((warning) => !safety.warnings.includes(warning));
  const warnings = [...safety.warnings, ...rest];
  return { ...verdict, allowed, verdict: allowed ? verdict.verdict : 'rejected', warnings };
}

const ENDINGS: Readonly<Record<CookOutcome, string>> = {
  stopped: 'was stopped',
  ended: 'ended',
  replaced: 'was replaced by another',
  'not-seen': 'ended',
};
