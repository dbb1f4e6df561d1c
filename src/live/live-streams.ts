import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { Principal } from '../auth/principal.js';
import { Environment } from '../config/environment.js';
import { chooseCooker } from '../cooking/tracking/cooker-choice.js';
import { CookerGateway } from '../device/cooker-gateway.js';
import { visibleTo } from '../device/visible-cookers.js';
import { CoddleExpressAdapter } from '../http/coddle-express-adapter.js';
import { StorageUnavailableError } from '../storage/storage.errors.js';
import { typesOf, type LiveQueryDto } from './dto/live-query.dto.js';
import type { BusyEventDto, ResetEventDto } from './dto/live-events.dto.js';
import type { LiveGroup } from './hub/live-group.js';
import { filterFor } from './hub/live-filter.js';
import { LiveHub } from './hub/live-hub.js';
import { LiveAccesses } from './live-access.js';
import { LiveTimer } from './live-timer.js';
import { LiveAlerts } from './sources/live-alerts.js';
import { LiveApprovals } from './sources/live-approvals.js';
import { LiveStatuses } from './sources/live-statuses.js';
import { LiveThermometers } from './sources/live-thermometers.js';
import { EventFrame, eventText } from './stream/event-frame.js';
import { EventStream, sendHeadOnly } from './stream/event-stream.js';

/** Milliseconds after which a client reconnects. */
const RETRY = 2_000;
/** Seconds after which a client tries again for which there is no stream now. */
const BUSY_RETRY = 15;

/** A request for a stream, admitted. */
export interface LiveRequest {
  readonly principal: Principal;
  readonly query: LiveQueryDto;
  readonly request: Request;
  readonly response: Response;
}

/** Opens streams, and ends all of them when the server closes. */
@Injectable()
export class LiveStreams implements OnModuleInit {
  private open = 0;
  private isClosing = false;

  constructor(
    private readonly hub: LiveHub,
    private readonly timer: LiveTimer,
    private readonly accesses: LiveAccesses,
    private readonly statuses: LiveStatuses,
    private readonly approvals: LiveApprovals,
    private readonly thermometers: LiveThermometers,
    private readonly alerts: LiveAlerts,
    private readonly gateway: CookerGateway,
    private readonly environment: Environment,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Streams end before the connections are drained, which would wait for them. */
  onModuleInit(): void {
    const { httpAdapter } = this.host;
    if (httpAdapter instanceof CoddleExpressAdapter) httpAdapter.onClosing(() => this.close());
  }

  /** Responds with a stream, or with a single event that says why there is none now. @throws the errors of choosing a cooker */
  async serve({ principal, query, request, response }: LiveRequest): Promise<void> {
    this.assertVisible(principal, query.device_id);
    if (request.method === 'HEAD') return sendHeadOnly(response);
    if (this.open >= this.environment.liveMaxClients || this.isClosing) return sendBusy(response, TOO_MANY);
    this.open += 1;
    response.on('close', this.closed);
    const access = await this.accesses.of(request, principal);
    if (access === undefined) return sendBusy(response, 'The session has ended.');
    const filter = filterFor(principal, typesOf(query), query.device_id);
    const group = this.hub.groupOf({ filter, principal, access });
    this.timer.start();
    const given = request.headers['last-event-id']?.toString() || query.last_event_id;
    await this.begin(response, group, given);
  }

  /** A listener of every stream: a function of its own for each would take memory. */
  private readonly closed = (): void => {
    this.open -= 1;
  };

  private async begin(response: Response, group: LiveGroup, lastEventId: string | undefined): Promise<void> {
    const resumed = this.hub.resumable(lastEventId, group);
    const first = resumed === undefined ? await this.resetFor(group) : new EventFrame(`retry: ${RETRY}\n\n`);
    if (first === undefined) return sendBusy(response, UNREADABLE);
    if (response.destroyed) return;
    const stream = EventStream.begin(response, [first], group.left);
    stream.position = resumed ?? first.number;
    this.hub.join(stream, group);
  }

  /** The frame that a stream begins with, when it has nothing to go on from; undefined when the state cannot be read. */
  private async resetFor({ filter, view }: LiveGroup): Promise<EventFrame | undefined> {
    try {
      const approvals = await this.approvals.open(filter, view);
      const thermometers = await this.thermometers.open(filter, view);
      const alerts = await this.alerts.open(filter, view);
      const cookers = filter.types.has('status') ? this.statuses.cookersIn(view) : [];
      const status = cookers
        .filter((id) => filter.deviceId === undefined || filter.deviceId === id)
        .flatMap((id) => this.statuses.showFirst(view, id) ?? []);
      const state: ResetEventDto = {
        status,
        approvals: [...approvals],
        thermometers: [...thermometers],
        alerts: [...alerts],
      };
      return this.hub.frameNow('reset', state, RETRY);
    } catch (error) {
      if (error instanceof StorageUnavailableError) return undefined;
      throw error;
    }
  }

  /** Before the cloud has listed the cookers, a stream waits for them. */
  private assertVisible(principal: Principal, deviceId: string | undefined): void {
    const account = visibleTo(principal, this.gateway.account);
    if (deviceId !== undefined && account.listed) chooseCooker(account, { asked: deviceId });
  }

  private close(): Promise<void> {
    this.isClosing = true;
    for (const group of this.hub.all) this.hub.end(group);
    this.timer.stop();
    return Promise.resolve();
  }
}

const TOO_MANY = 'Too many clients watch already.';
const UNREADABLE = 'The database cannot be read at the moment.';

/** An EventSource gives up for good at any status but 200, so "not now" is a stream of one event. */
function sendBusy(response: Response, reason: string): void {
  const data: BusyEventDto = {
    message: `${reason} Try again in ${BUSY_RETRY} seconds.`,
    retry_after_seconds: BUSY_RETRY,
  };
  const text = eventText({ event: 'busy', json: JSON.stringify(data), retry: BUSY_RETRY * 1000 });
  EventStream.begin(response, [new EventFrame(text)], () => undefined).end();
}
