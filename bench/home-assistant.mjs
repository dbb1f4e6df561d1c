import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { freePort, Server } from './servers.mjs';

const BROKER = '/usr/sbin/mosquitto';
const PROBES = 50;
/** Seconds of readings that are published, one of each probe a second, as fast as they can be. */
const SECONDS = 400;
const ROUNDS = 5;
/** Milliseconds for which a server has served before its memory is read. */
const SETTLED = 15_000;

/** What Home Assistant costs: processor for 50 probes each second, and memory of a server that serves it. */
export async function homeAssistant(cloud) {
  if (!existsSync(BROKER)) return [];
  const broker = await Broker.start();
  try {
    return [...(await publishing(broker.url)), ...(await footprint(broker.url, cloud))];
  } finally {
    broker.stop();
  }
}

/** Publishes the same states with the publisher of the server and with a bare client, in turns. */
async function publishing(url) {
  const [{ DevicePublisher }, { Topics }, { thermometerState }] = await Promise.all([
    import('../build/home-assistant/devices/device-publisher.js'),
    import('../build/home-assistant/topics.js'),
    import('../build/home-assistant/state/thermometer-state.js'),
  ]);
  const client = await connectAsync(url, { protocolVersion: 5 });
  const topics = new Topics('bench', 'bench-discovery');
  let now = 0;
  const broker = {
    show: (topic, payload) => client.publish(topic, payload, { qos: 0, retain: true }),
    publish: async (topic, payload, { retain, quality }) => {
      await client.publishAsync(topic, payload, { qos: quality, retain });
      return true;
    },
  };
  const publisher = new DevicePublisher(topics, { version: '1' }, undefined, broker, {
    monotonic: () => now,
  });
  const views = (second) =>
    Array.from({ length: PROBES }, (_, index) => viewOf(index, second, thermometerState));
  const ours = async (second) => {
    now = second * 1000;
    for (const view of views(second)) publisher.showState(view);
    await settle(client);
  };
  const bare = async (second) => {
    // The same payloads: what they are made of is made for both.
    for (const view of views(second))
      client.publish(topics.of(view.kind, view.id).state, JSON.stringify(view.stateAfter()), RETAINED);
    await settle(client);
  };
  const used = { ours: 0, bare: 0 };
  let second = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, publish] of Object.entries({ ours, bare })) {
      const before = process.cpuUsage();
      for (let count = 0; count < SECONDS; count++) await publish(second++);
      const { user, system } = process.cpuUsage(before);
      // The first round warms both up.
      if (round > 0) used[name] += (user + system) / (ROUNDS * SECONDS);
    }
  }
  await client.endAsync(true);
  return [
    { name: `CPU of ${PROBES} probes published over MQTT, µs`, ours: used.ours, bare: used.bare, most: 1.2 },
  ];
}

const RETAINED = { qos: 0, retain: true };

/** A confirmed message after the others: the client has written all of them. */
const settle = (client) => client.publishAsync('bench/settled', '', { qos: 1 });

function viewOf(index, second, thermometerState) {
  const id = `mqtt-bench-${index}`;
  const report = {
    ...{ thermometer_id: id, vendor: 'mqtt', name: id, model: 'Bench', online: true },
    ...{ battery_percent: 80, signal_dbm: -60, last_seen: null },
    probes: [
      {
        ...{ probe_id: `${id}-1`, name: 'Core', kind: 'core', temperature_celsius: 50 + (second % 100) / 10 },
        ...{
          reading_at: new Date(second * 1000).toISOString(),
          reading_age_seconds: 1,
          stale: false,
          state: 'ok',
        },
      },
    ],
  };
  return {
    kind: 'thermometer',
    id,
    signature: id,
    isAvailable: true,
    stateAfter: () => thermometerState(report),
  };
}

/** Two servers side by side, one of which serves Home Assistant. */
async function footprint(url, cloud) {
  const [idle, busy] = [
    await Server.start('ours', cloud.address),
    await Server.start('ours', cloud.address, undefined, undefined, { MQTT_URL: url }),
  ];
  try {
    await served(url);
    await pause(SETTLED);
    const [before, after] = [idle.memory(), busy.memory()];
    return [
      { name: 'Home Assistant adds, MB', ours: after?.whole - before?.whole, bare: NaN, mostOurs: 6 },
      { name: '  of that anonymous, MB', ours: after?.anonymous - before?.anonymous, bare: NaN },
    ];
  } finally {
    await Promise.all([idle.end(), busy.end()]);
  }
}

/** Waits until the server says at the broker that it is there. */
async function served(url) {
  const client = await connectAsync(url, { protocolVersion: 5 });
  const online = new Promise((resolve) => client.once('message', resolve));
  await client.subscribeAsync('coddle/server');
  await online;
  await client.endAsync(true);
}

/** A broker of its own. */
class Broker {
  static async start() {
    const folder = mkdtempSync(join(tmpdir(), 'coddle-bench-broker-'));
    const port = await freePort();
    writeFileSync(join(folder, 'conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\nuser root\n`);
    const child = spawn(BROKER, ['-c', join(folder, 'conf')], { stdio: 'ignore' });
    return new Broker(child, folder, `mqtt://127.0.0.1:${port}`);
  }

  constructor(child, folder, url) {
    this.child = child;
    this.folder = folder;
    this.url = url;
  }

  stop() {
    this.child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
