import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/principal.js';
import { mayUse } from '../../device/visible-cookers.js';
import { Clock } from '../../shared/clock.js';
import type { ProbeSession } from '../../thermometers/sessions/probe-session.js';
import { ProbeSessions, type ShownSession } from '../../thermometers/sessions/probe-sessions.js';
import { ProbeSessionNotFoundError } from '../../thermometers/sessions/sessions.errors.js';
import { ThermometersService } from '../../thermometers/thermometers.service.js';
import { IdempotencyService } from '../idempotency/idempotency-service.js';
import { digestOf, type RequestIdentity } from '../idempotency/request-identity.js';
import { CookRecords } from '../record/cook-records.js';
import { CookMonitors } from '../monitoring/cook-monitors.js';
import { CookTracker } from '../tracking/cook-tracker.js';
import { wallOf } from '../status/live-safety.js';
import type { BeginProbeSessionDto } from './dto/begin-probe-session.dto.js';
import type { ProbeSessionDto, ProbeSessionsDto } from './dto/probe-session.dto.js';
import { ProbedCooks } from './probed-cooks.js';
import { CookNotOnError } from './probes.errors.js';
import { reportSession, type ModelBeside } from './session-report.js';

/** The entry point of all requests about probe sessions. */
@Injectable()
export class CookProbes {
  constructor(
    private readonly sessions: ProbeSessions,
    private readonly probed: ProbedCooks,
    private readonly records: CookRecords,
    private readonly cooks: CookTracker,
    private readonly monitors: CookMonitors,
    private readonly idempotency: IdempotencyService,
    private readonly thermometers: ThermometersService,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a session, or returns the one that the request began before.
   * @throws every error of `ProbeSessions.begin`, ProbeNotFoundError, CookNotOnError, RequestIdReusedError
   */
  async begin(body: BeginProbeSessionDto, principal: Principal, key?: string): Promise<ProbeSessionDto> {
    const { request_id: requestId = key, ...fields } = body;
    const request: RequestIdentity = { principal, requestId, body: digestOf(fields) };
    const earlier = () => this.idempotency.sessionOf(request);
    // Before the cook is looked up, which may be over when the request is repeated.
    const known = await earlier();
    if (known !== undefined) return this.find(known, principal);
    for (const id of [body.probe_id, ...(body.other_probe_ids ?? [])])
      await this.thermometers.assertSees(principal, id);
    const cook = body.cook_id === undefined ? null : await this.cookOf(body.cook_id, principal);
    const wanted = {
      probeId: body.probe_id,
      otherProbeIds: body.other_probe_ids,
      food: body.food_type,
      thickness: body.thickness_mm,
      target: body.target_core_celsius,
      vulnerable: body.vulnerable_consumers ?? false,
      cook,
      startedAt: body.started_at === undefined ? undefined : Date.parse(body.started_at),
      begunBy: principal.id,
    };
    const claim = (id: string) => this.idempotency.claimOfSession(request, id);
    return this.find(await this.sessions.begin(wanted, earlier, claim), principal);
  }

  /** Ends a session; one that has ended stays as it is. @throws the errors of `ProbeSessions.end` */
  async end(sessionId: string, principal: Principal): Promise<ProbeSessionDto> {
    await this.find(sessionId, principal);
    await this.sessions.end(sessionId);
    return this.find(sessionId, principal);
  }

  /** @throws the errors of `ProbeSessions.find` */
  async find(sessionId: string, principal: Principal): Promise<ProbeSessionDto> {
    const shown = await this.sessions.find(sessionId);
    if (!(await this.isVisible(shown.session, principal))) throw new ProbeSessionNotFoundError();
    return this.report(shown);
  }

  /** Those that run and those that ended last, the newest first. @throws StorageUnavailableError */
  async list(principal: Principal): Promise<ProbeSessionsDto> {
    const shown = await this.sessions.list();
    const visible = await Promise.all(shown.map(({ session }) => this.isVisible(session, principal)));
    return { sessions: shown.filter((_one, index) => visible[index]).map((one) => this.report(one)) };
  }

  /** A session in a cook belongs to its cooker, any other to its probe. */
  private async isVisible({ cook, probeId }: ProbeSession, principal: Principal): Promise<boolean> {
    return cook === null ? this.thermometers.sees(principal, probeId) : mayUse(principal, cook.cookerId);
  }

  private report(shown: ShownSession): ProbeSessionDto {
    return reportSession(shown, this.modelOf(shown.session), this.clock.now().getTime());
  }

  private modelOf(session: ProbeSession): ModelBeside | undefined {
    const beside = this.probed.besideOf(session);
    if (session.cook === null || beside === undefined) return undefined;
    const cook = this.cooks.on(session.cook.cookerId);
    const report = cook?.id === session.cook.id ? this.monitors.of(cook)?.monitor?.report() : undefined;
    const now = { monotonic: this.clock.monotonic(), wall: this.clock.now() };
    const at = report?.pasteurizedAt;
    return {
      beside,
      core: report?.core ?? null,
      pasteurized: report?.pasteurized ?? null,
      pasteurizedAt: at === undefined ? null : wallOf(at, now).getTime(),
    };
  }

  /** The cook that a session is attached to: one of this server that is on, and that the principal may see. */
  private async cookOf(cookId: string, principal: Principal): Promise<NonNullable<ProbeSession['cook']>> {
    const recorded = await this.records.find(cookId);
    const isUsable =
      recorded !== undefined &&
      recorded.plan !== null &&
      recorded.endedAt === null &&
      mayUse(principal, recorded.cookerId);
    if (!isUsable) throw new CookNotOnError();
    return { id: recorded.cookId, cookerId: recorded.cookerId, food: recorded.plan.food ?? null };
  }
}
