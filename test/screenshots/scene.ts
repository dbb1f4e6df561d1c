import type { Json } from '../harness/api.js';
import { AskingClient } from '../harness/asking-client.js';
import { HttpSink } from '../harness/http-sink.js';
import { letPass, responseOf } from '../harness/journey.js';
import { withDateOfClock } from '../harness/thermometer-page.js';
import { reportOven, roastChicken } from './roast-chicken.js';

const MINUTE = 60_000;
const STEAK = { food_type: 'beef steak', temperature_celsius: 58, time_minutes: 120, thickness_mm: 25 };
const SALMON = { food_type: 'salmon fillet', temperature_celsius: 52, time_minutes: 45, thickness_mm: 20 };
const CHICKEN = {
  food_type: 'chicken breast',
  temperature_celsius: 65,
  time_minutes: 90,
  thickness_mm: 25,
} as const;

/** What the screenshots show, in a time of its own that begins at noon of the first of March 2026. */
export class Scene {
  private constructor(
    readonly client: AskingClient,
    private readonly sink: HttpSink,
  ) {}

  static async open(): Promise<Scene> {
    const cooker = { name: 'Sous vide', water: 45, litres: 8 };
    const sink = await HttpSink.start();
    const environment = {
      alertNtfyUrl: sink.url('/coddle'),
      alertWebhookUrl: sink.url('/alerts'),
      alertAllowPrivate: true,
    };
    const options = { cookers: [cooker], environment, setUp: withDateOfClock };
    return new Scene(await AskingClient.open(options, 'tablet'), sink);
  }

  get testApp() {
    return this.client.testApp;
  }

  /** Two cooks that are over, the second one stopped early. */
  async cookTwice(): Promise<void> {
    await this.cook(STEAK, 130);
    await this.cook(SALMON, 30);
  }

  /** A start that waits for the owner. */
  async askForStart(): Promise<void> {
    await this.client.ask(CHICKEN);
    await letPass(this.testApp, MINUTE);
  }

  /** A cook that heats and then cooks for most of an hour. */
  async beginCook(): Promise<void> {
    await this.start(CHICKEN);
    await letPass(this.testApp, 56 * MINUTE);
  }

  /** A chicken in the oven, with a probe in it and one beside it. */
  async roastChicken(): Promise<void> {
    await roastChicken(this.testApp, 46);
  }

  /** After the cook, a battery that is nearly empty, whose alert arrives at the second attempt. */
  async runLow(): Promise<void> {
    await responseOf(this.testApp, this.testApp.api.post('/stop-cook'));
    await letPass(this.testApp, 2 * MINUTE);
    this.sink.next.push({ status: 503 });
    reportOven(this.testApp, { batteryPercent: 11 });
    await letPass(this.testApp, 2 * MINUTE);
  }

  async close(): Promise<void> {
    await this.client.close();
    await this.sink.close();
  }

  private async cook(plan: Json, minutes: number): Promise<void> {
    await this.start(plan);
    await letPass(this.testApp, minutes * MINUTE);
    await responseOf(this.testApp, this.testApp.api.post('/stop-cook'));
    await letPass(this.testApp, 20 * MINUTE);
  }

  private async start(plan: Json): Promise<void> {
    const { status, body } = await responseOf(this.testApp, this.testApp.api.post('/start-cook', plan));
    if (status !== 200) throw new Error(`The start returned ${status} ${JSON.stringify(body)}`);
  }
}
