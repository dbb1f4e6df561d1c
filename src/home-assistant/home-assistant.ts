import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { hash } from 'node:crypto';
import { servesHomeAssistant } from '../auth/home-assistant/serves-home-assistant.js';
import { Environment } from '../config/environment.js';
import { CookerGateway } from '../device/cooker-gateway.js';
import { Clock, waitFor, type Cancel } from '../shared/clock.js';
import { EventBus, type Unsubscribe } from '../shared/event-bus.js';
import { loadLater } from '../shared/load-later.js';
import { milliseconds } from '../shared/units.js';
import { brokerAddress } from '../thermometers/vendors/mqtt/connection/broker-address.js';
import type { BrokerMessage } from '../thermometers/vendors/mqtt/connection/broker-connection.js';
import { OpenAlerts } from './alerts/open-alerts.js';
import { Commands } from './commands/commands.js';
import { BrokerKeeper, type BrokerState } from './connection/broker-keeper.js';
import { CookerViews } from './devices/cooker-views.js';
import { DeviceMemory } from './devices/device-memory.js';
import { DevicePublisher } from './devices/device-publisher.js';
import { DeviceRounds } from './devices/device-rounds.js';
import { serverView } from './devices/server-view.js';
import { ThermometerViews } from './devices/thermometer-views.js';
import { OFFLINE, ONLINE } from './discovery/device-message.js';
import { Renewals } from './renewals.js';
import { Topics } from './topics.js';

/** Injection token of the version of the release. */
export const VERSION = Symbol('version of the release, for Home Assistant');

/** How long a broker waits before it publishes the will, in s: a restart of this server on a small machine takes less. */
const WILL_DELAY = 10;
/** How often it is looked at what time alone changes. */
const ROUND = milliseconds(1_000);
/** How long the last message may take, in ms. */
const FAREWELL_TIMEOUT = 2_000;
const KEPT = { retain: true, quality: 1 } as const;
const ONCE = { retain: false, quality: 1 } as const;

/** Home Assistant over the broker of the settings. Without one, nothing is loaded. */
@Injectable()
export class HomeAssistant implements OnModuleDestroy {
  private readonly logger = new Logger('HomeAssistant');
  private keeper: BrokerKeeper | undefined;
  private rounds: DeviceRounds | undefined;
  private renewals: Renewals | undefined;
  private observed: readonly Unsubscribe[] = [];
  private cancel: Cancel | undefined;
  private lost = false;

  constructor(
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly events: EventBus,
    private readonly gateway: CookerGateway,
    private readonly cookers: CookerViews,
    private readonly thermometers: ThermometerViews,
    private readonly memory: DeviceMemory,
    private readonly commands: Commands,
    private readonly alerts: OpenAlerts,
    @Inject(VERSION) private readonly version: () => string,
  ) {}

  /** How the connection to the broker is; undefined where none is set. */
  get state(): BrokerState | undefined {
    return this.keeper?.state;
  }

  /** A start-up step: connects without waiting for it. */
  open(): void {
    const { mqttUrl, mqttPrefix, haDiscoveryPrefix } = this.environment;
    if (mqttUrl === undefined || !servesHomeAssistant(this.environment)) return;
    const topics = new Topics(mqttPrefix, haDiscoveryPrefix);
    const keeper = this.keeperOf(mqttUrl, topics);
    this.keeper = keeper;
    this.rounds = this.roundsOf(topics, keeper);
    this.renewals = new Renewals(() => this.publishAll(topics), this.clock);
    this.observe(this.rounds);
    keeper.open();
  }

  async onModuleDestroy(): Promise<void> {
    for (const leave of this.observed) leave();
    this.cancel?.();
    this.renewals?.end();
    const { keeper, environment } = this;
    if (keeper === undefined) return;
    // Before the end: a connection that ends in order publishes no will.
    const said = keeper.publish(`${environment.mqttPrefix}/server`, OFFLINE, KEPT);
    await waitFor(said, FAREWELL_TIMEOUT, this.clock);
    await keeper.close();
  }

