import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProbePublisher } from '../../../src/simulator/mqtt-probes/probe-publisher.js';
import { theengsShape } from '../../../src/simulator/mqtt-probes/published-shapes.js';
import type { ThermometersDto } from '../../../src/thermometers/dto/thermometers.dto.js';
import { Api } from '../../harness/api.js';
import { BROKER_CERTIFICATE, Mosquitto, itWithBroker } from '../../harness/mosquitto.js';
import { SETTINGS, ShippedServer } from '../../harness/shipped-server.js';
import { API_KEY } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

const USER = { name: 'household', password: 'only-for-this-broker' };

describe('A broker over TLS', () => {
  let folder: string;
  let broker: Mosquitto;
  let publisher: ProbePublisher;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coddle-tls-'));
    await writeFile(join(folder, 'probes.json'), '{ "mqtt": [{ "use": "theengs" }] }');
  });
  afterEach(async () => {
    await publisher?.close();
    await broker?.remove();
    await rm(folder, { recursive: true });
  });

  const opened = async (more: Readonly<Record<string, string>>) => {
    broker = await Mosquitto.start(USER);
    publisher = await ProbePublisher.connect({ url: broker.url, shape: theengsShape() });
    return new ShippedServer('dist/main.js', {
      ...SETTINGS,
      MQTT_URL: broker.secureUrl,
      CONFIG_DIR: folder,
      ...more,
    });
  };

  itWithBroker('is read where its certificate is trusted', async () => {
    const server = await opened({ NODE_EXTRA_CA_CERTS: BROKER_CERTIFICATE });
    const api = new Api(await server.address(), API_KEY);
    await until(async () => {
      await publisher.show([61.5]);
      const { thermometers } = (await api.get<ThermometersDto>('/thermometers')).body;
      return thermometers[0]?.probes[0]?.temperature_celsius;
    }, 61.5);
    await server.stop();
    expect(server.output).not.toContain(USER.password);
  });

  itWithBroker('gets no password where its certificate is not trusted, and the log says why', async () => {
    const server = await opened({});
    await server.address();
    await until(() => /"level":"(warn|error)".*SELF_SIGNED/.test(server.output), true);
    const api = new Api(await server.address(), API_KEY);
    expect((await api.get<ThermometersDto>('/thermometers')).body.thermometers).toEqual([]);
    await server.stop();
    expect(server.output).not.toContain(USER.password);
  });
});
