import type { Cancel, Clock } from '../../shared/clock.js';
import type { Chance } from '../../shared/retry-delays.js';
import { type Milliseconds, milliseconds } from '../../shared/units.js';
import type { BrokerAddress } from '../../thermometers/vendors/mqtt/connection/broker-address.js';
import { shownAddress } from '../../thermometers/vendors/mqtt/connection/broker-address.js';
import type {
  BrokerMessage,
  BrokerWill,
  ClientClass,
  PublishOptions,
} from '../../thermometers/vendors/mqtt/connection/broker-connection.js';
import type { BrokerEnd } from '../../thermometers/vendors/mqtt/connection/broker-end.js';
import { BrokerLink } from '../../thermometers/vendors/mqtt/connection/broker-link.js';
import { printable } from '../../shared/printable.js';
import { BrokerPair } from './broker-pair.js';

/** How the connection to the broker is. */
export interface BrokerState {
  readonly state: 'connecting' | 'connected' | 'refused' | 'unreachable';
  /** A sentence about what is wrong; left out while nothing is. */
  readonly problem?: string;
  /** How often another client took the client id of this server over. */
  readonly displaced: number;
}

/** What a keeper works with. */
export interface KeeperParts {
  readonly address: BrokerAddress;
  readonly clientId: string;
  readonly will: BrokerWill;
  readonly topics: readonly string[];
  readonly clock: Clock;
  readonly chance: Chance;
  readonly loadClient: () => Promise<ClientClass>;
  readonly onOpen: () => void;
  readonly onMessage: (message: BrokerMessage) => void;
  readonly onLost: () => void;
  /** Called with every state that differs from the one before. */
  readonly onState: (state: BrokerState) => void;
}

/** Stays connected to the broker, with longer and longer pauses while that fails. */
export class BrokerKeeper {
  private readonly link: BrokerLink;
  private pair: BrokerPair | undefined;
  private openedAt: Milliseconds | undefined;
  private cancel: Cancel | undefined;
  private isClosed = false;
  private current: BrokerState = { state: 'connecting', displaced: 0 };

  constructor(private readonly parts: KeeperParts) {
    this.link = new BrokerLink(parts.chance);
  }

  get state(): BrokerState {
    return this.current;
  }

  get isOpen(): boolean {
    return this.openedAt !== undefined;
  }

  open(): void {
    this.connect(5);
  }

  /** @returns whether the broker has it; false while there is no connection */
  async publish(topic: string, payload: string, options: PublishOptions): Promise<boolean> {
    return this.isOpen && this.pair !== undefined && (await this.pair.publish(topic, payload, options));
  }

  /** Publishes what the broker keeps, without waiting; does nothing while there is no connection. */
  show(topic: string, payload: string): void {
    if (this.isOpen) this.pair?.show(topic, payload);
  }

  /** Ends the connection in order: the will is not published. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.openedAt = undefined;
    this.cancel?.();
    await this.pair?.close();
  }

  private connect(version: 4 | 5): void {
    void this.parts.loadClient().then(
      (Client) => this.connectWith(Client, version),
      (error: unknown) =>
        this.say({ state: 'unreachable', problem: `The client of MQTT cannot be loaded: ${String(error)}` }),
    );
  }

  private connectWith(Client: ClientClass, version: 4 | 5): void {
    if (this.isClosed) return;
    const { address, clientId, will, topics, onMessage } = this.parts;
    const pair = new BrokerPair(
      Client,
      { address, clientId, version, will, topics },
      {
        onOpen: (refused) => this.opened(refused),
        onMessage: (message) => onMessage(message),
        onEnd: (end) => this.ended(end),
      },
    );
    this.pair = pair;
  }

  private opened(refused: readonly string[]): void {
    if (this.isClosed) return;
    this.openedAt = this.parts.clock.monotonic();
    const topics = refused.map((topic) => printable(topic)).join(', ');
    this.say({
      state: 'connected',
      ...(refused.length === 0 ? {} : { problem: `The broker does not let this server hear ${topics}.` }),
    });
    this.parts.onOpen();
  }

  private ended(end: BrokerEnd): void {
    const { clock, onLost } = this.parts;
    const now = clock.monotonic();
    const openFor = this.openedAt === undefined ? undefined : milliseconds(now - this.openedAt);
    const next = this.link.ended(end, now, openFor);
    const wasOpen = this.isOpen;
    this.openedAt = undefined;
    this.sayEnd(end, next.displaced);
    if (wasOpen) onLost();
    if (!this.isClosed) this.cancel = clock.after(next.delay, () => this.connect(next.version));
  }

  private sayEnd({ how, why }: BrokerEnd, displaced: boolean): void {
    const { address, clientId } = this.parts;
    const broker = shownAddress(address);
    if (displaced) {
      const problem = `Another client connects to the broker at ${broker} with the client id ${clientId}: each server needs its own MQTT_PREFIX.`;
      return this.say({ state: 'unreachable', problem }, this.current.displaced + 1);
    }
    if (how === 'refused') {
      const problem = `The broker at ${broker} refuses the user name and password in MQTT_URL (${why}).`;
      return this.say({ state: 'refused', problem });
    }
    // The broker may only not know the version.
    if (how !== 'version')
      this.say({ state: 'unreachable', problem: `The broker at ${broker} cannot be reached (${why}).` });
  }

  private say(state: Omit<BrokerState, 'displaced'>, displaced = this.current.displaced): void {
    const before = this.current;
    this.current = { ...state, displaced };
    const isSame =
      before.state === state.state && before.problem === state.problem && before.displaced === displaced;
    if (!isSame) this.parts.onState(this.current);
  }
}
