import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProbePublisher } from '../../../src/simulator/mqtt-probes/probe-publisher.js';
import { theengsShape } from '../../../src/simulator/mqtt-probes/published-shapes.js';
import type { ThermometersDto } from '../../../src/thermometers/dto/thermometers.dto.js';
import { Api } from '../../harness/api.js';
import { Mosquitto, itWithBroker } from '../../harness/mosquitto.js';
import { SETTINGS, ShippedServer, unpacked } from '../../harness/shipped-server.js';
import { API_KEY } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

/** What was built, in a folder of its own without any package. */
describe('The release with a broker', () => {
  itWithBroker('reads probes', async () => {
    const broker = await Mosquitto.start();
    const publisher = await ProbePublisher.connect({ url: broker.url, shape: theengsShape() });
    try {
      await unpacked(async (folder) => {
        await writeFile(join(folder, 'config/probes.json'), '{ "mqtt": [{ "use": "theengs" }] }');
        const server = new ShippedServer(
          join(folder, 'dist/main.js'),
          { ...SETTINGS, MQTT_URL: broker.url },
          folder,
        );
        const api = new Api(await server.address(), API_KEY);
        const temperature = async () => {
          await publisher.show([61.5]);
          const { thermometers } = (await api.get<ThermometersDto>('/thermometers')).body;
          return thermometers[0]?.probes[0]?.temperature_celsius;
        };
        await until(temperature, 61.5);
        await server.stop();
      });
    } finally {
      await publisher.close();
      await broker.remove();
    }
  });

  it('loads no client of MQTT without a broker, or without a use for it', async () => {
    await unpacked(async (folder) => {
      await rm(join(folder, 'dist/mqtt.cjs'));
      const settings = { ...SETTINGS, MQTT_URL: 'mqtt://127.0.0.1:9', HA_DISCOVERY_PREFIX: 'off' };
      for (const given of [SETTINGS, settings]) {
        const server = new ShippedServer(join(folder, 'dist/main.js'), given, folder);
        const api = new Api(await server.address(), API_KEY);
        await until(() => server.output.includes('Serve Home Assistant'), true);
        expect((await api.get('/thermometers')).status).toBe(200);
        await server.stop();
        expect(server.output).not.toMatch(/MQTT|mqtt/);
      }
    });
  });
});
