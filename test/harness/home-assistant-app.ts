import { HomeAssistant } from '../../src/home-assistant/home-assistant.js';
import { BrokerWatcher } from './broker-watcher.js';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.js';
import { until } from './until.js';

/** The application with a broker, and a client that hears what it publishes there. */
export class HomeAssistantApp {
  private constructor(
    readonly testApp: TestApp,
    readonly broker: BrokerWatcher,
  ) {}

  /** Starts it, and waits until it has published its devices. */
  static async start(mqttUrl: string, options: TestAppOptions = {}): Promise<HomeAssistantApp> {
    const broker = await BrokerWatcher.connect(mqttUrl);
    const testApp = await startTestApp({
      ...options,
      environment: { mqttUrl, rateLimitPerMinute: 1_000_000, ...options.environment },
    });
    const app = new HomeAssistantApp(testApp, broker);
    await app.untilServed();
    return app;
  }

  /** How the connection to the broker is. */
  get state() {
    return this.testApp.app.get(HomeAssistant, { strict: false }).state;
  }

  /** The id of the first cooker. */
  get cookerId(): string {
    return this.testApp.cooker.id;
  }

  /** What is published of the first cooker. */
  get cooker(): Record<string, unknown> | undefined {
    return this.broker.json(`coddle/cooker/${this.cookerId}/state`);
  }

  async untilServed(): Promise<void> {
    await until(() => this.broker.text('coddle/server'), 'online');
  }

  /** Lets the time pass until something is as expected. */
  async passing<Seen>(look: () => Seen | Promise<Seen>, expected: Seen, step = 1_000): Promise<void> {
    await until(async () => {
      await this.testApp.clock.elapse(step);
      return look();
    }, expected);
  }

  async close(): Promise<void> {
    await this.testApp.close();
    await this.broker.close();
  }
}
