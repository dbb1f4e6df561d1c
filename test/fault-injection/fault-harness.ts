import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { CookerGateway } from '../../src/device/cooker-gateway.js';
import type { AccountState, LinkState } from '../../src/device/cooker-state.js';
import { EventBus } from '../../src/shared/event-bus.js';
import type { ApiResponse, Json, Overrides } from '../harness/api.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/test-app.js';
import { holds } from './fault.js';
import { newFolder, removeFolder } from './temporary-folders.js';

/** Turns of the event loop that everything between client, server, disk and cloud needs to get through. */
const TURNS = 30;
const STEP = 1_000;
/** Every response arrives within 20 s, plus at most one step of the clock. */
const LONGEST_RESPONSE = 20_000 + STEP;
/** The same once the clock stands still, in milliseconds of the machine. */
const REAL_TIMEOUT = 5_000;

/** A cooker's way to say that it cooks or not, as it truly is. */
export interface Truth {
  readonly cooking: boolean;
  readonly target: number;
  readonly minutes: number;
}

/** The shipped application and a simulated cloud in one process, whose time passes as fast as they can follow. */
export class FaultHarness {
  /** Every change of the connection to the cloud, with its time. */
  readonly links: { readonly link: LinkState; readonly at: number }[] = [];
  private calls = 0;
  /** Who waits for a response, and until when. */
  private readonly waiting = new Set<{ readonly until: number; readonly expire: () => void }>();
  private isPassing = false;

  private constructor(
    readonly testApp: TestApp,
    private readonly folder: string,
  ) {
    const events = testApp.app.get(EventBus, { strict: false });
    events.on('cloud.changed', ({ link }) => this.links.push({ link, at: this.clock.monotonic() }));
  }

  static async open(options: TestAppOptions = {}): Promise<FaultHarness> {
    const folder = newFolder();
    const environment = {
      rateLimitPerMinute: 1_000_000,
      startsPerDay: 1_000_000,
      dataDir: folder,
      ...options.environment,
    };
    return new FaultHarness(await startTestApp({ ...options, environment }), folder);
  }

  get cloud() {
    return this.testApp.cloud;
  }

  get cooker() {
    return this.testApp.cooker;
  }

  get clock() {
    return this.testApp.clock;
  }

  /** What the server knows of the cloud and its cookers. */
  get known(): AccountState {
    return this.testApp.app.get(CookerGateway, { strict: false }).account;
  }

  /** What the first cooker really does. */
  get truth(): Truth {
    const { mode, setpoint, timer } = this.cooker.snapshot();
    return { cooking: mode === 'cook', target: setpoint, minutes: timer.initial / 60 };
  }

  /** How many starts have reached the cloud. */
  get starts(): number {
    return this.cloud.received.filter(({ command }) => command === 'CMD_APC_START').length;
  }

  /** Sends a request and advances time until the response is there. Each request comes from another client. */
  async call(method: string, path: string, body?: unknown, headers: Overrides = {}): Promise<ApiResponse> {
    const client = this.calls++ % 0x10000;
    const from = { 'x-forwarded-for': `10.0.${client >> 8}.${client & 255}` };
    return this.responseTo(this.testApp.api.send(method, path, body, { ...from, ...headers }));
  }

  start(body: Json, headers?: Overrides): Promise<ApiResponse> {
    return this.call('POST', '/start-cook', body, headers);
  }

  stop(): Promise<ApiResponse> {
    return this.call('POST', '/stop-cook');
  }

  async status(): Promise<Json> {
    return (await this.call('GET', '/status')).body;
  }

  /** Advances the driven clock by `ms` milliseconds, in steps that let messages arrive in between. */
  async pass(ms: number, step = STEP): Promise<void> {
    await turns();
    for (let rest = ms; rest > 0; rest -= step) {
      await this.clock.elapse(Math.min(step, rest));
      await turns();
    }
  }

  /**
   * Lets time pass until this is so.
   * @returns how many milliseconds it took, to within `step`
   * @throws Error when it is not so after `most` milliseconds
   */
  async passUntil(
    what: string,
    most: number,
    look: () => boolean | Promise<boolean>,
    step = STEP,
  ): Promise<number> {
    const begin = this.clock.monotonic();
    await turns();
    while (!(await look())) {
      const passed = this.clock.monotonic() - begin;
      holds(`within ${most} ms: ${what}`, passed < most, await this.status());
      await this.pass(step, step);
    }
    return this.clock.monotonic() - begin;
  }

  /** Restores an idle cooker on a working connection, and forgets what was sent. */
  async settle(): Promise<void> {
    await this.passUntil('the connection is back', 400_000, () => this.known.link === 'connected');
    await this.pass(2_000);
    if (this.truth.cooking) this.cooker.stopAtDevice();
    await this.pass(2_000);
    this.cloud.forgetReceived();
  }

  async close(): Promise<void> {
    try {
      await this.testApp.close();
    } finally {
      await removeFolder(this.folder);
    }
  }

  /** Waits for something that a client asked for, and lets as much time pass as it may take. */
  async responseTo<Given>(call: Promise<Given>): Promise<Given> {
    return new Promise((resolve, reject) => {
      const until = this.clock.monotonic() + LONGEST_RESPONSE;
      // A file that is read, or a machine that is busy, takes real time.
      const waiting = { until, expire: () => void noResponse().catch(reject) };
      this.waiting.add(waiting);
      void call.then(resolve, reject).finally(() => this.waiting.delete(waiting));
      if (!this.isPassing) void this.passWhileWaiting();
    });
  }

  /** One loop for all who wait: a clock that each of them moved would run faster, the more they are. */
  private async passWhileWaiting(): Promise<void> {
    this.isPassing = true;
    while (this.waiting.size > 0) {
      for (let turn = 0; turn < TURNS && this.waiting.size > 0; turn++) await nextTurn();
      // What the disk is asked for the first time takes real time, which the driven clock must not outrun.
      if (this.waiting.size > 0) await sleep(1);
      if (this.waiting.size > 0) await this.clock.elapse(STEP);
      this.expire();
    }
    this.isPassing = false;
  }

  private expire(): void {
    const now = this.clock.monotonic();
    for (const waiting of this.waiting) {
      if (now < waiting.until) continue;
      this.waiting.delete(waiting);
      waiting.expire();
    }
  }
}

async function noResponse(): Promise<never> {
  await sleep(REAL_TIMEOUT, undefined, { ref: false });
  throw new Error('No response within 20 s');
}

/** Lets sockets and promises do what they have to. */
export async function turns(count = TURNS): Promise<void> {
  for (let turn = 0; turn < count; turn++) await nextTurn();
}