  private keeperOf(mqttUrl: string, topics: Topics): BrokerKeeper {
    return new BrokerKeeper({
      address: brokerAddress(mqttUrl),
      // The same after every restart, so that the will of the process before never lands behind the first message.
      clientId: `coddle-${hash('sha256', topics.prefix).slice(0, 12)}`,
      will: { topic: topics.server, payload: OFFLINE, delay: WILL_DELAY },
      topics: [topics.homeAssistant, ...topics.commands],
      clock: this.clock,
      chance: Math.random,
      loadClient: async () =>
        (await loadLater(() => import('../thermometers/vendors/mqtt/library.js'))).MqttClient,
      onOpen: () => this.renewals?.now(),
      onMessage: (message) => this.hear(message, topics),
      onLost: () => this.lose(),
      onState: (state) => this.say(state),
    });
  }

  private roundsOf(topics: Topics, keeper: BrokerKeeper): DeviceRounds {
    const facts = { version: this.version(), url: this.environment.publicUrl };
    const publisher = new DevicePublisher(topics, facts, this.memory, keeper, this.clock);
    return new DeviceRounds({
      ...{ topics, publisher, memory: this.memory, clock: this.clock },
      ...{ cookers: this.cookers, thermometers: this.thermometers, alerts: this.alerts },
      server: () => serverView(topics.prefix, facts, this.gateway.account),
    });
  }

  private observe(rounds: DeviceRounds): void {
    this.alerts.begin();
    this.observed = [
      this.events.on('alert.changed', (alert) => rounds.alertChanged(alert)),
      this.events.on('alerts.restored', () => this.alerts.begin()),
      this.events.on('cooker.reading', ({ id }) => this.ifOpen(() => rounds.cookerChanged(id))),
      this.events.on('cooker.listed', () => this.ifOpen(() => rounds.go())),
      this.events.on('cloud.changed', () => this.ifOpen(() => rounds.go())),
      this.events.on('thermometers.changed', ({ thermometerId }) =>
        this.ifOpen(() => rounds.thermometerChanged(thermometerId)),
      ),
    ];
  }

  private ifOpen(act: () => void): void {
    if (this.keeper?.isOpen === true) act();
  }

  private lose(): void {
    this.cancel?.();
    this.renewals?.end();
  }

  private async publishAll(topics: Topics): Promise<void> {
    await this.rounds?.publishAll();
    // The last message, when everything that it makes visible is there.
    await this.keeper?.publish(topics.server, ONLINE, KEPT);
    this.goRound();
  }

  private goRound(): void {
    this.cancel?.();
    this.cancel = this.clock.after(ROUND, () => {
      if (this.keeper?.isOpen !== true) return;
      this.attempt(() => this.rounds?.go());
      this.goRound();
    });
  }

  private attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.logger.error(`A change could not be published: ${String(error)}`);
    }
  }

  private hear(message: BrokerMessage, topics: Topics): void {
    const { topic, payload, retained } = message;
    if (topic !== topics.homeAssistant) return void this.obey(message, topics);
    // What the broker kept is from before: everything was published since.
    if (!retained && Buffer.from(payload).toString() === ONLINE) this.renewals?.ask();
  }

  private async obey(message: BrokerMessage, topics: Topics): Promise<void> {
    const done = await this.commands.carryOut(message, topics);
    if (done === undefined) return;
    await this.keeper?.publish(done.topic, JSON.stringify(done.result), ONCE);
  }

  private say({ state, problem, displaced }: BrokerState): void {
    const isLost = state !== 'connected';
    if (problem !== undefined) {
      const count = displaced > 0 ? ` This has happened ${displaced} times.` : '';
      this.logger.warn(`${problem}${count}`);
    } else if (this.lost || !isLost) this.logger.log(`The broker is ${state}`);
    this.lost = isLost;
  }
}
