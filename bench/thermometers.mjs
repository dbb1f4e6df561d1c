import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clearInterval, setInterval } from 'node:timers';
import { connectAsync } from 'mqtt';
import { KEY, Server } from './servers.mjs';

const BROKER = '/usr/sbin/mosquitto';
/** How the 50 probes are spread over the vendors. */
const THERMOWORKS = { devices: 10, channels: 2 };
const FIREBOARD = { devices: 2, channels: 6 };
const MEATER = { probes: 5 };
const MQTT = { sensors: 8 };
const PROBES = 50;
/** Milliseconds between two readings of every probe, and how long they are taken before the memory is read. */
const MEASURE_EVERY = 5_000;
const TAKEN_FOR = 60_000;
const SHOWN_TIMEOUT = 60_000;
const PERSON = { email: 'someone@example.org', password: 'only-for-the-bench' };

/**
 * What all vendors with 50 probes add to the memory of a server: two servers side by side, one of which follows accounts
 * at simulated clouds and the topics of a broker, and stores every reading.
 */
export async function thermometers(cloud) {
  const surroundings = await Surroundings.open();
  const [idle, busy] = [
    await Server.start('ours', cloud.address),
    await Server.start('ours', cloud.address, undefined, surroundings.dataDir, surroundings.settings),
  ];
  try {
    surroundings.measureAllTheTime();
    const shown = await surroundings.everyProbeOf(busy.port);
    await pause(TAKEN_FOR);
    const [before, after] = [idle.memory(), busy.memory()];
    const name = `all vendors and ${shown} probes add, MB`;
    return [
      { name, ours: after?.whole - before?.whole, bare: NaN, mostOurs: 12 },
      { name: '  of that anonymous, MB', ours: after?.anonymous - before?.anonymous, bare: NaN },
    ];
  } finally {
    await Promise.all([idle.end(), busy.end()]);
    await surroundings.close();
  }
}

/** The simulated clouds and a broker, and a folder with the sign-ins of a server that follows them. */
class Surroundings {
  static async open() {
    const [thermoworks, fireboard, meater, accounts, fernet, { SystemClock }] = await Promise.all([
      import('../build/simulator/thermoworks/thermoworks-cloud.js'),
      import('../build/simulator/fireboard/fireboard-cloud.js'),
      import('../build/simulator/meater-cloud/meater-cloud.js'),
      import('../build/thermometers/accounts/account-file.js'),
      import('../build/config/fernet.js'),
      import('../build/shared/clock.js'),
    ]);
    const common = { clock: new SystemClock(), ...PERSON };
    const labels = Array.from({ length: FIREBOARD.channels }, (_, index) => `Channel ${index + 1}`);
    const boards = Array.from({ length: FIREBOARD.devices }, (_, index) => ({
      hardwareId: `BENCH0000${index}`,
      labels,
    }));
    const clouds = {
      thermoworks: new thermoworks.ThermoworksCloud({ ...common, devices: THERMOWORKS.devices }),
      fireboard: new fireboard.FireboardCloud({ ...common, devices: boards }),
      meater: new meater.MeaterCloud({ ...common, probes: MEATER.probes }),
    };
    await Promise.all(Object.values(clouds).map((one) => one.listen()));
    const surroundings = new Surroundings(clouds, fernet.newFernetKey());
    surroundings.signIn(accounts);
    await surroundings.startBroker();
    return surroundings;
  }

  constructor(clouds, key) {
    this.clouds = clouds;
    this.key = key;
    this.folder = mkdtempSync(join(tmpdir(), 'coddle-bench-probes-'));
    this.dataDir = join(this.folder, 'data');
  }

  /** The variables of the server that follows all of them. */
  get settings() {
    const { thermoworks, fireboard, meater } = this.clouds;
    return {
      ENCRYPTION_KEY: this.key,
      THERMOWORKS_URL: thermoworks.url,
      FIREBOARD_URL: fireboard.url,
      MEATER_URL: meater.url,
      ...(this.brokerUrl !== undefined && { MQTT_URL: this.brokerUrl, CONFIG_DIR: this.folder }),
    };
  }

  /** Keeps the sign-ins as the command does. */
  signIn({ accountFileIn, writeAccount }) {
    mkdirSync(this.dataDir, { mode: 0o700 });
    const { thermoworks, fireboard, meater } = this.clouds;
    const tokens = {
      thermoworks: thermoworks.signIn.refreshToken,
      fireboard: fireboard.token,
      meater: meater.token,
    };
    const sealing = { keys: [this.key], now: new Date(), random: randomBytes };
    for (const [vendor, token] of Object.entries(tokens))
      writeAccount(accountFileIn(this.dataDir, vendor), { name: PERSON.email, token }, sealing);
  }

  /** Without mosquitto on this machine, the row says so by the number of its probes. */
  async startBroker() {
    if (!existsSync(BROKER)) return;
    const port = await freePort();
    const conf = join(this.folder, 'mosquitto.conf');
    writeFileSync(conf, `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
    this.broker = spawn(BROKER, ['-c', conf], { stdio: 'ignore' });
    this.brokerUrl = `mqtt://127.0.0.1:${port}`;
    const probes = sensors().map((sensor) => ({ sensor, name: sensor }));
    writeFileSync(
      join(this.folder, 'probes.json'),
      JSON.stringify({ mqtt: [{ use: 'esphome', topic: 'smoker', probes }] }),
      { mode: 0o600 },
    );
    this.client = await whenListening(() => connectAsync(this.brokerUrl));
    await this.client.publishAsync('smoker/status', 'online', { retain: true });
  }

  measureAllTheTime() {
    this.measure();
    this.timer = setInterval(() => this.measure(), MEASURE_EVERY);
  }

  measure() {
    const now = Date.now();
    const value = (place) => Math.round((60 + place + Math.sin(now / 60_000)) * 10) / 10;
    const { thermoworks, fireboard, meater } = this.clouds;
    for (const device of thermoworks.devices) device.measure(now, value(1), value(2));
    for (const device of fireboard.devices) device.take(places(FIREBOARD.channels, value, now));
    for (const probe of meater.probes) probe.take(places(2, value, now));
    for (const [place, sensor] of sensors().entries())
      this.client?.publish(`smoker/sensor/${sensor}/state`, String(value(place)));
  }

  /** Waits until the server shows every probe with a reading. @returns how many there are */
  async everyProbeOf(port) {
    const wanted = PROBES - (this.client === undefined ? MQTT.sensors : 0);
    let shown = 0;
    for (const end = Date.now() + SHOWN_TIMEOUT; shown < wanted && Date.now() < end; await pause(500)) {
      const response = await fetch(`http://127.0.0.1:${port}/thermometers`, {
        headers: { authorization: `Bearer ${KEY}` },
      });
      const { thermometers } = await response.json();
      const probes = thermometers.flatMap((one) => one.probes);
      shown = probes.filter(({ temperature_celsius: value }) => value !== null).length;
    }
    return shown;
  }

  async close() {
    clearInterval(this.timer);
    await this.client?.endAsync(true);
    this.broker?.kill('SIGKILL');
    await Promise.all(Object.values(this.clouds).map((one) => one.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const sensors = () => Array.from({ length: MQTT.sensors }, (_, index) => `probe_${index + 1}`);

const places = (count, value, at) =>
  Array.from({ length: count }, (_, index) => ({ place: index + 1, celsius: value(index), at }));

/** Connects as soon as the broker listens. */
async function whenListening(connect) {
  for (const end = Date.now() + SHOWN_TIMEOUT; ; await pause(50)) {
    try {
      return await connect();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
