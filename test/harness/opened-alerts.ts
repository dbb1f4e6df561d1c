import { AlertWriter } from '../../src/alerts/alert-writer.js';
import type { Observation, Thing } from '../../src/alerts/facts/observation.js';
import { AlertEngine } from '../../src/alerts/lifecycle/alert-engine.js';
import { AlertNotices } from '../../src/alerts/lifecycle/alert-notices.js';
import type { Alert } from '../../src/alerts/lifecycle/alert.js';
import { DeliveringOutbox } from '../../src/alerts/outbox/delivering-outbox.js';
import type { Delivery } from '../../src/alerts/outbox/delivery.js';
import type { AlertRule } from '../../src/alerts/rules/alert-rule.js';
import { AlertRules } from '../../src/alerts/rules/alert-rules.js';
import { SqlAlertStore } from '../../src/alerts/store/sql-alert-store.js';
import type { Environment } from '../../src/config/environment.js';
import { EventBus } from '../../src/shared/event-bus.js';
import { Database } from '../../src/storage/database.js';
import { DataFolder } from './data-folder.js';
import { DrivenClock } from './driven-clock.js';
import { ScriptedChannel, ScriptedChannels } from './scripted-channel.js';
import { makeRule } from './stored-alerts.js';

/** A cooker that rules watch. */
export const WATCHED_COOKER: Thing = { kind: 'cooker', id: 'cooker-1', name: 'Cooker', cookerId: 'cooker-1' };

/** The alerts of a server from the observation to the channel, over a real database, with a clock that the test drives. */
export class OpenedAlerts {
  readonly database: Database;
  readonly store: SqlAlertStore;
  readonly writer: AlertWriter;
  readonly rules: AlertRules;
  readonly outbox: DeliveringOutbox;
  readonly engine: AlertEngine;
  /** Every alert that was shown to observers, as `rule state`. */
  readonly shown: string[] = [];

  constructor(
    readonly channels = [new ScriptedChannel('ntfy'), new ScriptedChannel('email')],
    readonly clock = new DrivenClock(new Date(2026, 2, 1, 12)),
    readonly data = new DataFolder(),
  ) {
    const events = new EventBus();
    events.on('alert.changed', ({ ruleId, state }) => this.shown.push(`${ruleId} ${state}`));
    this.database = new Database(data.path, clock);
    this.store = new SqlAlertStore(this.database);
    this.writer = new AlertWriter(this.store, clock);
    this.rules = new AlertRules(this.store);
    const shared = { channels: new ScriptedChannels(channels), clock, store: this.store };
    this.outbox = new DeliveringOutbox({ ...shared, writer: this.writer, chance: () => 0.5 });
    const environment = { publicUrl: 'https://cooker.example.org' } as Environment;
    const notices = new AlertNotices(shared.channels, this.outbox, environment);
    const [{ rules, store, writer, outbox }] = [this];
    this.engine = new AlertEngine(rules, store, writer, notices, outbox, events, clock);
    this.engine.onModuleInit();
  }

  /** Restores as the start-up step does, with these rules and no other that watches low water. */
  async begin(...rules: readonly Partial<AlertRule>[]): Promise<this> {
    await this.engine.restore();
    await this.outbox.restore();
    if (rules.length > 0) await this.rules.save(makeRule({ enabled: false }));
    for (const [index, rule] of rules.entries())
      await this.rules.save(
        makeRule({ id: `rule-${index}`, name: `Rule ${index}`, isDefault: false, ...rule }),
      );
    return this;
  }

  /** Observes whether the water is low, and lets what follows happen. */
  async see(low: boolean | null, thing: Thing = WATCHED_COOKER): Promise<void> {
    const observation: Observation = { thing, at: this.clock.now().getTime(), facts: { low_water: low } };
    await this.engine.observe([observation]);
    await this.settle();
  }

  /** Observes the same for some time, every five seconds. */
  async hold(low: boolean | null, seconds: number): Promise<void> {
    for (let passed = 0; passed <= seconds; passed += 5) {
      await this.see(low);
      await this.pass(5_000);
    }
  }

  /** Lets time pass in which nothing is observed. */
  async pass(ms: number): Promise<void> {
    await this.clock.elapse(ms);
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise<void>((resume) => setImmediate(resume));
  }

  /** The only alert that is open. */
  get only(): Alert | undefined {
    const [alert, ...others] = this.engine.open();
    expect(others).toEqual([]);
    return alert;
  }

  /** What arrived, as `channel notice title`. */
  get arrived(): string[] {
    return this.channels.flatMap(({ name, arrived }) =>
      arrived.map(({ notice, title }) => `${name} ${notice} ${title}`),
    );
  }

  /** All deliveries as they are stored, the newest first. */
  deliveries(): Promise<Delivery[]> {
    return this.store.deliveries(1_000);
  }

  /** The next process, with what a crash at this moment leaves on the disk. */
  crash(): OpenedAlerts {
    return new OpenedAlerts(this.channels, new DrivenClock(this.clock.now()), this.data.copy());
  }

  async close(): Promise<void> {
    await this.engine.close();
    const closed = this.outbox.close();
    await this.clock.elapse(5_000);
    await closed;
    await this.writer.close();
    await this.database.onApplicationShutdown();
    this.data.remove();
  }
}
