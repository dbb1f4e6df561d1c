import { AnovaConnection } from '../../src/device/anova/connection/anova-connection.js';
import type { LinkState } from '../../src/device/cooker-state.js';
import { CaughtLog } from './caught-log.js';
import { DrivenClock } from './driven-clock.js';
import { FakeAnovaServer } from './fake-anova-server.js';
import { until } from './until.js';

/** The token of every wired connection, with all that an address would have to spell otherwise. */
export const TOKEN = 'anova-eyJ0.a+b/c=&d?secret';
/** Finds a piece of it in a text, or the place where it stands in an address. */
export const TRACES = /eyJ0|secret|token=/;

/** A connection with a scripted cloud, a driven clock and chance that always draws the middle. */
export class WiredConnection {
  readonly clock = new DrivenClock();
  readonly log = CaughtLog.take();
  /** What the connection reported about its state, in order. */
  readonly links: LinkState[] = [];
  /** What came over it. */
  readonly messages: string[] = [];
  /** How often a wait was drawn: once for every socket that ended, except while the token is refused. */
  draws = 0;
  readonly connection: AnovaConnection;

  private constructor(
    readonly cloud: FakeAnovaServer,
    path: string,
  ) {
    this.connection = new AnovaConnection(
      { url: `${cloud.url}${path}`, token: TOKEN, clock: this.clock, chance: () => this.draw() },
      {
        onMessage: (text) => this.messages.push(text),
        onLink: (link) => this.links.push(link),
      },
    );
  }

  static async start({ path = '', respondsToPings = true } = {}): Promise<WiredConnection> {
    return new WiredConnection(await FakeAnovaServer.start({ respondsToPings }), path);
  }

  /** Opens it, and waits until the socket is open on both sides. */
  async connect(): Promise<void> {
    this.connection.open();
    await until(() => this.connection.link, 'connected');
    await until(() => this.cloud.connections.length, this.cloud.tries.length);
  }

  /** Opens it to be refused with this status, and waits until it was. */
  async refuse(status: number, link: LinkState): Promise<void> {
    this.cloud.refuseWith = status;
    this.connection.open();
    await until(() => this.connection.link, link);
  }

  /** How often it connected: all attempts so far have reached the cloud once a later request is responded to. */
  async attempts(): Promise<number> {
    await fetch(this.cloud.url.replace('ws:', 'http:'));
    return this.cloud.tries.length;
  }

  async end(): Promise<void> {
    this.connection.stop();
    await this.cloud.end();
  }

  private draw(): number {
    this.draws += 1;
    return 0.5;
  }
}

/** Expects attempt number `count` to connect after exactly this wait in ms. */
export async function expectDialAfter(wired: WiredConnection, wait: number, count: number): Promise<void> {
  wired.clock.advance(wait - 1);
  expect(await wired.attempts()).toBe(count - 1);
  wired.clock.advance(1);
  await until(() => wired.cloud.tries.length, count);
}
