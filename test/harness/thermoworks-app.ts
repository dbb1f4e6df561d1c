import { randomBytes } from 'node:crypto';
import { newFernetKey } from '../../src/config/fernet.js';
import { AnovaCloud } from '../../src/simulator/anova-cloud.js';
import { ThermoworksCloud } from '../../src/simulator/thermoworks/thermoworks-cloud.js';
import { accountFileIn, removeAccount, writeAccount } from '../../src/thermometers/accounts/account-file.js';
import type {
  ProbeDto,
  ThermometerDto,
  ThermometersDto,
} from '../../src/thermometers/dto/thermometers.dto.js';
import { VendorAccounts } from '../../src/thermometers/registry/vendor-accounts.js';
import type { AccountHealth } from '../../src/thermometers/thermometer-sink.js';
import { DataFolder } from './data-folder.js';
import { DrivenClock } from './driven-clock.js';
import { startTestApp, TOKEN, type TestApp } from './test-app.js';
import { until } from './until.js';

/** The account at the simulated cloud. */
export const EMAIL = 'someone@example.org';
export const PASSWORD = 'a-password-of-someone';

/** A step of the clock while something is waited for, in ms. */
const STEP = 1_000;

interface Options {
  /** Devices of the account; default 1. */
  readonly devices?: number;
  /** Whether the account is signed in before the server starts; default yes. */
  readonly isSignedIn?: boolean;
  /** Changes the cloud before the server starts. */
  readonly prepare?: (cloud: ThermoworksCloud) => void;
}

/** The shipped application with an account at a simulated ThermoWorks cloud. */
export class ThermoworksApp {
  private constructor(
    public testApp: TestApp,
    readonly cloud: ThermoworksCloud,
    /** What seals the account. */
    readonly key: string,
  ) {}

  static async start({ devices = 1, isSignedIn = true, prepare }: Options = {}): Promise<ThermoworksApp> {
    const [clock, data, key] = [new DrivenClock(), new DataFolder(), newFernetKey()];
    const cooker = new AnovaCloud({ clock, token: TOKEN, cookers: [{}] });
    const cloud = new ThermoworksCloud({ clock, email: EMAIL, password: PASSWORD, devices });
    await Promise.all([cooker.listen(), cloud.listen()]);
    prepare?.(cloud);
    if (isSignedIn) signInAs(data.path, key, cloud.signIn.refreshToken, clock.now());
    const environment = { thermoworksUrl: cloud.url, encryptionKeys: [key] };
    const testApp = await startTestApp({ environment, after: { clock, data, cloud: cooker } });
    return new ThermoworksApp(testApp, cloud, key);
  }

  /** By the clock of this machine, in milliseconds since 1970. */
  get now(): number {
    return this.testApp.clock.now().getTime();
  }

  /** How the account is. */
  get account(): AccountHealth | undefined {
    const accounts = this.testApp.app.get(VendorAccounts, { strict: false });
    return accounts.all.find(([vendor]) => vendor === 'thermoworks')?.[1];
  }

  /** The requests that the cloud got and that hold this in their path. */
  requests(part = ''): number {
    return this.cloud.rest.received.filter(({ path }) => path.includes(part)).length;
  }

  async thermometers(): Promise<readonly ThermometerDto[]> {
    return (await this.testApp.api.get<ThermometersDto>('/thermometers')).body.thermometers;
  }

  /** A probe of the first device by its place. */
  async probe(place = '1'): Promise<ProbeDto | undefined> {
    const probes = (await this.thermometers()).flatMap((one) => one.probes);
    return probes.find(({ probe_id: id }) => id === `thermoworks-00-00-5e-00-53-01-${place}`);
  }

  /** Signs in anew, as a command beside the server does. */
  signIn(token = this.cloud.signIn.refreshToken): void {
    signInAs(this.testApp.data.path, this.key, token, this.testApp.clock.now());
  }

  /** Signs out, as a command beside the server does. */
  signOut(): void {
    removeAccount(accountFileIn(this.testApp.data.path, 'thermoworks'));
  }

  /** Lets time pass, a little slower than the sockets are. */
  async pass(ms: number, step = STEP): Promise<void> {
    for (let rest = ms; rest > 0; rest -= step) {
      await this.testApp.clock.elapse(Math.min(step, rest));
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  }

  /** Lets time pass until something is seen. @param most in ms */
  async passUntil(look: () => boolean | Promise<boolean>, most = 60_000): Promise<void> {
    for (let passed = 0; passed < most && !(await look()); passed += STEP) await this.pass(STEP);
    await until(look, true);
  }

  /** Waits until the account is in a state. */
  async untilAccount(state: AccountHealth['state'], most = 60_000): Promise<void> {
    await this.passUntil(() => this.account?.state === state, most);
  }

  /** Waits until a probe shows this. */
  async untilProbe(shown: Partial<ProbeDto>, place = '1', most = 60_000): Promise<void> {
    const names = Object.keys(shown) as (keyof ProbeDto)[];
    await this.passUntil(async () => {
      const probe = await this.probe(place);
      return probe !== undefined && names.every((name) => probe[name] === shown[name]);
    }, most);
  }

  /** The server ends as a crash would end it, and another one starts with what is on the disk. */
  async crash(): Promise<void> {
    const { testApp } = this;
    this.testApp = await testApp.crash();
    testApp.data.remove();
  }

  /** No secret of the account has reached the log. */
  expectNoSecrets(): void {
    const secrets = new RegExp(`${PASSWORD}|${EMAIL}|simulated-(?:id|refresh)-token`);
    expect(this.testApp.logs.filter((line) => secrets.test(line))).toEqual([]);
  }

  async close(): Promise<void> {
    await this.testApp.close();
    await this.cloud.close();
  }
}

const signInAs = (dataDir: string, key: string, token: string, now: Date): void =>
  writeAccount(
    accountFileIn(dataDir, 'thermoworks'),
    { name: EMAIL, token },
    { keys: [key], now, random: randomBytes },
  );
