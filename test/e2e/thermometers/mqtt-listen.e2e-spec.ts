import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thermometersCommand } from '../../../src/cli/thermometers-command.js';
import { SystemClock } from '../../../src/shared/clock.js';
import { ProbePublisher } from '../../../src/simulator/mqtt-probes/probe-publisher.js';
import { theengsShape } from '../../../src/simulator/mqtt-probes/published-shapes.js';
import { Mosquitto, itWithBroker } from '../../harness/mosquitto.js';
import { OwnerAtTerminal } from '../../harness/owner-at-terminal.js';

const clock = new SystemClock();

describe('coddle thermometers listen', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-listen-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (words: string, mqttUrl?: string) => {
    const settings = { CONFIG_DIR: folder, ...(mqttUrl === undefined ? {} : { MQTT_URL: mqttUrl }) };
    const owner = new OwnerAtTerminal(folder, settings);
    return owner.run((io) => thermometersCommand({ ...io, fetch, clock }), words.split(' '));
  };

  itWithBroker('shows each topic, and what the mapping makes of it', async () => {
    const broker = await Mosquitto.start();
    const publisher = await ProbePublisher.connect({ url: broker.url, shape: theengsShape() });
    try {
      writeFileSync(join(folder, 'probes.json'), '{ "mqtt": [{ "use": "theengs" }] }');
      await publisher.publish({ topic: 'garage/gate', payload: 'open\u001b[2J', retain: true });
      const listening = run('listen --seconds 1', broker.url);
      const showing = setInterval(() => void publisher.show([54.5, null]), 100);
      const { out } = await listening;
      clearInterval(showing);
      expect(out).toContain(`Listening to mqtt://127.0.0.1:${broker.port} for 1 s …`);
      expect(out).toMatch(
        /garage\/gate \(once, kept by the broker: of unknown age\)\n {2}open·\[2J\n {2}→ no reading/,
      );
      expect(out).toMatch(/BTtoMQTT\/A4C1385A0102 \(\d+ times\)/);
      expect(out).toContain('→ Inkbird IBT-4XS 0102: 1 54.5 °C, 2 no reading, 3 no reading, 4 no reading');
      expect(out).toContain('→ whether Bluetooth gateway lives');
    } finally {
      await publisher.close();
      await broker.remove();
    }
  });

  itWithBroker('says which thermometers the mapping leaves out', async () => {
    const broker = await Mosquitto.start();
    const publisher = await ProbePublisher.connect({ url: broker.url, shape: theengsShape() });
    try {
      const only = ['A4:C1:38:99:99:99'];
      writeFileSync(join(folder, 'probes.json'), JSON.stringify({ mqtt: [{ use: 'theengs', only }] }));
      const listening = run('listen --seconds 1', broker.url);
      const showing = setInterval(() => void publisher.show([54.5, null]), 100);
      const { out } = await listening;
      clearInterval(showing);
      expect(out).toMatch(/→ Inkbird IBT-4XS 0102: 1 54\.5 °C, .*; left out, since only names other devices/);
    } finally {
      await publisher.close();
      await broker.remove();
    }
  });

  it('says that no broker is set, and that none is there', async () => {
    expect((await run('listen')).refusal).toContain('MQTT_URL is not set');
    const { refusal, out } = await run('listen', 'mqtt://me:secret-word@127.0.0.1:9');
    expect(refusal).toContain('The broker at mqtt://127.0.0.1:9 cannot be read (ECONNREFUSED)');
    expect(`${refusal}${out}`).not.toContain('secret-word');
  });

  it('takes whole seconds', async () => {
    expect((await run('listen --seconds soon')).refusal).toContain('--seconds must be a whole number');
  });
});
