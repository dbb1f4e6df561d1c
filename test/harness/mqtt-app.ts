import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ProbeDto,
  ThermometerDto,
  ThermometersDto,
} from '../../src/thermometers/dto/thermometers.dto.js';
import { VendorAccounts } from '../../src/thermometers/registry/vendor-accounts.js';
import { startTestApp, type TestApp } from './test-app.js';
import { until } from './until.js';

/** The application with a broker and a mapping, and without Home Assistant. */
export class MqttApp {
  private constructor(
    readonly testApp: TestApp,
    private readonly folder: string,
  ) {}

  /** Starts it; `mapping` is what `probes.json` holds, an object or its text. */
  static async start(mqttUrl: string, mapping: object | string): Promise<MqttApp> {
    const folder = mkdtempSync(join(tmpdir(), 'coddle-probes-'));
    const text = typeof mapping === 'string' ? mapping : JSON.stringify(mapping);
    writeFileSync(join(folder, 'probes.json'), text);
    const testApp = await startTestApp({
      environment: { mqttUrl, haDiscoveryPrefix: 'off', configDir: folder, rateLimitPerMinute: 1_000_000 },
    });
    return new MqttApp(testApp, folder);
  }

  /** Starts it, and waits until it listens to the broker. */
  static async listening(mqttUrl: string, mapping: object): Promise<MqttApp> {
    const app = await MqttApp.start(mqttUrl, mapping);
    await until(() => app.account?.state, 'connected');
    return app;
  }

  /** How the broker is. */
  get account() {
    const accounts = this.testApp.app.get(VendorAccounts, { strict: false });
    return accounts.all.find(([vendor]) => vendor === 'mqtt')?.[1];
  }

  async thermometers(): Promise<readonly ThermometerDto[]> {
    const { body } = await this.testApp.api.get<ThermometersDto>('/thermometers');
    return body.thermometers;
  }

  async probes(): Promise<readonly ProbeDto[]> {
    return (await this.thermometers()).flatMap(({ probes }) => probes);
  }

  /** The temperature of each probe, by its id. */
  async temperatures(): Promise<Readonly<Record<string, number | null>>> {
    const probes = await this.probes();
    return Object.fromEntries(probes.map((probe) => [probe.probe_id, probe.temperature_celsius]));
  }

  async close(): Promise<void> {
    await this.testApp.close();
    rmSync(this.folder, { recursive: true });
  }
}
