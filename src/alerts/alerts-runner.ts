import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AlertWriter } from './alert-writer.js';
import { FactWatch } from './facts/fact-watch.js';
import { WantedFacts } from './facts/wanted-facts.js';
import { AlertEngine } from './lifecycle/alert-engine.js';
import { Outbox } from './outbox/outbox.js';
import { AlertRules } from './rules/alert-rules.js';

/** Begins and ends the work of the alerts, in the order in which its parts rely on each other. */
@Injectable()
export class AlertsRunner implements OnModuleDestroy {
  constructor(
    private readonly rules: AlertRules,
    private readonly engine: AlertEngine,
    private readonly outbox: Outbox,
    private readonly writer: AlertWriter,
    private readonly watch: FactWatch,
  ) {}

  /**
   * A start-up step, after the cooks and the probe sessions are restored: goes on with the alerts and the messages of an
   * earlier process, then observes. It never rejects for an unusable database.
   */
  async begin(): Promise<void> {
    await this.engine.restore();
    await this.outbox.restore();
    this.rules.followWith((rules) => this.watch.want(new WantedFacts(rules)));
    this.watch.want(new WantedFacts(this.rules.inUse));
    this.watch.begin(({ observations, present }) => this.engine.observe(observations, present));
  }

  /** What is observed last is still written, and what is being sent has some seconds to end. */
  async onModuleDestroy(): Promise<void> {
    await this.watch.onModuleDestroy();
    await this.engine.close();
    await this.outbox.close();
    await this.writer.close();
  }
}
