import { Injectable, Logger, Optional, type OnApplicationShutdown } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { ApprovedCook } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import { EventBus } from '../../shared/event-bus.js';
import type { Chance } from '../../shared/retry-delays.js';
import { type Milliseconds, milliseconds, minutesToSeconds } from '../../shared/units.js';
import type { CookerMessage } from '../cooker-message.js';
import type { AccountFollower } from '../account-follower.js';
import type { CookerState, AccountState, LinkState } from '../cooker-state.js';
import { CookerGateway } from '../cooker-gateway.js';
import { NoDeviceError } from '../device.errors.js';
import { reduce, UNKNOWN_ACCOUNT, type AccountEvent } from '../account-reducer.js';
import { encodeStart, encodeStop, decode } from './protocol/anova-protocol.js';
import { AnovaConnection, InitialSync } from './connection/anova-connection.js';
import { Commands } from './connection/commands.js';
import { LogOnce } from './connection/log-once.js';
import { printable } from './protocol/json-readers.js';

/** The vendor's apps wait 10 s for a response; our own clients wait for theirs meanwhile. */
const START_TIMEOUT = milliseconds(9_000);
const STOP_TIMEOUT = milliseconds(4_000);
const LONGEST_FAILURE = 300;
/** How late the connection may be with a step that is due: a small machine has slow moments. */
const DEADLINE_TOLERANCE = milliseconds(30_000);
/** How long restoring what was before a restart may take until the connection is opened. */
const RESTORE_TIMEOUT = milliseconds(120_000);

/** The cookers of an Anova account, over Anova's cloud. */
@Injectable()
export class AnovaGateway extends CookerGateway implements OnApplicationShutdown {
  private readonly logger = new Logger('AnovaGateway');
  private readonly loggedOnce = new LogOnce();
  private readonly connection: AnovaConnection;
  private readonly commands: Commands;
  private readonly initialSync: InitialSync;
  private known: AccountState = UNKNOWN_ACCOUNT;
  private follower: AccountFollower | undefined;
  private opened = false;
  private readonly madeAt: Milliseconds;
  /** The cookers of earlier commands and of the settings: they are kept however long the list is. */
  private readonly chosen: Set<string>;
  private readonly wanted = { has: (id: string) => this.chosen.has(id) || this.known.cookers.has(id) };

  constructor(
    environment: Environment,
    private readonly clock: Clock,
    private readonly events: EventBus,
    @Optional() chance: Chance = Math.random,
  ) {
    super();
    this.madeAt = clock.monotonic();
    this.chosen = new Set(environment.deviceId === undefined ? [] : [environment.deviceId]);
    const { anovaWebsocketUrl: url, personalAccessToken: token } = environment;
    this.connection = new AnovaConnection(
      { url, token, clock, chance },
      { onMessage: (text) => this.receive(text), onLink: (link) => this.linked(link) },
    );
    this.commands = new Commands(clock, (frame) => this.connection.send(frame));
    this.initialSync = new InitialSync(clock);
  }

  get account(): AccountState {
    return this.known;
  }

  get isAlive(): boolean {
    const nextDeadline = this.opened ? this.connection.nextDeadline : this.madeAt + RESTORE_TIMEOUT;
    return nextDeadline !== undefined && this.clock.monotonic() <= nextDeadline + DEADLINE_TOLERANCE;
  }

  follow(follower: AccountFollower): void {
    this.follower = follower;
  }

  open(): void {
    this.opened = true;
    this.connection.open();
  }

  /** Closes the connection. A running cook goes on. */
  onApplicationShutdown(): void {
    this.connection.stop();
  }

  async ensureConnected(timeout: Milliseconds): Promise<void> {
    if (!this.opened || this.connection.reconnectNow()) await this.initialSync.wait(timeout);
  }

  async start(cookerId: string, cook: ApprovedCook, sent?: () => void): Promise<void> {
    if (!ApprovedCook.isGenuine(cook)) throw new TypeError('Only an approved cook can be started');
    const { target, hold, cookerType } = cook.plan;
    const cooker = this.cookerOf(cookerId);
    if (cookerType !== cooker.type) throw new TypeError('The cook was approved for another model of cooker');
    await this.commands.send({
      name: 'start',
      cookerId,
      timeout: START_TIMEOUT,
      encode: (id) => encodeStart(id, cooker, target, minutesToSeconds(hold)),
      sent,
    });
  }

  async stop(cookerId: string, sent?: () => void): Promise<void> {
    const cooker = this.cookerOf(cookerId);
    await this.commands.send({
      name: 'stop',
      cookerId,
      timeout: STOP_TIMEOUT,
      encode: (id) => encodeStop(id, cooker),
      sent,
    });
  }

  private cookerOf(cookerId: string): CookerState {
    const cooker = this.known.cookers.get(cookerId);
    if (!cooker) throw new NoDeviceError('The Anova account has no such cooker any more.');
    this.chosen.add(cookerId);
    return cooker;
  }

  private linked(link: LinkState): void {
    const isNew = link !== this.known.link;
    this.learn({ kind: 'link', link });
    if (link !== 'connected') {
      this.commands.connectionLost();
      this.initialSync.lost();
    }
    if (link === 'token-rejected') this.initialSync.release();
    if (!isNew) return;
    this.follower?.onLink(this.known);
    this.events.emit('cloud.changed', this.known);
  }

  /** No message may harm the connection or the messages after it. */
  private receive(text: string): void {
    try {
      this.take(decode(text, this.wanted));
    } catch (error) {
      const what = printable(String(error), LONGEST_FAILURE);
      if (this.loggedOnce.isNew(what)) this.logger.error(`A message could not be taken: ${what}`);
    }
  }

  private take(message: CookerMessage): void {
    this.learn(message);
    switch (message.kind) {
      case 'devices':
        if (message.unrecognised !== undefined) this.warnUnknown(message.unrecognised);
        return this.listed(message.kind);
      case 'device-added':
      case 'device-removed':
        return this.listed(message.kind);
      case 'state':
        return this.withObservation(message.cookerId, message.unrecognised);
      case 'unreadable-state':
        return this.warnUnknown(`a state that cannot be read: ${message.unrecognised}`);
      case 'response':
        if (this.commands.responded(message)) this.connection.responded();
        return;
      case 'error':
        if (!this.commands.failed(message.requestId, message.reason))
          this.warnUnknown(`an error: ${message.reason}`);
        return;
      case 'unknown':
        return this.warnUnknown(`an unknown message: ${message.command}`);
      case 'ignored':
        return;
    }
  }

  private listed(kind: 'devices' | 'device-added' | 'device-removed'): void {
    if (kind === 'devices') this.initialSync.listed(this.known);
    this.events.emit('cooker.listed', this.known);
  }

  private withObservation(cookerId: string, unrecognised: string | undefined): void {
    const cooker = this.known.cookers.get(cookerId);
    if (!cooker) return;
    if (unrecognised !== undefined) this.warnUnknown(`a state without a name here: ${unrecognised}`);
    this.initialSync.heard(this.known);
    this.follower?.onReading(cooker);
    this.events.emit('cooker.reading', cooker);
  }

  private warnUnknown(about: string): void {
    if (this.loggedOnce.isNew(about)) this.logger.warn(`The cloud sent ${about} (said once)`);
  }

  private learn(news: AccountEvent): void {
    const moment = { wall: this.clock.now(), monotonic: this.clock.monotonic() };
    this.known = reduce(this.known, news, moment, this.chosen);
  }
}
