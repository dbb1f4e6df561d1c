import { Environment } from '../../src/config/environment.js';
import { AnovaGateway } from '../../src/device/anova/anova-gateway.js';
import { milliseconds } from '../../src/shared/units.js';
import { EventBus } from '../../src/shared/event-bus.js';
import { CaughtLog } from './caught-log.js';
import { frame, idle, listFrame, stateFrame } from './cooker-messages.js';
import { DrivenClock } from './driven-clock.js';
import { FakeAnovaServer } from './fake-anova-server.js';
import { until } from './until.js';

/** The token of every scripted account. */
export const TOKEN = 'anova-eyJ0.scripted.secret';
/** The cookers of a scripted account, as the cloud lists them. */
export const ACCOUNT = [
  { cookerId: 'cooker-1', type: 'a7', name: 'Kitchen' },
  { cookerId: 'cooker-2', type: 'pro', name: 'Cellar' },
];

/** A command as the cloud reads it. */
export interface Received {
  readonly command: string;
  readonly requestId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The device module with a driven clock, and a cloud that sends what a test wants. */
export class AnovaGatewayHarness {
  readonly clock = new DrivenClock();
  readonly log = CaughtLog.take();
  readonly events = new EventBus();
  /** The events that other modules received: the name of every event, with the cooker of a reading. */
  readonly heard: string[] = [];
  readonly cooker: AnovaGateway;

  private constructor(readonly cloud: FakeAnovaServer) {
    const environment = new Environment({ anovaWebsocketUrl: cloud.url, personalAccessToken: TOKEN });
    this.cooker = new AnovaGateway(environment, this.clock, this.events, () => 0.5);
    this.events.on('cloud.changed', ({ link }) => this.heard.push(link));
    this.events.on('cooker.listed', ({ cookers }) => this.heard.push(`${cookers.size} listed`));
    this.events.on('cooker.reading', ({ id }) => this.heard.push(`reading of ${id}`));
  }

  /** Makes it; no connection is opened yet. */
  static async make(): Promise<AnovaGatewayHarness> {
    return new AnovaGatewayHarness(await FakeAnovaServer.start());
  }

  /** Makes it, and waits until the cookers of `ACCOUNT` are listed and have reported that they are idle. */
  static async connected(): Promise<AnovaGatewayHarness> {
    const testApp = await AnovaGatewayHarness.make();
    testApp.cloud.greet = () => testApp.greet();
    testApp.cooker.open();
    await testApp.cooker.ensureConnected(milliseconds(60_000));
    return testApp;
  }

  /** Lists the account, and lets both cookers say that they are idle. */
  greet(): void {
    this.cloud.connection.send(listFrame(...ACCOUNT));
    this.cloud.connection.send(stateFrame(idle({ water: 20 })));
    this.cloud.connection.send(stateFrame(idle({ water: 20 }), 'cooker-2', 'pro'));
  }

  /** Sends these frames, and waits until all of them have been taken. */
  async push(...frames: readonly (string | Buffer)[]): Promise<void> {
    for (const one of frames) this.cloud.connection.send(one);
    await this.settle();
  }

  /** Waits until the module has handled everything that the cloud sent so far. */
  async settle(): Promise<void> {
    const { connection } = this.cloud;
    connection.ping();
    await new Promise((resolve) => connection.once('pong', resolve));
  }

  /** The commands that the cloud has received, once there are so many. */
  async received(count: number): Promise<readonly Received[]> {
    await until(() => this.cloud.received.length, count);
    return this.cloud.received.map((text) => JSON.parse(text) as Received);
  }

  /** Responds to a command, by default with `ok`. */
  async respond(
    { requestId }: { readonly requestId: string },
    payload: object = { status: 'ok' },
  ): Promise<void> {
    await this.push(frame('RESPONSE', payload, requestId));
  }

  async end(): Promise<void> {
    this.cooker.onApplicationShutdown();
    await this.cloud.end();
  }
}
