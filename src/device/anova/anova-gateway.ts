import { Injectable, Logger, Optional, type OnApplicationShutdown } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { ApprovedCook } from '../../safety/approved-cook.js';
import { Clock } from '../../shared/clock.js';
import { EventBus } from '../../shared/event-bus.js';
import type { Chance } from '../../shared/retry-delays.js';
import type { Milliseconds } from '../../shared/units.js';
import { milliseconds, minutesToSeconds } from '../../shared/units.js';
import type { CookerMessage } from '../cooker-message.js';
import type { AccountFollower } from '../account-follower.js';
import type { CookerState, AccountState, LinkState } from '../cooker-state.js';
import { CookerGateway } from '../cooker-gateway.js';
import { NoDeviceError } from '../device.errors.js';
import { reduce, UNKNOWN_ACCOUNT, type AccountEvent } from '../account-reducer.js';
import { encodeStart, encodeStop } from './protocol/anova-commands.js';
import { AnovaConnection } from './connection/anova-connection.js';
import { decode } from './protocol/anova-protocol.js';
import { InitialSync } from './connection/initial-sync.js';
import { Commands } from './connection/commands.js';
import { LogOnce } from './connection/log-once.js';
import { printable } from './protocol/json-readers.js';

/** The vendor's apps wait 10 s for an answer; our callers wait for ours meanwhile. */
const START_TIMEOUT = milliseconds(9_000);
const STOP_TIMEOUT = milliseconds(4_000);
const LONGEST_FAILURE = 300;
/** How late the line may be with what is due: a small machine has slow moments. In milliseconds. */
const LATEST = 30_000;
/** For how long what was before the start may be taken up before the line is opened. In milliseconds. */
const LONGEST_OPENING = 120_000;

/** The cookers of an Anova account, over Anova's cloud. */
@Injectable()
export class AnovaGateway extends CookerGateway implements OnApplicationShutdown {
  private readonly logger = new Logger('AnovaGateway');
  private readonly novelties = new LogOnce();
  private readonly connection: AnovaConnection;
  private readonly commands: Commands;
  private readonly arrival: InitialSync;
  private known: AccountState = UNKNOWN_ACCOUNT;
  private follower: AccountFollower | undefined;
  private opened = false;
  private readonly madeAt: Milliseconds;
  /** The cookers that calls were about, and the one of the settings: however long a list is, they stay on it. */
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
      { onMessage: (text) => this.hear(text), onLink: (link) => this.linked(link) },
    );
    this.commands = new Commands(clock, (frame) => this.connection.send(frame));
    this.arrival = new InitialSync(clock);
  }

  get account(): AccountState {
    return this.known;
  }

  get isMoving(): boolean {
    const dueBy = this.opened ? this.connection.dueBy : this.madeAt + LONGEST_OPENING;
    return dueBy !== undefined && this.clock.monotonic() <= dueBy + LATEST;
  }

  follow(follower: AccountFollower): void {
    this.follower = follower;
  }

  open(): void {
    this.opened = true;
    this.connection.open();
  }

  /** Hangs up. A cook that is on goes on. */
  onApplicationShutdown(): void {
    this.connection.stop();
  }

  async reach(patience: Milliseconds): Promise<void> {
    if (!this.opened || this.connection.wake()) await this.arrival.wait(patience);
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
      this.commands.lineLost();
      this.arrival.lost();
    }
    if (link === 'token-rejected') this.arrival.release();
    if (!isNew) return;
    this.follower?.onLink(this.known);
    this.events.emit('cloud.changed', this.known);
  }

  /** No message may harm the line or the messages after it. */
  private hear(text: string): void {
    try {
      this.take(decode(text, this.wanted));
    } catch (error) {
      const what = printable(String(error), LONGEST_FAILURE);
      if (this.novelties.isNew(what)) this.logger.error(`A message could not be taken: ${what}`);
    }
  }

  private take(message: CookerMessage): void {
    this.learn(message);
    switch (message.kind) {
      case 'devices':
        if (message.puzzle !== undefined) this.wonder(message.puzzle);
        return this.listed(message.kind);
      case 'device-added':
      case 'device-removed':
        return this.listed(message.kind);
      case 'state':
        return this.withObservation(message.cookerId, message.puzzle);
      case 'unreadable-state':
        return this.wonder(`a state that cannot be read: ${message.puzzle}`);
      case 'answer':
        if (this.commands.answered(message)) this.connection.answered();
        return;
      case 'error':
        if (!this.commands.complained(message.requestId, message.reason))
          this.wonder(`an error: ${message.reason}`);
        return;
      case 'unknown':
        return this.wonder(`an unknown message: ${message.command}`);
      case 'ignored':
        return;
    }
  }

  private listed(kind: 'devices' | 'device-added' | 'device-removed'): void {
    if (kind === 'devices') this.arrival.listed(this.known);
    this.events.emit('cooker.listed', this.known);
  }

  private withObservation(cookerId: string, puzzle: string | undefined): void {
    const cooker = this.known.cookers.get(cookerId);
    if (!cooker) return;
    if (puzzle !== undefined) this.wonder(`a state without a name here: ${puzzle}`);
    this.arrival.heard(this.known);
    this.follower?.onReading(cooker);
    this.events.emit('cooker.reading', cooker);
  }

  private wonder(about: string): void {
    if (this.novelties.isNew(about)) this.logger.warn(`The cloud sent ${about} (said once)`);
  }

  private learn(news: AccountEvent): void {
    const moment = { wall: this.clock.now(), monotonic: this.clock.monotonic() };
    this.known = reduce(this.known, news, moment, this.chosen);
  }
}
