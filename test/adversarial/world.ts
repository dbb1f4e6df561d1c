import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../harness/api.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import type { Clock } from '../../src/shared/clock.js';
import type { SimulatedCooker } from '../../src/simulator/cooker.js';
import { call, readRest, REST } from './assistants.js';
import { LeftFood } from './left-food.js';
import { Ledger, type Frame } from './ledger.js';
import { OAuthPlayers } from './oauth-players.js';
import { OwnerPage } from './owner-page.js';
import { Owner } from './owner.js';
import { COOKERS, KeyRing, type Change, type Player } from './players.js';
import { Wire } from './wire.js';

/** The command that starts a cook. */
const START = 'CMD_APC_START';
/** Turns of the event loop that a request and all that it leads to may take before time goes on. */
const TURNS = 400;
/** A folder in memory where there is one: it is not the disk that is tried here. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const HOUR = 3_600_000;
/** Starts by principals that must ask, within an hour, before the world waits for the next (the limit is 6). */
const STARTS_AN_HOUR = 3;
const STEP = 5_000;
/** Where clients of OAuth know the server. */
const PUBLIC_URL = 'https://coddle.example';
/** The most cooks that a page of the history holds for one look. */
const MOST_LISTED = 20;

/** The times at which the cookers received starts. */
class Arrivals {
  clock: Clock | undefined;
  private times: number[] = [];

  /** @param sentence what the cloud reports */
  note(sentence: string): void {
    if (sentence === `Received ${START}`) this.times.push(this.clock?.monotonic() ?? 0);
  }

  /** Those since this was last asked. */
  take(): readonly number[] {
    const { times } = this;
    this.times = [];
    return times;
  }
}

/** What surrounds a server. */
interface Surroundings {
  /** The owner at the machine. */
  readonly owner: Owner;
  /** The owner in the browser. */
  readonly page: OwnerPage;
  readonly arrivals: Arrivals;
}

/** One server, its simulated cookers, its owner and all of its clients. */
export class World {
  readonly ledger: Ledger;
  readonly wire: Wire;
  readonly owner: Owner;
  readonly page: OwnerPage;
  readonly food: LeftFood;
  private readonly apps: OAuthPlayers;
  private readonly arrivals: Arrivals;
  private setBackBy = 0;
  /** Starts by principals that must ask, up to the hour that runs. */
  private startsBefore = 0;

  private constructor(
    private readonly testApp: TestApp,
    private readonly keys: KeyRing,
    private readonly dataDir: string,
    { owner, page, arrivals }: Surroundings,
  ) {
    this.arrivals = arrivals;
    this.owner = owner;
    this.page = page;
    this.ledger = new Ledger(() => testApp.clock.monotonic());
    this.wire = new Wire(testApp.url);
    this.food = new LeftFood(testApp, this.ledger, owner);
    this.apps = new OAuthPlayers(testApp, page.browser, owner, `${PUBLIC_URL}/mcp`);
  }

  static async open(): Promise<World> {
    const keys = new KeyRing();
    const dataDir = mkdtempSync(join(FOLDER, 'coddle-data-'));
    const arrivals = new Arrivals();
    const limits = { rateLimitPerMinute: 1_000_000, startsPerDay: 1_000_000 };
    const testApp = await startTestApp({
      cookers: COOKERS.map((id) => ({ id, name: id.replace(/\d+$/, '') })),
      // Often enough that a quiet connection is not taken for a dead one.
      cloud: { pushEvery: 15_000, report: (sentence) => arrivals.note(sentence) },
      environment: { ...limits, dataDir, configDir: keys.path, publicUrl: PUBLIC_URL },
    });
    arrivals.clock = testApp.clock;
    const owner = await Owner.of(testApp, dataDir);
    const page = await OwnerPage.open(testApp.url);
    const world = new World(testApp, keys, dataDir, { owner, page, arrivals });
    await world.whileWaiting(world.apps.connect());
    for (const { id, rights } of world.players) world.ledger.allow(id, rights);
    return world;
  }

  get players(): readonly Player[] {
    return [...this.keys.players, ...this.apps.players];
  }

  cookerId(at: number): string {
    return COOKERS[at % COOKERS.length]!;
  }

  /** The starts that the cookers received since this was last asked, in their order. */
  newFrames(): readonly Frame[] {
    const { cloud } = this.testApp;
    const times = this.arrivals.take();
    const frames = cloud.received
      .filter(({ command }) => command === START)
      .map(({ payload }, index) => toFrame(payload, times[index]!));
    cloud.forgetReceived();
    return frames;
  }

  /** Waits, and lets as much time pass as what is waited for may take. */
  async whileWaiting<Given>(work: Promise<Given>): Promise<Given> {
    let isDone = false;
    const done = () => (isDone = true);
    work.then(done, done);
    for (let rounds = 0; !isDone; rounds++) {
      for (let turn = 0; turn < TURNS && !isDone; turn++) await nextTurn();
      if (isDone) break;
      await sleep(2);
      if (rounds > 5 && !isDone) await this.testApp.clock.elapse(500);
    }
    return work;
  }

  /** Lets time pass, and every cooker say what it does. */
  async pass(ms: number): Promise<void> {
    for (let rest = ms; rest > 0; rest -= STEP) {
      await this.testApp.clock.elapse(Math.min(rest, STEP));
      for (let turn = 0; turn < 4; turn++) await nextTurn();
    }
    this.testApp.cloud.skip(0);
    await sleep(1);
  }

