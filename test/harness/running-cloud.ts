import type { AnovaCloudOptions } from '../../src/simulator/anova-cloud.js';
import { AnovaCloud } from '../../src/simulator/anova-cloud.js';
import { DrivenClock } from './driven-clock.js';
import type { Heard } from './raw-client.js';
import { RawClient } from './raw-client.js';

/** Where the commands of these tests go. */
export const TO = { cookerId: 'SimulatedCooker0000001', type: 'a7' };
/** A start that is right in every field: 60 °C for an hour. */
export const START = { ...TO, targetTemperature: 60, unit: 'C', timer: 3600 };
/** The cloud's yes to `request-1`. */
export const OK = { command: 'RESPONSE', requestId: 'request-1', payload: { status: 'ok' } };
/** The part of a pushed state that shows a cook, for `toMatchObject`. */
export const COOKING = { command: 'EVENT_APC_STATE', payload: { state: { state: { mode: 'cook' } } } };

/** A simulated cloud on a driven clock, and the bare clients that talk to it; `end` closes everything. */
export class RunningCloud {
  private readonly clients: RawClient[] = [];

  private constructor(
    readonly clock: DrivenClock,
    readonly cloud: AnovaCloud,
  ) {}

  static async start(options: Partial<AnovaCloudOptions> = {}): Promise<RunningCloud> {
    const clock = new DrivenClock();
    const cloud = new AnovaCloud({ clock, token: 'anova-test', ...options });
    await cloud.listen();
    return new RunningCloud(clock, cloud);
  }

  /** Connects a client; it has received nothing yet. */
  async connect(query: { token?: string; accessories?: string } = {}): Promise<RawClient> {
    const client = await RawClient.connect(this.cloud.url, query);
    this.clients.push(client);
    return client;
  }

  /** Connects a client and reads past the greeting, to the first state. */
  async greeted(): Promise<RawClient> {
    const client = await this.connect();
    await client.nextOf('EVENT_APC_STATE');
    return client;
  }

  async end(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.cloud.close();
  }
}

/** Sends a start, and gives back what came once the cloud had dealt with it. */
export async function startWith(client: RawClient, payload: object = START): Promise<readonly Heard[]> {
  const before = client.messages.length;
  client.command('CMD_APC_START', payload, 'request-1');
  await client.settle();
  return client.messages.slice(before);
}
