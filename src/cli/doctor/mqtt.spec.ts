import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mosquitto, itWithBroker } from '../../../test/harness/mosquitto.js';
import { Environment } from '../../config/environment.js';
import { SystemClock } from '../../shared/clock.js';
import type { CliContext } from '../cli-context.js';
import { mqtt } from './mqtt.js';
import type { ProbeResults } from './probe-results.js';

const MAPPING = '{ "mqtt": [{ "use": "theengs" }] }';

describe('The line mqtt of the doctor', () => {
  let configDir: string;
  beforeEach(() => {
    configDir = mkdtempSync(join(tmpdir(), 'coddle-doctor-'));
  });
  afterEach(() => {
    rmSync(configDir, { recursive: true });
  });

  const map = (text: string) => writeFileSync(join(configDir, 'probes.json'), text);
  /** What it says with this broker. */
  const said = async (mqttUrl?: string, haDiscoveryPrefix = 'homeassistant') => {
    const environment = new Environment({
      ...{ configDir, haDiscoveryPrefix },
      ...(mqttUrl === undefined ? {} : { mqttUrl }),
    });
    const found = { settings: { environment, problems: [] } } as unknown as ProbeResults;
    const findings = await mqtt({ clock: new SystemClock() } as CliContext, found);
    return findings.map(({ state, told }) => `${state}: ${told}`);
  };

  it('says nothing where neither broker nor mapping is set', async () => {
    expect(await said()).toEqual([]);
  });

  it('says which of the two is missing', async () => {
    expect(await said('mqtt://127.0.0.1:9', 'off')).toEqual([
      'wrong: MQTT_URL is set, but nothing says what is a probe',
    ]);
    map(MAPPING);
    expect(await said()).toEqual([`note: there is ${configDir}/probes.json, and no broker`]);
  });

  it('names the line of a fault in the mapping', async () => {
    map('{ "mqtt": [\n{ "use": "theengs", "topik": "a" },\n{ "use": "x" }\n] }');
    const [line] = await said('mqtt://127.0.0.1:9');
    expect(line).toMatch(/^wrong: probes\.json, line 2: mqtt\[0\]\.topik is unknown here.*\(and 1 more\)$/);
  });

  it('says that no broker listens there', async () => {
    map(MAPPING);
    expect(await said('mqtt://me:secret-word@127.0.0.1:9')).toEqual([
      'wrong: the broker at mqtt://127.0.0.1:9 cannot be reached (ECONNREFUSED)',
    ]);
  });

  itWithBroker('needs no mapping for Home Assistant', async () => {
    const broker = await Mosquitto.start();
    try {
      expect(await said(broker.url)).toEqual([
        `ok: the broker at ${broker.url} is connected, for Home Assistant`,
      ]);
    } finally {
      await broker.remove();
    }
  });

  itWithBroker('says that the broker is connected, or refuses the password', async () => {
    map(MAPPING);
    const broker = await Mosquitto.start({ name: 'coddle', password: 'right-word' });
    try {
      const at = `mqtt://127.0.0.1:${broker.port}`;
      const connected = `ok: the broker at ${at} is connected`;
      expect(await said(broker.url)).toEqual([`${connected}, with one gateway and for Home Assistant`]);
      expect(await said(broker.url, 'off')).toEqual([`${connected}, with one gateway`]);
      expect(await said(broker.url.replace('right', 'wrong'))).toEqual([
        expect.stringContaining(`wrong: the broker at ${at} refuses the user name and password`),
      ]);
    } finally {
      await broker.remove();
    }
  });
});
