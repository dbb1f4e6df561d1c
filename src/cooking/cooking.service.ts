import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { nameInApp } from '../device/cooker-names.js';
import { Cooker } from '../device/cooker.js';
import type { CookerState } from '../device/cooker-state.js';
import { isOnline } from '../device/freshness.js';
import { SafetyService } from '../safety/safety.service.js';
import { Clock } from '../shared/clock.js';
import type { Cook } from './cook.js';
import { CookJudge } from './cook-judge.js';
import { CookStarter, type StartRequest } from './cook-starter.js';
import { CookStopper, type StopResult } from './cook-stopper.js';
import { assertListed, chooseCooker } from './cooker-choice.js';
import { Cooks } from './cooks.js';
import type { DevicesDto } from './dto/devices.dto.js';
import type { FoodsDto } from './dto/foods.dto.js';
import { toFoodClassDto } from './dto/foods.dto.js';
import type { StartedCookDto } from './dto/started-cook.dto.js';
import type { StatusDto } from './dto/status.dto.js';
import type { StoppedCookDto } from './dto/stopped-cook.dto.js';
import { toVerdictDto, type VerdictDto } from './dto/verdict.dto.js';
import { StartReplays } from './start-replays.js';
import { reportStatus } from './status-report.js';
import { reportStop, type StoppedSafety } from './stop-report.js';
import { StopReplays } from './stop-replays.js';
import type { StopRequest } from './stop-request.js';
import { ToldFacts, type ToldPlan } from './told-facts.js';

const NOTHING_KNOWN: StoppedSafety = { safety: null, notYet: undefined };

/** What clients may ask of the kitchen. Every door leads through here, and through the safety engine behind it. */
@Injectable()
export class CookingService {
  constructor(
    private readonly cooker: Cooker,
    private readonly safety: SafetyService,
    private readonly starter: CookStarter,
    private readonly stopper: CookStopper,
    private readonly cooks: Cooks,
    private readonly judge: CookJudge,
    private readonly replays: StartReplays,
    private readonly stops: StopReplays,
    private readonly facts: ToldFacts,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** Starts a cook, once. @throws every error of `CookStarter.start` */
  async start(request: StartRequest): Promise<StartedCookDto> {
    const { plan, remembered } = this.facts.complete(request);
    const { answer, repeated } = await this.starter.start({ ...request, plan });
    const complete = withRemembered(answer, remembered);
    return repeated ? this.replayed(complete) : complete;
  }

  /** What the safety engine says of a plan. The cooker hears nothing of it. */
  check(told: ToldPlan, deviceId?: string): VerdictDto {
    const cooker = this.cookerOf(deviceId);
    const { plan, remembered } = this.facts.complete(told);
    const verdict = this.safety.review(
      { ...plan, cookerType: cooker?.type },
      this.judge.historyOn(cooker?.id),
    );
    return withAssumptions(toVerdictDto(verdict), remembered);
  }

  /** What a cooker last said. @throws the errors of choosing a cooker */
  status(deviceId?: string): StatusDto {
    const { kitchen } = this.cooker;
    const cooker = chooseCooker(kitchen, this.wish(deviceId));
    // What ran before a restart is not claimed until the cooker shows it.
    const cook = cooker.latest && this.cooks.on(cooker.id);
    const now = { monotonic: this.clock.monotonic(), wall: this.clock.now() };
    const judged = cook ? this.judge.judge(cook, cooker, now) : this.judge.judgeLeftBehind(cooker.id, now);
    return reportStatus({ kitchen, cooker, cook, judged, now: now.monotonic, wall: now.wall });
  }

  /** Stops a cook, whatever the request left open. @throws every error of `CookStopper.stop` */
  async stop(request: StopRequest): Promise<StoppedCookDto> {
    const known = this.stops.find(request);
    if (known !== undefined) return known;
    const answer = this.stopNow(request);
    this.stops.add(request, answer);
    return answer;
  }

  /** The account's cookers. @throws CloudUnavailableError, TokenRejectedError before the first device list */
  devices(): DevicesDto {
    const { kitchen } = this.cooker;
    assertListed(kitchen);
    return { devices: [...kitchen.cookers.values()].map((cooker) => this.describe(cooker)) };
  }

  /** What the safety engine knows of foods. @throws SafetyUnavailableError */
  foods(): FoodsDto {
    const { foods } = this.safety;
    return { classes: foods.classes.map((rule) => toFoodClassDto(rule, foods.namesOf(rule.foodClass))) };
  }

  /** The answer to a start that comes again, with what its cook is doing now. */
  private async replayed(answer: StartedCookDto): Promise<StartedCookDto> {
    if (!answer.verified) return { ...answer, replayed: true };
    const verified = await this.replays.isSeen(answer);
    const { listed, cookers } = this.cooker.kitchen;
    const summary =
      listed && cookers.has(answer.device_id)
        ? this.status(answer.device_id).summary
        : "Anova's cloud cannot be reached, so it is not known whether that cook still runs.";
    return { ...answer, verified, replayed: true, summary };
  }

  private async stopNow({ wish, key, warnings }: StopRequest): Promise<StoppedCookDto> {
    const result = await this.stopper.stop(wish, key);
    const stopped = result.cook ? this.stoppedSafety(result.cook, result) : NOTHING_KNOWN;
    const told = { ...result, warnings: [...warnings, ...(result.warnings ?? [])] };
    return reportStop(told, stopped, this.clock.monotonic());
  }

  /** As long as the cooker has not shown the stop, the cook goes on as far as anybody knows. */
  private stoppedSafety(cook: Cook, { before, verified }: StopResult): StoppedSafety {
    const now = { monotonic: this.clock.monotonic(), wall: this.clock.now() };
    const judged = verified
      ? this.judge.judgeStopped(cook, before, now)
      : this.judge.judge(cook, before, now);
    const { safety, headline, leads } = judged;
    if (leads) return { safety, notYet: undefined, discard: headline };
    return { safety, notYet: verified ? headline : undefined };
  }

  private describe(cooker: CookerState) {
    const { id, type, supported } = cooker;
    const online = isOnline(this.cooker.kitchen, cooker, this.clock.monotonic());
    return { device_id: id, name: nameInApp(cooker), type, online, supported };
  }

  /** The cooker that a check is about, for its ceiling and its history; a check is answered without one too. */
  private cookerOf(deviceId: string | undefined): CookerState | undefined {
    const supported = [...this.cooker.kitchen.cookers.values()].filter((cooker) => cooker.supported);
    const wanted = deviceId ?? this.environment.deviceId;
    if (wanted === undefined) return supported.length === 1 ? supported[0] : undefined;
    return supported.find(({ id }) => id === wanted);
  }

  private wish(deviceId: string | undefined) {
    return { asked: deviceId, preferred: this.environment.deviceId };
  }
}

/** A verdict with what was taken from earlier requests. */
const withAssumptions = (verdict: VerdictDto, remembered: readonly string[]): VerdictDto =>
  remembered.length === 0 ? verdict : { ...verdict, assumptions: [...remembered, ...verdict.assumptions] };

const withRemembered = (answer: StartedCookDto, remembered: readonly string[]): StartedCookDto =>
  remembered.length === 0
    ? answer
    : {
        ...answer,
        safety: withAssumptions(answer.safety, remembered),
        summary: [answer.summary, ...remembered].join(' '),
      };
