import type { SimulatedCooker } from '../../src/simulator/cooker.js';
import type { ApiResponse, Json } from './api.js';
import { responseOf, chicken, letPass } from './journey.js';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.js';
import { until } from './until.js';

export const FIRST_COOKER = 'KitchenCooker000000001';
export const CELLAR = 'CellarCooker0000000001';

/** An account with two cookers. */
export class TwoCookers {
  private constructor(readonly testApp: TestApp) {}

  static async open(options: TestAppOptions = {}): Promise<TwoCookers> {
    const cookers = [
      { id: FIRST_COOKER, name: 'Kitchen' },
      { id: CELLAR, name: 'Cellar' },
    ];
    return new TwoCookers(await startTestApp({ cookers, ...options }));
  }

  cooker(id: string): SimulatedCooker {
    return this.testApp.cloud.cookers.find((one) => one.id === id)!;
  }

  /** Starts a cook on one of them. @returns its cook_id */
  async start(id: string, known: Json = {}): Promise<string> {
    const call = this.testApp.api.post('/start-cook', chicken({ device_id: id, ...known }));
    const { status, body } = await responseOf(this.testApp, call);
    if (status !== 200) throw new Error(`The start returned ${status} ${JSON.stringify(body)}`);
    return body['cook_id'] as string;
  }

  stop(body?: unknown): Promise<ApiResponse> {
    return responseOf(this.testApp, this.testApp.api.post('/stop-cook', body));
  }

  /** Lets the last word of a silent cooker become stale, while the other goes on speaking. */
  async becomeStale(silent: string): Promise<void> {
    this.cooker(silent).fallSilent();
    await letPass(this.testApp, 17_000);
  }

  async status(id: string): Promise<Json> {
    return (await this.testApp.api.get(`/status?device_id=${id}`)).body;
  }

  async untilStatus(id: string, expected: Json): Promise<void> {
    await until(async () => {
      const body = await this.status(id);
      return Object.fromEntries(Object.keys(expected).map((name) => [name, body[name]]));
    }, expected);
  }

  /** The cookers that a STOP was sent to, in turn. */
  get stopped(): unknown[] {
    return this.testApp.cloud.received
      .filter(({ command }) => command === 'CMD_APC_STOP')
      .map(({ payload }) => (payload as { cookerId: string }).cookerId);
  }
}
