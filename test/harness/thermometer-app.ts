import { randomBytes } from 'node:crypto';
import { newFernetKey } from '../../src/config/fernet.js';
import type { Environment } from '../../src/config/environment.js';
import type {
  ProbeDto,
  ThermometerDto,
  ThermometersDto,
} from '../../src/thermometers/dto/thermometers.dto.js';
import {
  accountFileIn,
  writeAccount,
  type CloudVendor,
} from '../../src/thermometers/accounts/account-file.js';
import { AnovaCloud } from '../../src/simulator/anova-cloud.js';
import { DataFolder } from './data-folder.js';
import { DrivenClock } from './driven-clock.js';
import { RequestsUnderWay } from './requests-under-way.js';
import { startTestApp, TOKEN, type TestApp } from './test-app.js';
import { isDeepStrictEqual } from 'node:util';

/** A simulated cloud of a vendor of thermometers. */
export interface SimulatedVendorCloud {
  readonly url: string;
  readonly token: string;
  listen(): Promise<void>;
  close(): Promise<void>;
}

interface Options<Cloud extends SimulatedVendorCloud> {
  readonly vendor: CloudVendor;
  /** The setting that leads to the cloud. */
  readonly setting: 'fireboardUrl' | 'meaterUrl' | 'thermoworksUrl';
  readonly makeCloud: (clock: DrivenClock) => Cloud;
  readonly environment?: Partial<Environment>;
}

/** The shipped application with the account of a vendor whose cloud is simulated. */
export class ThermometerApp<Cloud extends SimulatedVendorCloud> {
  private constructor(
    readonly testApp: TestApp,
    readonly cloud: Cloud,
    private readonly vendor: CloudVendor,
    private readonly key: string,
    private readonly requests: RequestsUnderWay,
  ) {}

  /** Starts both, without an account that is signed in. */
  static async start<Cloud extends SimulatedVendorCloud>({
    vendor,
    setting,
    makeCloud,
    environment,
  }: Options<Cloud>): Promise<ThermometerApp<Cloud>> {
    const [clock, key, requests] = [new DrivenClock(), newFernetKey(), new RequestsUnderWay()];
    const [anova, cloud] = [new AnovaCloud({ clock, token: TOKEN, cookers: [{}] }), makeCloud(clock)];
    await Promise.all([anova.listen(), cloud.listen()]);
    const testApp = await startTestApp({
      after: { clock, cloud: anova, data: new DataFolder() },
      environment: { ...environment, [setting]: cloud.url, encryptionKeys: [key] },
    });
    return new ThermometerApp(testApp, cloud, vendor, key, requests);
  }

  get clock(): DrivenClock {
    return this.testApp.clock;
  }

  /** The time of the simulated day, in milliseconds since 1970. */
  get now(): number {
    return this.clock.now().getTime();
  }

  /** Keeps a sign-in as the command does. */
  signIn(token = this.cloud.token): void {
    const file = accountFileIn(this.testApp.data.path, this.vendor);
    writeAccount(
      file,
      { name: 'someone@example.org', token },
      { keys: [this.key], now: this.clock.now(), random: randomBytes },
    );
  }

  /** Lets time pass in steps, and waits in between for the requests under way. */
  async pass(seconds: number, step = 1): Promise<void> {
    for (let rest = seconds; rest > 0; rest -= step) {
      await this.clock.elapse(Math.min(step, rest) * 1000);
      await this.requests.settled();
    }
  }

  /** Lets time pass until something is as expected. @throws Error with what was seen last, after `most` seconds */
  async passUntil<Value>(look: () => Value | Promise<Value>, expected: Value, most = 120): Promise<void> {
    let seen = await look();
    for (let passed = 0; !isDeepStrictEqual(seen, expected); passed++) {
      if (passed >= most)
        throw new Error(`Waited for ${JSON.stringify(expected)}, and saw ${JSON.stringify(seen)} last`);
      await this.pass(1);
      seen = await look();
    }
  }

  /** Every thermometer, as a client reads it. */
  async thermometers(): Promise<readonly ThermometerDto[]> {
    const { body } = await this.testApp.api.get<ThermometersDto>('/thermometers');
    return body.thermometers;
  }

  /** A probe by its name; undefined while there is none. */
  async probe(name: string): Promise<ProbeDto | undefined> {
    const thermometers = await this.thermometers();
    return thermometers.flatMap(({ probes }) => probes).find((probe) => probe.name === name);
  }

  /** The state of a probe by its name; undefined while there is none. */
  async stateOf(name: string): Promise<ProbeDto['state'] | undefined> {
    return (await this.probe(name))?.state;
  }

  /** The newest temperature of a probe by its name, in °C. */
  async celsiusOf(name: string): Promise<number | null | undefined> {
    return (await this.probe(name))?.temperature_celsius;
  }

  /** The state of the account, as the health of the server shows it. */
  async accountState(): Promise<string | undefined> {
    const { body } = await this.testApp.api.get<Health>('/health');
    return body.info?.thermometers?.[this.vendor];
  }

  async close(): Promise<void> {
    await this.testApp.close();
    await this.cloud.close();
    this.requests.stop();
  }
}

interface Health {
  readonly info?: { readonly thermometers?: Readonly<Record<string, string>> };
}
