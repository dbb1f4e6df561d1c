import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/principal.js';
import { Environment } from '../config/environment.js';
import { Armings } from '../approvals/armings.js';
import { CookerGateway } from '../device/cooker-gateway.js';
import type { CookerState } from '../device/cooker-state.js';
import { called, visibleTo } from '../device/visible-cookers.js';
import { SafetyService } from '../safety/safety.service.js';
import { Clock } from '../shared/clock.js';
import type { Cook } from './tracking/cook.js';
import { CookApprovals } from './approvals/cook-approvals.js';
import { CookAssessor, type AssessedCook } from './status/cook-assessor.js';
import { CookStarter, type StartResult } from './start/cook-starter.js';
import { type StartRequest, reportStart } from './start/start-request.js';
import { CookStopper, type StopResult } from './stop/cook-stopper.js';
import { chooseCooker, wantedIn } from './tracking/cooker-choice.js';
import { NoActiveCookError } from './cooking.errors.js';
import { CookTracker } from './tracking/cook-tracker.js';
import type { ApprovalRequiredDto } from './dto/approval.dto.js';
import type { StartedCookDto } from './dto/started-cook.dto.js';
import type { StatusDto } from './dto/status.dto.js';
import type { StoppedCookDto } from './dto/stopped-cook.dto.js';
import { toHeatingCurveDto, type PicturedVerdictDto } from './dto/heating-curve.dto.js';
import { toVerdictDto, type VerdictDto } from './dto/verdict.dto.js';
import type { Now } from './status/live-safety.js';
import { visibleHistory } from './monitoring/food-histories.js';
import { verdictWithFacts, refusalWithFacts, startWithFacts } from './start/plan-with-facts.js';
import { ReplayedStarts } from './start/replayed-starts.js';
import { reportStatus } from './status/status-report.js';
import { withWarnings } from './stop/stop-failures.js';
import { reportStop, type StoppedSafety } from './stop/stop-report.js';
import { ReplayedStops } from './stop/replayed-stops.js';
import type { StopRequest } from './stop/stop-request.js';
import { StatedFacts, type StatedPlan } from './start/stated-facts.js';

/** A check as a client requested it. */
export interface CheckRequest extends StatedPlan {
  readonly principal: Principal;
  /** The cooker whose limits and food history count; one that the principal cannot use counts as unknown. */
  readonly deviceId?: string | undefined;
}

