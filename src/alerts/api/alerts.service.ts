import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/principal.js';
import { Clock } from '../../shared/clock.js';
import { AlertNotFiringError, AlertNotFoundError } from '../alerts.errors.js';
import { AlertStore, type AlertPosition, type AlertQuery } from '../alert-store.js';
import type { AcknowledgedAlertDto, AlertDto, AlertsDto, AlertWithDeliveriesDto } from '../dto/alert.dto.js';
import { USUAL_LIMIT, type AlertsQueryDto } from '../dto/alerts-query.dto.js';
import { AlertEngine, type Acknowledgement } from '../lifecycle/alert-engine.js';
import type { Alert } from '../lifecycle/alert.js';
import { fromAlertCursor, toAlertCursor } from './alert-cursor.js';
import { toAlertDto } from './alert.mapper.js';
import { acknowledgementSentence, alertsSentence } from './alert-sentences.js';
import { AlertSight } from './alert-sight.js';
import { ShownDeliveries } from './shown-deliveries.js';

/** How many alerts are read at once while those are looked for that a limited key may see. */
const READ_AT_ONCE = 200;

/** The alerts as clients read and acknowledge them. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly engine: AlertEngine,
    private readonly store: AlertStore,
    private readonly sight: AlertSight,
    private readonly deliveries: ShownDeliveries,
    private readonly clock: Clock,
  ) {}

  /**
   * A page of the alerts that a principal may see. Those that are not over are in memory, so they are listed also while
   * the database is unusable. @throws StorageUnavailableError for those of the past
   */
  async list(
    { state = 'open', limit = USUAL_LIMIT, cursor }: AlertsQueryDto,
    principal: Principal,
  ): Promise<AlertsDto> {
    await this.sight.ready(principal);
    const after = fromAlertCursor(cursor);
    const found =
      state === 'open'
        ? this.openAfter(principal, after)
        : await this.storedAfter(principal, limit + 1, after);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const alerts = await Promise.all(page.map((alert) => this.report(alert, principal)));
    return {
      alerts,
      next_cursor: found.length > limit && last !== undefined ? toAlertCursor(positionOf(last)) : null,
      summary: alertsSentence(alerts, state, found.length > limit),
    };
  }

  /** @throws AlertNotFoundError, StorageUnavailableError */
  async find(alertId: string, principal: Principal): Promise<AlertWithDeliveriesDto> {
    const alert = await this.visible(alertId, principal);
    const inFull = await this.sight.seesInFull(principal, alert.thing);
    const deliveries = await this.store.deliveriesOf(alertId);
    return {
      ...toAlertDto(alert, this.now, inFull),
      deliveries: await this.deliveries.to(principal, deliveries),
    };
  }

  /**
   * Acknowledges an alert that fires; one that is acknowledged or over stays as it is.
   * @throws AlertNotFoundError, AlertNotFiringError, StorageUnavailableError
   */
  async acknowledge(alertId: string, principal: Principal): Promise<AcknowledgedAlertDto> {
    await this.visible(alertId, principal);
    const acknowledgement = await this.engine.acknowledge(alertId, principal.id);
    if (acknowledgement === undefined) throw new AlertNotFoundError();
    const { outcome, alert } = acknowledgement;
    if (outcome === 'not_firing') throw new AlertNotFiringError();
    const shown = await this.report(alert, principal);
    return {
      status: STATUSES[outcome],
      alert: shown,
      summary: acknowledgementSentence(STATUSES[outcome], shown),
    };
  }

  /** The alerts that are not over and that a principal may see, the newest first. */
  async open(principal: Pick<Principal, 'devices'>): Promise<readonly Alert[]> {
    await this.sight.ready(principal);
    return this.openAfter(principal, undefined);
  }

  /** An alert as everybody reads it: whose approval it is about is left out. */
  reportToAll(alert: Alert): AlertDto {
    return toAlertDto(alert, this.now, alert.thing.kind !== 'approval');
  }

  private async report(alert: Alert, principal: Principal): Promise<AlertDto> {
    return toAlertDto(alert, this.now, await this.sight.seesInFull(principal, alert.thing));
  }

  /** An alert that is open, or was; one that may not be seen is as unknown as any other. */
  private async visible(alertId: string, principal: Principal): Promise<Alert> {
    await this.sight.ready(principal);
    const open = this.engine.open().find(({ id }) => id === alertId);
    const alert = open ?? (await this.store.find(alertId));
    if (alert === undefined || !this.sight.sees(principal, alert.thing)) throw new AlertNotFoundError();
    return alert;
  }

  private openAfter(principal: Pick<Principal, 'devices'>, after: AlertPosition | undefined): Alert[] {
    return this.engine
      .open()
      .filter(({ thing }) => this.sight.sees(principal, thing))
      .filter((alert) => after === undefined || isAfter(positionOf(alert), after))
      .toSorted((one, other) => (isAfter(positionOf(one), positionOf(other)) ? 1 : -1));
  }

  /** Also those of the past: as many as a page needs, however many lie between that may not be seen. */
  private async storedAfter(
    principal: Principal,
    wanted: number,
    cursor: AlertPosition | undefined,
  ): Promise<Alert[]> {
    const isLimited = principal.devices !== undefined;
    const found: Alert[] = [];
    for (let after = cursor; found.length < wanted;) {
      const limit = isLimited ? READ_AT_ONCE : wanted;
      const query: AlertQuery = { openOnly: false, limit, ...(after !== undefined && { before: after }) };
      const read = await this.store.list(query);
      found.push(...read.filter(({ thing }) => this.sight.sees(principal, thing)));
      if (read.length < limit) break;
      after = positionOf(read.at(-1)!);
    }
    return found.slice(0, wanted).map((alert) => this.newest(alert));
  }

  /** What is in memory of an open alert is newer than what is stored. */
  private newest(alert: Alert): Alert {
    return alert.state === 'resolved'
      ? alert
      : (this.engine.open().find(({ id }) => id === alert.id) ?? alert);
  }

  private get now(): number {
    return this.clock.now().getTime();
  }
}

const positionOf = ({ pendingSince, id }: Alert): AlertPosition => ({
  beganAt: Math.round(pendingSince),
  alertId: id,
});

/** Whether an alert comes after another in a list that begins with the newest. */
const isAfter = (one: AlertPosition, other: AlertPosition): boolean =>
  one.beganAt === other.beganAt ? one.alertId < other.alertId : one.beganAt < other.beganAt;

const STATUSES = {
  acknowledged: 'acknowledged',
  already: 'already_acknowledged',
  over: 'already_resolved',
} as const satisfies Record<
  Exclude<Acknowledgement['outcome'], 'not_firing'>,
  AcknowledgedAlertDto['status']
>;
