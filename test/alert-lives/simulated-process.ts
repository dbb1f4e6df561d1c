import { AlertWriter } from '../../src/alerts/alert-writer.js';
import { AlertEngine } from '../../src/alerts/lifecycle/alert-engine.js';
import { AlertNotices } from '../../src/alerts/lifecycle/alert-notices.js';
import type { Alert } from '../../src/alerts/lifecycle/alert.js';
import type { Observation, ThingKind } from '../../src/alerts/facts/observation.js';
import { DeliveringOutbox } from '../../src/alerts/outbox/delivering-outbox.js';
import { AlertRules } from '../../src/alerts/rules/alert-rules.js';
import { SqlAlertStore } from '../../src/alerts/store/sql-alert-store.js';
import { Environment } from '../../src/config/environment.js';
import { EventBus } from '../../src/shared/event-bus.js';
import { Database } from '../../src/storage/database.js';
import type { Chance } from '../fault-injection/chance.js';
import { DataFolder } from '../harness/data-folder.js';
import type { DrivenClock } from '../harness/driven-clock.js';
import { MortalProcess } from '../harness/mortal-process.js';
import { ScriptedChannels } from '../harness/scripted-channel.js';
import type { SimulatedChannel } from './simulated-channel.js';

/** The part of the server that leads alerts, over its real database, until it is killed. */
export class SimulatedProcess {
  readonly store: SqlAlertStore;
  /** What a crash left of the disk; undefined while it runs. */
  left: DataFolder | undefined;
  private readonly engine: AlertEngine;
  private readonly outbox: DeliveringOutbox;
  private readonly database: Database;
  private readonly process: MortalProcess;

  constructor(
    clock: DrivenClock,
    channels: readonly SimulatedChannel[],
    chance: Chance,
    private readonly data = new DataFolder(),
  ) {
    const process = new MortalProcess(clock);
    const events = new EventBus();
    this.process = process;
    this.database = new Database(data.path, clock);
    this.store = new SqlAlertStore(this.database);
    const { store } = this;
    const writer = new AlertWriter(store, process);
    const own = new ScriptedChannels(channels.map((channel) => process.channel(channel)));
    this.outbox = new DeliveringOutbox({
      ...{ store, writer, channels: own, clock: process },
      chance: () => chance.next(),
    });
    const notices = new AlertNotices(own, this.outbox, new Environment());
    const rules = new AlertRules(store);
    this.engine = new AlertEngine(rules, store, writer, notices, this.outbox, events, process);
    this.engine.onModuleInit();
  }

  /**
   * The steps of a start-up. A database of more than a megabyte is verified first: that takes as long as it takes, while
   * the clock of the lives would pass hours, in which the server keeps in memory what it cannot write yet.
   */
  async start(): Promise<void> {
    this.database.open();
    await this.database.whole();
    await this.engine.restore();
    await this.outbox.restore();
  }

  observe(
    observations: readonly Observation[],
    present: ReadonlyMap<ThingKind, ReadonlySet<string>>,
  ): Promise<void> {
    return this.engine.observe(observations, present);
  }

  /** The alert about a thing that is not over; undefined without one. */
  openAlert(thingId: string): Alert | undefined {
    return this.engine.open().find(({ thing }) => thing.id === thingId);
  }

  async acknowledge(alertId: string): Promise<void> {
    await this.engine.acknowledge(alertId, 'a person');
  }

  get isIdle(): boolean {
    const { waiting, sending } = this.outbox.figures;
    return waiting + sending === 0;
  }

  /** Kills it at this very moment: what lies on the disk now is all that is left. */
  kill(): void {
    if (this.left !== undefined) return;
    this.process.kill();
    this.left = this.data.copy();
  }

  async remove(): Promise<void> {
    this.process.kill();
    await this.database.onApplicationShutdown();
    this.data.remove();
  }
}