/** The entry point of all cooking requests. Every start passes the safety engine. */
@Injectable()
export class CookingService {
  constructor(
    private readonly cooker: CookerGateway,
    private readonly safety: SafetyService,
    private readonly starter: CookStarter,
    private readonly stopper: CookStopper,
    private readonly cooks: CookTracker,
    private readonly assessor: CookAssessor,
    private readonly replays: ReplayedStarts,
    private readonly stops: ReplayedStops,
    private readonly facts: StatedFacts,
    private readonly approvals: CookApprovals,
    private readonly armings: Armings,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** Starts a cook, exactly once, or asks the owner for approval where the principal needs it. @throws every error of `CookStarter.start` */
  async start(request: StartRequest): Promise<StartedCookDto | ApprovalRequiredDto> {
    const completed = this.facts.complete(request);
    const { plan } = completed;
    const started = await this.starter.start({ ...request, plan }).catch((error: unknown) => {
      throw refusalWithFacts(completed, error);
    });
    if ('approval' in started) return startWithFacts(completed, this.approvals.required(started.approval));
    return started.repeated
      ? this.replayed(started, request)
      : startWithFacts(completed, reportStart(started.command));
  }

  /** Judges a plan with the safety engine. Nothing is sent to the cooker. */
  check(request: CheckRequest): VerdictDto {
    const { completed, plan, history } = this.judgedPlan(request);
    return verdictWithFacts(completed, toVerdictDto(this.safety.review(plan, history)));
  }

  /** The same with what the core does over time. */
  checkWithCurve(request: CheckRequest): PicturedVerdictDto {
    const { completed, plan, history } = this.judgedPlan(request);
    const verdict = verdictWithFacts(completed, toVerdictDto(this.safety.review(plan, history)));
    const curve = this.safety.curve(plan, history);
    return { ...verdict, curve: curve === undefined ? null : toHeatingCurveDto(curve) };
  }

  /** Notes the facts about food in a request that was refused for its form. */
  noteFacts(principal: Principal, body: unknown): void {
    this.facts.note(principal.id, body);
  }

  /** The last state of a cooker that the principal may see. @throws the errors of choosing a cooker */
  status(principal: Pick<Principal, 'devices'>, deviceId?: string): StatusDto {
    const account = visibleTo(principal, this.cooker.account);
    const cooker = chooseCooker(account, this.choice(deviceId));
    // After a restart an earlier cook is not reported until the cooker shows it.
    const cook = cooker.latest && this.cooks.on(cooker.id);
    const now = this.moment;
    const assessed = cook
      ? this.assessor.assess(cook, cooker, now)
      : this.assessor.assessUnfinishedCook(cooker.id, now);
    const armed = this.armings.on(cooker.id);
    return reportStatus({ account, cooker, cook, assessed, armed, now: now.monotonic, wall: now.wall });
  }

  /** Stops a cook, also when the request names none. @throws every error of `CookStopper.stop` */
  async stop(request: StopRequest): Promise<StoppedCookDto> {
    const known = this.stops.find(request);
    if (known !== undefined) return known;
    const at = this.clock.monotonic();
    const { response, journalled } = await this.stopNow(request);
    this.stops.add(request, at, response);
    await journalled;
    return response;
  }

  /** The response to a repeated start, with the present state of its cook. */
  private async replayed(
    started: Exclude<StartResult, { readonly approval: unknown }>,
    { principal, requestId }: StartRequest,
  ): Promise<StartedCookDto> {
    const first =
      'command' in started
        ? reportStart(started.command)
        : await this.replays.startedBefore(started.cookId, requestId);
    if (!first.verified) return { ...first, replayed: true };
    const verified = await this.replays.isSeen(first, requestId);
    const { listed, cookers } = this.cooker.account;
    const isKnown = listed && cookers.has(first.device_id);
    return this.replays.present(
      first,
      isKnown ? this.status(principal, first.device_id) : undefined,
      verified,
    );
  }

  private async stopNow({ selection, principal, warnings }: StopRequest) {
    const result = await this.stopper.stop(selection, principal).catch((error: unknown) => {
      throw withWarnings(this.withUnfinishedFood(error), warnings);
    });
    const stopped = result.cook
      ? this.stoppedSafety(result.cook, result)
      : this.unfinishedSafety(result.before);
    const reported = { ...result, warnings: [...warnings, ...(result.warnings ?? [])] };
    const response = reportStop(reported, stopped, this.clock.monotonic());
    return { response, journalled: result.journalled };
  }

  /** Until the cooker shows the stop, its cook is assessed as still running. */
  private stoppedSafety(cook: Cook, { before, verified }: StopResult): StoppedSafety {
    const assessed = verified
      ? this.assessor.assessStopped(cook, before, this.moment)
      : this.assessor.assess(cook, before, this.moment);
    return toStoppedSafety(assessed, verified);
  }

  /** The assessment of food that an earlier cook left, for a stop of an idle cooker. */
  private unfinishedSafety({ id }: CookerState): StoppedSafety {
    const assessed = this.assessor.assessUnfinishedCook(id, this.moment);
    return assessed ? toStoppedSafety(assessed, true) : { safety: null, notYet: undefined };
  }

  /** Adds what to do about food that an earlier cook left in an idle cooker. */
  private withUnfinishedFood(error: unknown): unknown {
    if (!(error instanceof NoActiveCookError)) return error;
    const { cookers } = error;
    const left = cookers.flatMap((cooker) => {
      const headline = this.assessor.assessUnfinishedCook(cooker.id, this.moment)?.headline;
      return headline === undefined
        ? []
        : [cookers.length === 1 ? headline : `${called(cooker)}: ${headline}`];
    });
    return left.length === 0 ? error : error.amended({ message: [...left, error.message].join(' ') });
  }
  private get moment(): Now {
    return { monotonic: this.clock.monotonic(), wall: this.clock.now() };
  }

  /** The plan of a check, with what else its verdict depends on. */
  private judgedPlan(request: CheckRequest) {
    const cooker = this.cookerOf(request);
    // The owner's checks come from a form, which asks at every change of it.
    const isForm = request.principal.kind === 'owner';
    const completed = isForm ? this.facts.completeForm(request) : this.facts.complete(request);
    const plan = { ...completed.plan, cookerType: cooker?.type };
    const history = this.assessor.historyOn(cooker?.id, this.moment);
    return { completed, plan, history: visibleHistory(request.principal, history) };
  }

  /** The cooker of a check, for its ceiling and its food history. A check works without one too. */
  private cookerOf({ principal, deviceId }: CheckRequest): CookerState | undefined {
    const account = visibleTo(principal, this.cooker.account);
    const supported = [...account.cookers.values()].filter((cooker) => cooker.supported);
    const wanted = wantedIn(account, this.choice(deviceId));
    if (wanted === undefined) return supported.length === 1 ? supported[0] : undefined;
    return supported.find(({ id }) => id === wanted);
  }

  private choice(deviceId: string | undefined) {
    return { asked: deviceId, preferred: this.environment.deviceId };
  }
}

function toStoppedSafety({ safety, headline, leads }: AssessedCook, verified: boolean): StoppedSafety {
  if (leads) return { safety, notYet: undefined, discard: headline };
  return { safety, notYet: verified ? headline : undefined };
}
