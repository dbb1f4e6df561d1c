import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '../shared/clock.js';
import type { AccountOptions } from './account.js';
import { Account } from './account.js';
import { Scheduler } from './scheduler.js';
import type { Behaviour } from './behaviours.js';
import type { ClientCommand } from './client-command.js';
import { CommandHandler } from './command-handler.js';
import type { SimulatedCooker } from './cooker.js';
import type { Arrival, TokenRefusal } from './admission.js';
import { Admission } from './admission.js';
import { ClientConnection } from './client-connection.js';
import { ClientConnections } from './client-connections.js';
import { LoopbackServer, refuseUpgrade } from './loopback-server.js';
import type { CookerOptions } from './reporting-cooker.js';
import { SimulatedTime } from './simulated-time.js';
import { SimulatorOptionError } from './simulator.errors.js';
import type { SignIn } from './verdict.js';
import { judge } from './verdict.js';

export interface AnovaCloudOptions extends AccountOptions {
  readonly clock: Clock;
  /** The one token that is let in. */
  readonly token: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Simulated seconds per second of the clock; default 1. */
  readonly speed?: number;
  /** Milliseconds of the clock between the states that each cooker pushes; default 2000. */
  readonly pushEvery?: number;
  /** Whether idle cookers push periodically, not only changes; default true. */
  readonly pushIdle?: boolean;
  /** How a wrong token is met; default `refuse`: HTTP 401 at the upgrade. */
  readonly wrongToken?: TokenRefusal;
  /** What kind of token lets in: with an app's, SET_TARGET_TEMP and SET_TIMER work. Default a personal access token. */
  readonly signIn?: SignIn;
  /** Says what happens, without secrets; by default nothing is written. */
  readonly report?: (sentence: string) => void;
  /** Makes ids; default random UUIDs. */
  readonly newId?: () => string;
}

const PUSH_EVERY = 2000;

/**
 * A stand-in for Anova's cloud on the loopback interface, with cookers of its own. It speaks the
 * official protocol on a real WebSocket, and fails in every way that a test asks for: through `gate`
 * (who may connect), `lines` (the connections), `nextCommand` and `everyCommand` (behaviours.ts), and
 * the cookers themselves.
 */
export class AnovaCloud {
  readonly admission: Admission;
  readonly connections = new ClientConnections();
  /** The simulated time that all cookers live in. */
  readonly time: SimulatedTime;
  private readonly account: Account;
  private readonly commandHandler: CommandHandler;
  private readonly scheduler: Scheduler;
  private readonly server: LoopbackServer;
  private readonly sockets = new WebSocketServer({ noServer: true, clientTracking: false, autoPong: false });
  private greets = true;

  constructor(private readonly options: AnovaCloudOptions) {
    const { clock, token, port = 0, speed, wrongToken, newId = randomUUID } = options;
    this.admission = new Admission(token, wrongToken);
    this.time = new SimulatedTime(clock, speed);
    this.account = new Account(options, {
      time: this.time,
      newId,
      broadcast: (frame) => this.connections.send(frame, 'APC'),
    });
    this.scheduler = new Scheduler(clock);
    this.commandHandler = new CommandHandler(this.scheduler, (command) =>
      judge(command, this.cookers, options.signIn),
    );
    this.server = new LoopbackServer(port, (request, wire, head) => this.meet(request, wire, head));
  }

  /** The address for clients, without path and query: `ws://127.0.0.1:port`. */
  get url(): string {
    return this.server.url;
  }

  /** The cookers of the account. */
  get cookers(): readonly SimulatedCooker[] {
    return this.account.cookers;
  }

  /** The first cooker. @throws SimulatorOptionError when there is none */
  get cooker(): SimulatedCooker {
    const [first] = this.cookers;
    if (!first) throw new SimulatorOptionError('The simulated account has no cooker');
    return first;
  }

  /** Every message that clients sent, oldest first. */
  get received(): readonly ClientCommand[] {
    return this.commandHandler.received;
  }

  /** Opens the port and begins to push. Rejects with Node's error when the port is taken. */
  async listen(): Promise<void> {
    await this.server.listen();
    this.pushLater();
  }

  /** Cuts every connection, closes the port and drops what was planned. */
  async close(): Promise<void> {
    this.scheduler.clear();
    await this.goAway();
  }

  /** Stops listening and cuts every connection; the cookers continue. */
  async goAway(): Promise<void> {
    this.connections.drop();
    await Promise.all([this.server.close(), this.connections.gone()]);
  }

  /** Listens again, on the same port. */
  async comeBack(): Promise<void> {
    await this.server.listen();
  }

  /** Treats one command so; with `command`, the next of that name. Several wait in a queue. */
  nextCommand(behaviour: Behaviour, command?: string): void {
    this.commandHandler.next(behaviour, command);
  }

  /** Treats every command so that is not spoken for by `nextCommand`; `obeyed` ends it. */
  everyCommand(behaviour: Behaviour): void {
    this.commandHandler.every(behaviour);
  }

  /** Forgets what was received. */
  forgetReceived(): void {
    this.commandHandler.forget();
  }

  /** Sends nothing to clients that connect from now on: no list, no states. They still get later pushes. */
  withholdGreeting(): void {
    this.greets = false;
  }

  /** Greets again. */
  giveGreeting(): void {
    this.greets = true;
  }

  /** Advances simulated time by `ms` milliseconds, and lets every cooker push its state. */
  skip(ms: number): void {
    this.time.skip(ms);
    this.account.pushAll({ idle: true });
  }

  /** Pairs another cooker with the account. */
  pair(options: CookerOptions = {}): SimulatedCooker {
    return this.account.pair(options);
  }

  /** Removes a cooker from the account. */
  unpair(cooker: SimulatedCooker): void {
    this.account.unpair(cooker);
  }

  /** Replaces the account's cookers by new ones. */
  replaceCookers(cookers: readonly CookerOptions[]): void {
    this.account.replace(cookers);
  }

  private meet(request: IncomingMessage, wire: Duplex, head: Buffer): void {
    const arrival = this.admission.judge(request);
    if (arrival.kind === 'refused') {
      this.report(`A client was refused with HTTP ${arrival.status}`);
      refuseUpgrade(wire, arrival.status);
      return;
    }
    this.sockets.handleUpgrade(request, wire, head, (socket) => {
      const connection = new ClientConnection(socket, wire, arrival.accessories);
      this.connections.add(connection);
      this.receive(connection, arrival.kind);
    });
  }

  private receive(connection: ClientConnection, kind: Exclude<Arrival['kind'], 'refused'>): void {
    switch (kind) {
      case 'welcome':
        return this.welcome(connection);
      case 'closed':
        return connection.close();
      case 'dropped':
        return connection.drop();
    }
  }

  private welcome(connection: ClientConnection): void {
    this.report('A client connected');
    void connection.closed.then(() => this.report('A client left'));
    connection.onMessage((raw) => {
      this.commandHandler.take(raw, connection);
      this.report(`Received ${this.received.at(-1)?.command || 'something unreadable'}`);
    });
    if (!this.greets) return;
    for (const frame of this.account.greeting(connection.accessories)) connection.send(frame);
  }

  private pushLater(): void {
    const { pushEvery = PUSH_EVERY, pushIdle = true } = this.options;
    this.scheduler.after(pushEvery, () => {
      this.account.pushAll({ idle: pushIdle });
      this.pushLater();
    });
  }

  private report(sentence: string): void {
    this.options.report?.(sentence);
  }
}
