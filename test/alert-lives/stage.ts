import { THING_KINDS, type ThingKind } from '../../src/alerts/facts/observation.js';
import { Chance } from '../fault-injection/chance.js';
import { DrivenClock } from '../harness/driven-clock.js';
import { Life, OBSERVED_EVERY } from './life.js';
import { SimulatedChannel } from './simulated-channel.js';
import { SimulatedProcess } from './simulated-process.js';
import { judge, type Figures } from './verdict.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How many lives share a server. */
export const LIVES_ON_A_STAGE = 25;
/** How often the server crashes at any step of ten seconds, while it observes, and as soon as a message has arrived. */
const CRASHES = 0.03;
const CRASHES_WHILE_SENDING = 0.15;
/** How often the clock of the machine jumps by a day at any step. */
const JUMPS = 0.001;
/** Turns of the event loop in which a server does all that follows from one step. */
const TURNS = 14;
/** The longest that messages may take once every channel works: the end of quiet hours, or of a day. */
const DRAINED_WITHIN = 2 * DAY;

/** Some lives on one server, which crashes again and again and goes on from what its disk holds. */
export class Stage {
  private readonly chance: Chance;
  private readonly clock: DrivenClock;
  private readonly channels: readonly SimulatedChannel[];
  private readonly lives: readonly Life[];
  private process: SimulatedProcess;
  private mayCrash = true;
  private readonly counts = { crashes: 0, crashesWhileSending: 0, jumps: 0 };

  constructor(seed: number, number: number, lives: number) {
    this.chance = new Chance(seed, number);
    this.clock = new DrivenClock(new Date(Date.UTC(2026, 2, 1) + this.chance.between(0, DAY)));
    this.channels = this.chance
      .pick([
        ['webhook', 'email', 'sms', 'web-push'],
        ['email', 'webhook'],
        ['ntfy', 'web-push', 'sms'],
        ['sms', 'email'],
      ])
      .map((name) => this.channel(name));
    this.lives = Array.from({ length: lives }, (_, index) => new Life(index, this.chance));
    this.process = new SimulatedProcess(this.clock, this.channels, this.chance);
  }

  async run(): Promise<Figures> {
    try {
      await this.process.start();
      if (this.chance.happens(0.04)) for (const channel of this.channels) channel.breakDown(30);
      const end = Math.max(...this.lives.map(({ endsAt }) => endsAt)) + 10 * MINUTE;
      while (this.now < end) await this.step();
      this.mayCrash = false;
      await this.drain();
      return { ...(await judge(this.lives, this.channels, this.process.store)), ...this.counts };
    } finally {
      await this.process.remove();
    }
  }

  private channel(name: string): SimulatedChannel {
    const dropsRepeats = name === 'webhook';
    return new SimulatedChannel(name, dropsRepeats, this.clock, this.chance, () => {
      if (!this.mayCrash || this.process.left !== undefined || !this.chance.happens(CRASHES_WHILE_SENDING))
        return;
      this.counts.crashesWhileSending++;
      this.kill();
    });
  }

  private get now(): number {
    return this.clock.monotonic();
  }

  private kill(): void {
    if (this.process.left !== undefined) return;
    this.counts.crashes++;
    this.process.kill();
  }

  private async step(): Promise<void> {
    const { chance } = this;
    await this.clock.elapse(OBSERVED_EVERY);
    if (chance.happens(JUMPS)) this.jump();
    while (this.process.left !== undefined) await this.restart();
    await this.observe();
    await this.acknowledge();
  }

  /** The server observes every thing that is there; it may crash at any moment of what follows. */
  private async observe(): Promise<void> {
    const { process, chance } = this;
    const sights = this.lives.flatMap((life) => {
      const seen = life.observation(this.now, this.clock.now().getTime());
      return seen === undefined ? [] : [{ life, sight: seen[0], observation: seen[1] }];
    });
    const crashAt = this.mayCrash && chance.happens(CRASHES) ? chance.whole(0, TURNS) : Infinity;
    let isWritten = false;
    const observed = process.observe(
      sights.map(({ observation }) => observation),
      this.present,
    );
    void observed.then(() => (isWritten = process.left === undefined));
    for (let turn = 0; turn < TURNS; turn++) {
      if (turn === crashAt) this.kill();
      await nextTurn();
    }
    if (!isWritten) await observed;
    if (process.left !== undefined && !isWritten) return;
    for (const { life, sight } of sights) life.wasSeen(sight, this.now);
  }

  /** All things that there are, by their kind. */
  private get present(): ReadonlyMap<ThingKind, ReadonlySet<string>> {
    const present = new Map<ThingKind, Set<string>>();
    for (const kind of THING_KINDS) present.set(kind, new Set());
    for (const life of this.lives) if (life.isThere(this.now)) present.get(life.kind)!.add(life.thingId);
    return present;
  }

  private async acknowledge(): Promise<void> {
    for (const life of this.lives) {
      if (this.now < life.acknowledgedAt || life.isAcknowledged || this.process.left !== undefined) continue;
      const alert = this.process.openAlert(life.thingId);
      if (alert?.state !== 'firing') continue;
      life.isAcknowledged = true;
      await this.process.acknowledge(alert.id);
    }
  }

  private async restart(): Promise<void> {
    const { chance, process } = this;
    for (const life of this.lives) life.wasForgotten();
    await this.clock.elapse(chance.happens(0.02) ? chance.between(0, HOUR) : chance.between(0, 30_000));
    if (chance.happens(0.02)) this.jump();
    this.process = new SimulatedProcess(this.clock, this.channels, chance, process.left);
    await process.remove();
    await this.process.start();
  }

  private jump(): void {
    this.counts.jumps++;
    this.clock.jump(this.chance.pick([-DAY, DAY]));
  }

  /** Every channel works from now on, unless all are out of order for more than a day; then nothing may be left to send. */
  private async drain(): Promise<void> {
    while (this.process.left !== undefined) await this.restart();
    if (!this.isBroken) for (const channel of this.channels) channel.heal();
    const end = this.now + DRAINED_WITHIN;
    for (let idle = 0; idle < 10 && this.now < end;) {
      await this.clock.elapse(MINUTE);
      await this.observe();
      idle = this.process.isIdle ? idle + 1 : 0;
    }
  }

  private get isBroken(): boolean {
    return this.channels.every(({ isBroken }) => isBroken);
  }
}

const nextTurn = (): Promise<void> => new Promise((resume) => setImmediate(resume));
