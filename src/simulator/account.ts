import { SimulatedCooker } from './cooker.js';
import { addedMessage, listMessage, removedMessage, userStateMessage, versionMessage } from './messages.js';
import type { OvenOptions } from './ovens.js';
import { ovenMessages } from './ovens.js';
import type { CookerOptions } from './reporting-cooker.js';
import type { SimulatedTime } from './simulated-time.js';

export interface AccountOptions {
  /** Default one a7 in eight litres at 20 °C. */
  readonly cookers?: readonly CookerOptions[];
  readonly ovens?: readonly OvenOptions[];
  /** Sends oven messages to all clients, also to those that asked for cookers only; default false. */
  readonly ovensUnasked?: boolean;
}

/** What the account needs from the cloud. */
export interface AccountSurroundings {
  readonly time: SimulatedTime;
  readonly newId: () => string;
  /** Sends a frame to every client that asked for cookers. */
  readonly broadcast: (frame: unknown) => void;
}

/** The devices of one user, and what the cloud says of them. */
export class Account {
  private paired: readonly SimulatedCooker[];
  private cookersMade = 0;

  constructor(
    private readonly options: AccountOptions,
    private readonly surroundings: AccountSurroundings,
  ) {
    this.paired = (options.cookers ?? [{}]).map((cooker) => this.make(cooker));
  }

  get cookers(): readonly SimulatedCooker[] {
    return this.paired;
  }

  pair(options: CookerOptions): SimulatedCooker {
    const cooker = this.make(options);
    this.paired = [...this.paired, cooker];
    this.surroundings.broadcast(addedMessage(cooker.identity));
    this.push(cooker);
    return cooker;
  }

  unpair(cooker: SimulatedCooker): void {
    this.paired = this.paired.filter((other) => other !== cooker);
    this.surroundings.broadcast(removedMessage(cooker.identity));
  }

  replace(cookers: readonly CookerOptions[]): void {
    this.paired = cookers.map((cooker) => this.make(cooker));
    this.surroundings.broadcast(this.list());
    for (const cooker of this.paired) this.push(cooker);
  }

  /** Pushes the states of all cookers that can speak; of idle ones only with `idle`. */
  pushAll({ idle }: { readonly idle: boolean }): void {
    for (const cooker of this.paired) {
      if (cooker.speaks && (idle || cooker.mode !== 'idle')) this.push(cooker);
    }
  }

  /** The messages that a client gets on connecting, in the order of the real cloud. */
  greeting(accessories: ReadonlySet<string>): readonly unknown[] {
    const { ovens = [], ovensUnasked = false } = this.options;
    const wantsOvens = ovensUnasked || accessories.has('APO');
    return [
      ...(accessories.has('APC') ? this.cookerGreeting() : []),
      ...(wantsOvens ? ovenMessages(ovens, new Date(this.surroundings.time.now())) : []),
    ];
  }

  private cookerGreeting(): readonly unknown[] {
    const news = this.paired.map(({ identity: cooker, firmwareUpdate: update }) => ({ cooker, update }));
    const states = this.paired.map((cooker) => cooker.report()).filter((frame) => frame !== undefined);
    return [this.list(), userStateMessage(), versionMessage(news), ...states];
  }

  private list() {
    return listMessage(this.paired.map(({ identity }) => identity));
  }

  private make(options: CookerOptions): SimulatedCooker {
    const { time, newId, broadcast } = this.surroundings;
    this.cookersMade += 1;
    const id = `SimulatedCooker${String(this.cookersMade).padStart(7, '0')}`;
    const announce = (news: 'state' | 'list') =>
      news === 'list' ? broadcast(this.list()) : this.push(cooker);
    const cooker = new SimulatedCooker({ id, ...options }, { time, newId, announce });
    return cooker;
  }

  private push(cooker: SimulatedCooker): void {
    const frame = cooker.report();
    if (frame !== undefined && this.paired.includes(cooker)) this.surroundings.broadcast(frame);
  }
}
