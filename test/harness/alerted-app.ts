import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Environment } from '../../src/config/environment.js';
import type { Json } from './api.js';
import { HttpSink } from './http-sink.js';
import { letPass } from './journey.js';
import { startTestApp, type TestApp } from './test-app.js';
import { GrillThermometer, withDateOfClock } from './thermometer-page.js';
import { until } from './until.js';

/** A grill that is too hot: an alert about its core probe above 100 °C, at once. */
export const TOO_HOT: Json = {
  name: 'Grill too hot',
  fact: 'probe_celsius',
  above: 100,
  severity: 'critical',
};

/** An application with a webhook that alerts are sent to, and a thermometer that can make them fire. */
export class AlertedApp {
  private constructor(
    readonly testApp: TestApp,
    readonly sink: HttpSink,
    readonly grill: GrillThermometer,
  ) {}

  /** @param environment other settings, such as the folder of further channels */
  static async open(
    setUp: (app: NestExpressApplication) => unknown = withDateOfClock,
    environment: Partial<Environment> = {},
  ): Promise<AlertedApp> {
    const sink = await HttpSink.start();
    const testApp = await startTestApp({
      environment: {
        rateLimitPerMinute: 100_000,
        alertWebhookUrl: sink.url('/alerts'),
        alertWebhookSecret: 'a-secret-of-the-tests',
        alertAllowPrivate: true,
        ...environment,
      },
      setUp,
    });
    return new AlertedApp(testApp, sink, new GrillThermometer(testApp));
  }

  /** Makes a rule, as a client does. @returns its id */
  async makeRule(rule: Json = TOO_HOT): Promise<string> {
    const { status, body } = await this.testApp.api.post('/alert-rules', rule);
    if (status >= 300) throw new Error(`The rule returned ${status} ${JSON.stringify(body)}`);
    return String(body['rule_id']);
  }

  /** Measures the core, and lets the server observe it. */
  async measure(core: number): Promise<void> {
    await this.grill.measure(core);
    await letPass(this.testApp, 2_000);
  }

  /** Waits until so many alerts are open. */
  async untilOpen(count: number): Promise<void> {
    const open = async () =>
      (await this.testApp.api.get<{ alerts: unknown[] }>('/alerts')).body.alerts.length;
    await until(open, count);
  }

  async close(): Promise<void> {
    await this.testApp.close();
    await this.sink.close();
  }
}
