import { AlertEngine } from '../../src/alerts/lifecycle/alert-engine.js';
import type { Environment } from '../../src/config/environment.js';
import { HttpSink } from './http-sink.js';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.js';

/** A message as the webhook receives it. */
export interface SunkMessage {
  readonly key: string;
  readonly alert_id: string;
  /** Null for one about several alerts. */
  readonly rule_id: string | null;
  readonly notice: 'firing' | 'escalated' | 'resolved';
  readonly severity: 'info' | 'warning' | 'critical';
  readonly title: string;
  readonly text: string;
  readonly thing: { readonly id: string; readonly name: string } | null;
}

/** Milliseconds of one step of the clock: short enough for the connection to the cloud to stay open. */
const STEP = 5_000;
/** How long is waited for a message, in seconds of the driven clock. */
const MOST = 1_800;

/** The settings with which alerts are posted to a sink on this machine. */
export const alertsTo = (sink: HttpSink): Partial<Environment> => ({
  alertWebhookUrl: sink.url('/alerts'),
  alertAllowPrivate: true,
});

/** The real application, whose only channel is a webhook at a real sink. */
export class AlertJourney {
  private constructor(
    private readonly options: TestAppOptions,
    readonly sink: HttpSink,
    public testApp: TestApp,
  ) {}

  static async open(options: TestAppOptions = {}): Promise<AlertJourney> {
    const sink = await HttpSink.start();
    const environment = { ...options.environment, ...alertsTo(sink) };
    const settings = { cookers: [{ name: 'Kitchen', water: 65 }], ...options, environment };
    return new AlertJourney(settings, sink, await startTestApp(settings));
  }

  /** A journey of an application that runs already; its caller closes it, and the sink. */
  static of(testApp: TestApp, sink: HttpSink): AlertJourney {
    return new AlertJourney({}, sink, testApp);
  }

  async close(): Promise<void> {
    await this.testApp.close();
    await this.sink.close();
  }

  /** Ends the server, as a signal or a crash would, and starts it again. */
  async restart(how: 'closed' | 'killed' = 'closed'): Promise<void> {
    const old = this.testApp;
    if (how === 'killed') {
      this.testApp = await old.crash();
      return old.data.remove();
    }
    await old.leave();
    await this.startAgain();
  }

  /** Starts the server again after it was left. */
  async startAgain(changed: TestAppOptions = {}): Promise<void> {
    this.testApp = await startTestApp({ ...this.options, ...changed, after: this.testApp });
  }

  /** What was sent, about one rule or about several at once (null), in the order in which it came. */
  messages(ruleId?: string | null): readonly SunkMessage[] {
    const all = this.sink.requests.map(({ body }) => JSON.parse(body) as SunkMessage);
    return all.filter((one) => ruleId === undefined || one.rule_id === ruleId);
  }

  /** Lets time pass. */
  async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds * 1_000; passed += STEP) {
      await this.testApp.clock.elapse(STEP);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** Lets time pass until a rule has sent a notice. @throws Error after half an hour of that time */
  async untilSent(ruleId: string | null, notice: SunkMessage['notice'] = 'firing'): Promise<SunkMessage> {
    for (let passed = 0; passed <= MOST; passed += STEP / 1_000) {
      const found = this.messages(ruleId).find((one) => one.notice === notice);
      if (found !== undefined) return found;
      await this.pass(STEP / 1_000);
    }
    throw new Error(`${ruleId} has not sent ${notice}, only ${JSON.stringify(this.messages())}`);
  }

  /** The rules of the alerts that are not over, with their states. */
  get alerts(): readonly string[] {
    const engine = this.testApp.app.get(AlertEngine, { strict: false });
    return engine.open().map(({ ruleId, state }) => `${ruleId} ${state}`);
  }
}
