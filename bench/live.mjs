import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Cloud, cookerId } from './cloud.mjs';
import { KEY, Server } from './servers.mjs';

const SUBSCRIBERS = 10_000;
/** Until memory and connections have settled, in milliseconds. */
const SETTLE = 12_000;
const PUSH_EVERY = 1_000;
const ARRIVAL_TIMEOUT = 60_000;
const ROUNDS = 30;
const PATH = `/live?types=status&device_id=${cookerId(0)}`;
/** Clients that leave and come, in parts of the time, in a heap of so many MB. */
const CHURN = { minutes: 10, subscribers: 1_000, share: 0.1, parts: 6, heap: 80 };
const BETWEEN_CHANGES = 250;
/** For a trial. */
const QUICK = { subscribers: 2_000, rounds: 10, settle: 4_000, churn: 60_000 };

const nanoseconds = () => Number(process.hrtime.bigint()) / 1e6;

/** The clients of one server, in a process of their own. */
class Clients {
  constructor(port, pin) {
    const head = [`GET ${PATH} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${KEY}`, '', ''];
    this.child = fork(new URL('live-clients.mjs', import.meta.url), [String(port), head.join('\r\n')], {
      ...(pin !== undefined && { execPath: 'taskset', execArgv: ['-c', String(pin), process.execPath] }),
    });
  }

  async ask(order, details = {}) {
    const responded = once(this.child, 'message');
    this.child.send({ order, ...details });
    const [{ result, error }] = await responded;
    if (error !== undefined) throw new Error(`The clients of the stream: ${error}`);
    return result;
  }

  async end() {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}

/** A server with a cloud and clients of its own. */
class Side {
  static async open(program, core, more) {
    const cloud = await Cloud.open(0);
    const server = await Server.start(program, cloud.address, core, undefined, more);
    const side = new Side();
    Object.assign(side, { cloud, server, clients: new Clients(server.port), times: [] });
    return side;
  }

  push() {
    this.times.push(nanoseconds());
    this.cloud.push(0);
  }

  async end() {
    await this.clients.end();
    await this.server.end();
    this.cloud.close();
  }
}

/** One event as our server frames it. */
async function frameOf({ server, cloud }) {
  const [response] = await once(
    request({ port: server.port, path: PATH, headers: { authorization: `Bearer ${KEY}` } }).end(),
    'response',
  );
  response.setEncoding('utf8');
  let text = '';
  response.on('data', (more) => (text += more));
  await pause(PUSH_EVERY / 2);
  text = '';
  cloud.push(0);
  await pause(PUSH_EVERY / 2);
  response.destroy();
  return text;
}

/** What 10,000 clients of the live stream cost, beside a bare server that writes the same frames. */
export async function live(core, quick = false) {
  const { subscribers, rounds, settle, churn } = quick
    ? QUICK
    : { subscribers: SUBSCRIBERS, rounds: ROUNDS, settle: SETTLE, churn: CHURN.minutes * 60_000 };
  const ours = await Side.open('ours', core, { LIVE_MAX_CLIENTS: String(SUBSCRIBERS) });
  await pause(settle / 2);
  const frame = await frameOf(ours);
  const bare = await Side.open('bareLive', core, { LIVE_FRAME: frame });
  const sides = { ours, bare };
  await pause(settle);
  const rows = [
    await memoryOf(sides, subscribers, settle),
    ...(await deliveryTo(sides, subscribers, rounds)),
  ];
  await ours.end();
  await bare.end();
  return [...rows, await growthOf(churn)];
}

async function memoryOf(sides, subscribers, settle) {
  const each = {};
  for (const [name, { server, clients }] of Object.entries(sides)) {
    const before = server.memory()?.whole;
    await clients.ask('open', { count: subscribers });
    await pause(settle);
    each[name] = ((server.memory()?.whole - before) * 1024) / subscribers;
  }
  return { name: 'memory of an idle subscriber, KB', ...each, most: 1.1 };
}

async function deliveryTo({ ours, bare }, subscribers, rounds) {
  const both = [ours, bare];
  for (const { clients } of both) await clients.ask('begin', { count: rounds });
  const before = both.map(({ server }) => server.exactCpu());
  for (const side of both) side.times.length = 0;
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 ? [bare, ours] : [ours, bare]) {
      side.push();
      await pause(PUSH_EVERY / 2);
      await allArrived(side, subscribers * (round + 1));
    }
  }
  const results = [];
  for (const { clients, times } of both) results.push(await clients.ask('collect', { times }));
  const cpu = both.map(({ server }, index) => server.exactCpu() - before[index]);
  const perEvent = cpu.map((ms) => (ms * 1_000) / (subscribers * rounds));
  const [mine, theirs] = results;
  return [
    { name: `an event to ${subscribers} subscribers, p95, ms`, ours: mine.p95, bare: theirs.p95, most: 1.1 },
    { name: 'the same, p50, ms', ours: mine.p50, bare: theirs.p50 },
    { name: 'a delivered event, µs of CPU', ours: perEvent[0], bare: perEvent[1], most: 1.15 },
  ];
}

/** Waits for the last event: on a busy machine it takes longer than a second, and the next would wait behind it. */
async function allArrived({ clients }, expected) {
  const end = performance.now() + ARRIVAL_TIMEOUT;
  for (;;) {
    const arrived = await clients.ask('count');
    if (arrived === expected) return;
    if (performance.now() > end) throw new Error(`${arrived} of ${expected} events arrived`);
    await pause(PUSH_EVERY / 4);
  }
}

/**
 * Clients leave and come while events are sent: what the least memory in the last part of it is above that in an early
 * part. The heap is as small as on a small machine, so that garbage is not left lying.
 */
async function growthOf(duration) {
  const { subscribers, share, parts, heap } = CHURN;
  const more = { LIVE_MAX_CLIENTS: String(subscribers * 2), NODE_OPTIONS: `--max-old-space-size=${heap}` };
  const side = await Side.open('ours', undefined, more);
  const { server, clients, cloud } = side;
  await clients.ask('open', { count: subscribers });
  const least = Array(parts).fill(Infinity);
  const count = Math.ceil(subscribers * share);
  const begun = performance.now();
  for (let passed = 0; passed < duration; passed = performance.now() - begun) {
    await clients.ask('close', { count });
    cloud.push(0);
    await clients.ask('open', { count });
    await pause(BETWEEN_CHANGES);
    const part = Math.floor((passed / duration) * parts);
    least[part] = Math.min(least[part], server.memory()?.whole ?? NaN);
  }
  await side.end();
  const minutes = Math.round(duration / 60_000);
  return {
    name: `${minutes} min of clients that leave and come add, MB`,
    ours: least.at(-1) - least[1],
    mostOurs: 5,
  };
}