  /** Sets the clock on the wall back, until the end of the sequence. */
  setBack(ms: number): void {
    this.testApp.clock.jump(-ms);
    this.setBackBy += ms;
    this.ledger.setBack();
  }

  /** Somebody stops the cooker by its button. */
  idle(at: number): void {
    this.testApp.cloud.cookers[at % COOKERS.length]!.stopAtDevice();
  }

  async arm(
    { id }: Player,
    cooker: string,
    how: { readonly ms: number; readonly starts: number },
  ): Promise<void> {
    const decided = this.ledger.arm(id, cooker, how);
    decided(await this.owner.arm(id, cooker, how));
  }

  async disarm({ id }: Player): Promise<void> {
    const confirmed = this.ledger.disarm(id);
    if (await this.owner.disarm(id)) confirmed();
  }

  /** Takes rights from a client until the end of the sequence. */
  async change(player: Player, how: Change, pick: number): Promise<void> {
    const rights = player.isOAuth ? await this.apps.change(player, how, pick) : this.keys.change(player, how);
    if (rights === 'fixed') return;
    this.ledger.allow(player.id, rights);
    await this.pass(1_100);
  }

  /**
   * Ends a sequence: all cookers idle, every approval decided, every right restored.
   * @param hadStop whether a stop may have met a start before its cook was seen, which then has no record
   */
  async clear(frames: readonly Frame[], hadStop: boolean): Promise<void> {
    const wasSetBack = this.setBackBy > 0;
    this.testApp.clock.jump(this.setBackBy);
    this.setBackBy = 0;
    for (const cooker of this.testApp.cloud.cookers) await this.stop(cooker);
    const running = this.testApp.cloud.cookers.filter(({ mode }) => mode === 'cook');
    if (running.length > 0) throw new Error(`A stop was not obeyed by ${running.map(({ id }) => id).join()}`);
    // A cook that began in the past is not among the newest.
    if (!wasSetBack && !hadStop) await this.assertVerdicts(frames);
    for (const id of this.ledger.openApprovals) await this.owner.deny(id);
    await this.owner.disarm(undefined);
    await this.food.clear();
    await this.whileWaiting(this.restore());
    await this.pass(this.isHourUsed() ? HOUR : 1_500);
    this.ledger.forget();
    this.newFrames();
  }

  /** Another world in the place of this one, whose database has grown. */
  async anew(): Promise<World> {
    await this.close();
    const world = await World.open();
    Object.assign(world.ledger.counts, this.ledger.counts);
    world.ledger.spoilt.count = this.ledger.spoilt.count;
    return world;
  }

  async close(): Promise<void> {
    this.wire.close();
    await this.testApp.close();
    this.keys.remove();
    rmSync(this.dataDir, { recursive: true });
  }

  /** Gives every client its rights back, and the owner a session. */
  private async restore(): Promise<void> {
    await this.page.signIn();
    const restored = [...this.keys.restore(), ...(await this.apps.restore())];
    for (const { id, rights } of restored) this.ledger.allow(id, rights);
  }

  private isHourUsed(): boolean {
    const { approved, armed } = this.ledger.counts;
    if (approved + armed - this.startsBefore < STARTS_AN_HOUR) return false;
    this.startsBefore = approved + armed;
    return true;
  }

  /** A stop works whatever happened before. */
  private async stop({ id, mode }: SimulatedCooker): Promise<void> {
    if (mode !== 'cook') return;
    const [{ key }] = this.players as readonly [Player];
    const stop = { key, operation: 'stop_cook', args: { device_id: id } } as const;
    const { error, body } = await this.whileWaiting(call(this.wire, REST, stop));
    if (error !== undefined) throw new Error(`${id} is not stopped: ${JSON.stringify(body)}`);
  }

  /** Every cook of the sequence has the verdict that allowed it in its record. */
  private async assertVerdicts(frames: readonly Frame[]): Promise<void> {
    if (frames.length === 0) return;
    const path = `/cooks?limit=${MOST_LISTED}`;
    const { cooks } = await this.read<{ cooks: readonly Json[] }>(path);
    for (const frame of frames) {
      const listed = cooks.find((cook) => isOf(cook, frame));
      if (listed === undefined) throw new Error(`There is no record of ${JSON.stringify(frame)}`);
      const { verdict } = await this.read<{ verdict: Json | null }>(`/cooks/${String(listed['cook_id'])}`);
      if (verdict?.['allowed'] !== true)
        throw new Error(`It started with the verdict ${JSON.stringify(verdict)}: ${JSON.stringify(frame)}`);
    }
  }

  private async read<Body>(path: string): Promise<Body> {
    const headers = { authorization: `Bearer ${this.players[0]!.key}` };
    return readRest(await this.wire.send({ method: 'GET', path, headers })).body as Body;
  }
}

const toFrame = ({ cookerId, targetTemperature, timer }: Json, at: number): Frame => ({
  at,
  cooker: String(cookerId),
  celsius: Number(targetTemperature),
  seconds: Number(timer),
});

const isOf = (cook: Json, { cooker, celsius, seconds }: Frame): boolean =>
  cook['device_id'] === cooker &&
  cook['target_temp_celsius'] === celsius &&
  cook['time_minutes'] === seconds / 60;
