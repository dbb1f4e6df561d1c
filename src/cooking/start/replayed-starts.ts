import { Injectable } from '@nestjs/common';
import { CookerGateway } from '../../device/cooker-gateway.js';
import { nameInApp } from '../../device/visible-cookers.js';
import { isOnline, isStale } from '../../device/freshness.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import type { RecordedVerdict } from '../../safety/stored-verdict.js';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { ifReadable } from '../../storage/storage.errors.js';
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
import { effectivePlan, presentLength } from '../tracking/cook-identity.js';

/** The time to reach the cloud: the response to a repeated start arrives within 20 s like every other. */
const CONNECT_TIMEOUT = milliseconds(4_000);

/** What to do when a started cook can no longer be seen. */
const NOT_SEEN_NOW =
  'It is not known whether that cook still runs. Look at the cooker, and ask for the status again before you rely on it; do not start it again.';
/** Where no record tells how a cook ended. */
const NOT_KNOWN = 'Nothing is known about that cook any more: it has no record, and no cooker shows it.';
const NO_CLOUD = "Anova's cloud cannot be reached.";

/** Builds the responses to repeated starts from the present state of their cooks. */
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
   * Builds the response to a start from before a restart.
   * @throws RequestIdReusedError when nothing is known about its cook any more, so that it is over
   */
  async startedBefore(cookId: string, requestId: string | undefined): Promise<StartedCookDto> {
    const recorded = await ifReadable(this.records.find(cookId));
    const known = judgedIn(recorded) ?? this.shown(cookId);
    if (known === undefined) throw this.over(cookId, recorded, requestId);
    const { cookerId, plan, verdict } = known;
    const cooker = this.cooker.account.cookers.get(cookerId);
    return {
      status: 'started',
      verified: true,
      cook_id: cookId,
      device_id: cookerId,
      device_name: cooker === undefined ? (recorded?.record.cookerName ?? '') : nameInApp(cooker),
      target_temp_celsius: plan.target,
      time_minutes: plan.hold,
      ...(plan.food !== undefined && { food_type: plan.food }),
      food_class: verdict.foodClass,
      safety: toVerdictDto(verdict),
      summary: '',
    };
  }

  /** A cook that a cooker shows, also while its record is not written yet after a restart. */
  private shown(cookId: string): JudgedCook | undefined {
    const shown = [...this.cooker.account.cookers.keys()].map((id) => this.cooks.on(id));
    const cook = shown.find((one) => one?.id === cookId);
    return cook?.approved && { cookerId: cook.cookerId, ...cook.approved };
  }

  /**
   * Whether a fresh state shows the cook; false when the cooker cannot be seen now.
   * @param requestId of the repeated request; undefined when it had none
   * @throws RequestIdReusedError once the cook is over
   */
  async isSeen(
    { device_id: cookerId, cook_id: cookId }: StartedCookDto,
    requestId: string | undefined,
  ): Promise<boolean> {
    await this.cooker.ensureConnected(CONNECT_TIMEOUT);
    if (this.cooks.on(cookerId)?.id === cookId) return this.isFresh(cookerId);
    const recorded = await ifReadable(this.records.find(cookId));
    // The server has restarted, and the cooker has not reported yet.
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
   * Builds the response to a repeated start: its fields and its summary describe the present state of the cook.
   * @param status of its cooker; undefined while the cooker is unknown
   * @param verified whether a fresh state shows the cook
   */
  present(response: StartedCookDto, status: StatusDto | undefined, verified: boolean): StartedCookDto {
    const summary = status?.summary ?? NO_CLOUD;
    return {
      ...response,
      ...(status && this.settingOf(response, status)),
      ...(!verified && { status: 'accepted' }),
      verified,
      replayed: true,
      summary: verified ? summary : `${summary} ${NOT_SEEN_NOW}`,
    };
  }

  /** The present setting of the cooker, which may have been changed by hand, and its verdict. */
  private settingOf(response: StartedCookDto, status: StatusDto): Partial<StartedCookDto> {
    const cook = this.cooks.on(response.device_id);
    const cooker = this.cooker.account.cookers.get(response.device_id);
    const approved = cook?.id === response.cook_id ? cook.approved : undefined;
    if (cook === undefined || approved === undefined || cooker?.latest === undefined)
      return { safety: withLive(response.safety, status) };
    const plan = effectivePlan(cook, cooker.latest.reading) ?? approved.plan;
    const safety = plan === approved.plan ? response.safety : this.reviewed(plan, response.safety);
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

  /** Puts the discard sentence first, without an invitation to start the cook again. */
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
    if (recorded === undefined) return NOT_KNOWN;
    const { outcome, endedAt } = recorded;
    const when = endedAt === null ? '' : ` ${ago(Math.max(0, this.clock.now().getTime() - endedAt))}`;
    return `That cook ${ENDINGS[outcome ?? 'ended']}${when}.`;
  }
}

/** Puts the present warnings first. What is not allowed now was not allowed by the start either. */
function withLive(verdict: VerdictDto, { safety }: StatusDto): VerdictDto {
  if (safety === null) return verdict;
  const allowed = verdict.allowed && safety.allowed;
  const rest = verdict.warnings.filter((warning) => !safety.warnings.includes(warning));
  const warnings = [...safety.warnings, ...rest];
  return { ...verdict, allowed, verdict: allowed ? verdict.verdict : 'rejected', warnings };
}

/** A cook with the plan and the verdict that it was started with. */
interface JudgedCook {
  readonly cookerId: string;
  readonly plan: CookPlan;
  readonly verdict: RecordedVerdict;
}

const judgedIn = (cook: RecordedCook | undefined): JudgedCook | undefined =>
  cook?.plan && cook.verdict
    ? { cookerId: cook.cookerId, plan: cook.plan, verdict: cook.verdict }
    : undefined;

const ENDINGS: Readonly<Record<CookOutcome, string>> = {
  stopped: 'was stopped',
  ended: 'ended',
  replaced: 'was replaced by another',
  'not-seen': 'ended',
};
