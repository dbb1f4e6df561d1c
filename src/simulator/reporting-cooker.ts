import { CookEngine } from './cook-engine.js';
import type { Generation, Message } from './messages.js';
import { generationOf, stateMessage } from './messages.js';
import type { Reach } from './device-link.js';
import { DeviceLink } from './device-link.js';
import type { SimulatedTime } from './simulated-time.js';
import { ProcessedIds } from './processed-ids.js';
import type { CookerIdentity, CookerSnapshot, DisplayUnit, StageNames } from './snapshot.js';
import type { WaterBathOptions } from './water-bath.js';
import { WaterBath } from './water-bath.js';

/** One cooker of the account and the pot that it hangs in. */
export interface CookerOptions extends WaterBathOptions {
  /** Default `SimulatedCooker` with seven digits: 22 base62 characters. */
  readonly id?: string;
  /** Default `a7`, the Precision Cooker 3.0. */
  readonly type?: string;
  readonly name?: string;
  /** ISO 8601. */
  readonly pairedAt?: string;
  /** The shape of its states; default what its type speaks, and the third for types unknown. */
  readonly generation?: Generation;
  /** What its display shows; default C. With F its setpoints come back 0.02 °C off, as recorded. */
  readonly unit?: DisplayUnit;
  /** A firmware version that waits for it; default none (`ota` is null). */
  readonly firmwareUpdate?: string;
  /** How an a3 names the stages of its job; default as recorded. */
  readonly stageNames?: StageNames;
  /** °C of a food probe, which third-generation cookers report; default none. */
  readonly probe?: number;
}

/** Milliseconds for which a cooker that came to power says that it starts up. */
const STARTING_UP = 5_000;

/** What the cooker needs from the cloud that it belongs to. */
export interface CookerSurroundings {
  readonly time: SimulatedTime;
  readonly newId: () => string;
  /** Called when there is something to push at once. */
  readonly announce: (news: 'state' | 'list') => void;
}

/** The cloud side of a simulated cooker: its identity, its states, and whether they reach the cloud. */
export abstract class ReportingCooker {
  readonly id: string;
  readonly type: string;
  readonly firmwareUpdate: string | undefined;
  protected readonly engine: CookEngine;
  protected readonly radio: DeviceLink;
  protected unit: DisplayUnit;
  protected readonly ids: ProcessedIds;
  protected probe: number | undefined;
  protected lowWaterWarning = false;
  private readonly generation: Generation;
  private readonly stageNames: StageNames;
  private poweredAt = -Infinity;
  private readonly pairedAt: string;
  private name: string;
  private skew = 0;
  private lastHeard: CookerSnapshot;
  private alter: (message: Message) => unknown = (message) => message;

  constructor(
    options: CookerOptions,
    protected readonly surroundings: CookerSurroundings,
  ) {
    const { id = 'SimulatedCooker0000001', type = 'a7', name = 'Simulated cooker', unit = 'C' } = options;
    this.id = id;
    this.type = type;
    this.name = name;
    this.unit = unit;
    this.pairedAt = options.pairedAt ?? '2025-01-15T18:20:30.125Z';
    this.generation = options.generation ?? generationOf(type);
    this.firmwareUpdate = options.firmwareUpdate;
    this.stageNames = options.stageNames ?? 'recorded';
    this.probe = options.probe;
    this.ids = new ProcessedIds(id, surroundings.time.now());
    this.radio = new DeviceLink(surroundings.time.now());
    this.engine = new CookEngine(new WaterBath(options), surroundings.time, surroundings.newId);
    this.lastHeard = this.snapshot();
  }

  get identity(): CookerIdentity {
    const { id, type, name, pairedAt } = this;
    return { id, type, name, pairedAt };
  }

  /** Whether its states get through. */
  get speaks(): boolean {
    return this.radio.speaks;
  }

  /** Everything it could report now. */
  snapshot(): CookerSnapshot {
    const { unit, lowWaterWarning, skew, radio, probe, stageNames } = this;
    const { online, connectedAt, disconnectedAt } = radio;
    const link = { online, connectedAt, disconnectedAt };
    const reading = this.engine.read();
    const ids = { processed: this.ids.commands, acknowledged: this.ids.listed(reading.at) };
    const startsUp = reading.at - this.poweredAt < STARTING_UP;
    const behaviour = { unit, lowWaterWarning, skew, probe, stageNames, startsUp };
    return { ...reading, ...link, ...ids, ...behaviour, cooker: this.identity };
  }

  /**
   * The frame that the cloud pushes for it: the present state, or the last one received while it cannot
   * speak. Undefined for a cooker that is only listed.
   */
  report(): unknown {
    if (this.speaks) this.lastHeard = this.snapshot();
    if (this.generation === 'none') return undefined;
    const { online, disconnectedAt } = this.radio;
    return this.alter(stateMessage(this.generation, { ...this.lastHeard, online, disconnectedAt }));
  }

  /** Gives it another name; the cloud pushes the list again. */
  rename(name: string): void {
    this.name = name;
    this.surroundings.announce('list');
  }

  /** Cooks on and obeys, but is silent, and no one is notified. `speak` ends it. */
  fallSilent(): void {
    this.tune('silent');
  }

  /** Pulls the plug: nothing heats, nothing is sent, no one is notified. `plugIn` ends it. */
  unplug(): void {
    this.tune('unplugged');
    this.engine.cutPower();
  }

  /** Loses its Wi-Fi and cooks on; the cloud pushes `online: false` once. `comeOnline` ends it. */
  goOffline(): void {
    this.tune('offline');
    this.surroundings.announce('state');
  }

  /** Makes it offline since its last state `ms` milliseconds ago, as seen by a client that connects now. */
  goOfflineSince(ms: number): void {
    const at = this.surroundings.time.now() - ms;
    this.radio.tune('offline', at);
    this.lastHeard = { ...this.snapshot(), at };
  }

  speak(): void {
    this.reachAgain();
  }

  plugIn(): void {
    this.poweredAt = this.surroundings.time.now();
    this.reachAgain();
  }

  comeOnline(): void {
    this.reachAgain();
  }

  /** Sets the cooker's own clock fast by `ms` milliseconds (slow when negative): every instant it reports. */
  skewClock(ms: number): void {
    this.change(() => {
      this.skew = ms;
    });
  }

  /** Rewrites each state message before it is sent, to try fields missing, mistyped or unknown. */
  alterReports(alter: (message: Message) => unknown): void {
    this.change(() => {
      this.alter = alter;
    });
  }

  /** Changes the cooker and pushes the change to the cloud, if it is connected. */
  protected change(act: () => void): void {
    act();
    if (this.speaks) this.surroundings.announce('state');
  }

  private tune(reach: Reach): void {
    if (this.speaks) this.lastHeard = this.snapshot();
    this.radio.tune(reach, this.surroundings.time.now());
  }

  private reachAgain(): void {
    this.tune('connected');
    this.surroundings.announce('state');
  }
}
