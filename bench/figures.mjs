import { setTimeout as pause } from 'node:timers/promises';
import * as calls from './calls.mjs';
import { COOKERS } from './cloud.mjs';
import { Client, pour, untilForgotten } from './load.mjs';
import { Server } from './servers.mjs';

const NAMES = ['ours', 'bare'];
const STARTS_OF_SERVERS = 10;
const IDLE_MS = 5_000;
const MANY_CALLS = 20_000;
const WARM_UP = { ms: 3_000, count: 8_000 };
const ROUNDS = 5;
const ROUND = { ms: 1_000 };
/** Few enough that no counter of addresses is used up within a row: there are 1,024, of 60 starts a minute each. */
const ROUND_OF_STARTS = { ...ROUND, count: 4_000 };
const ONCE = { turns: 1 };

/** The measured requests, each with the least share of the bare rate that ours should reach. */
const RATES = [
  { name: 'GET /health', steps: calls.healthCalls },
  { name: 'GET /status, idle', steps: calls.statusCalls, least: 0.4 },
  { name: 'POST /start-cook, started and seen', steps: calls.startCalls, endsAtOnce: true, least: 0.3 },
  { name: 'POST /start-cook and /stop-cook in turn', steps: calls.startAndStopCalls },
  { name: 'POST /start-cook, refused as unsafe', steps: calls.unsafeCalls },
  { name: 'GET /status, cooking', steps: calls.statusCalls, cooking: true, least: 0.4 },
  { name: 'POST /start-cook, refused as busy', steps: calls.busyCalls, cooking: true },
];

export const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

/** Runs `make` for our server and for the bare one, one after the other. */
export async function both(make) {
  return { ours: await make('ours'), bare: await make('bare') };
}

const each = (pair, read) => ({ ours: read(pair.ours), bare: read(pair.bare) });

/** Alternates between the two `times` times; what is measured on one so meets the same machine as on the other. */
export async function alternating(times, measure) {
  const values = { ours: [], bare: [] };
  for (let round = 0; round < times; round++) {
    for (const name of round % 2 ? [...NAMES].reverse() : NAMES) values[name].push(await measure(name));
  }
  return values;
}

/** From exec to the first 200 on /health. */
export async function readiness(cloud) {
  const times = await alternating(STARTS_OF_SERVERS, async (name) => {
    const server = await Server.start(name, cloud.address);
    await server.end();
    return server.ready;
  });
  return [
    { name: `ready, ms (median of ${STARTS_OF_SERVERS})`, ...each(times, median), most: 1.7, mostOurs: 200 },
  ];
}

/** Memory before and after work. */
export async function footprint(cloud) {
  const servers = await both((name) => Server.start(name, cloud.address));
  await pause(IDLE_MS);
  if (cloud.connections !== NAMES.length) throw new Error('The servers are not connected to the cloud');
  const idle = each(servers, (server) => server.memory());
  await alternating(1, (name) => withClients(servers[name], (clients) => work(cloud, clients)));
  const worked = each(servers, (server) => server.memory());
  await both((name) => servers[name].end());
  return [...memoryRows('idle', idle, 85), ...memoryRows(`after ${MANY_CALLS} calls`, worked, 105)];
}

const memoryRows = (when, memory, mostOurs) => [
  { name: `resident memory ${when}, MB`, ...each(memory, (of) => of?.whole), mostOurs },
  { name: '  of that anonymous, MB', ...each(memory, (of) => of?.anonymous) },
];

const work = (cloud, clients) => {
  cloud.endsAtOnce = true;
  return pour(clients, calls.mixedCalls, { count: MANY_CALLS });
};

async function withClients(server, use) {
  const clients = await Promise.all(Array.from({ length: COOKERS }, () => Client.open(server.port)));
  try {
    return await use(clients);
  } finally {
    for (const client of clients) client.close();
  }
}

/** Requests a second, by the clock and by the CPU time of the server: the load may be slower than the server. */
export async function rates(cloud, core) {
  const servers = await both((name) => Server.start(name, cloud.address, core));
  const rows = [];
  for (const rate of RATES) rows.push(...(await rateRows(cloud, servers, rate)));
  await both((name) => servers[name].end());
  return rows;
}

async function rateRows(cloud, servers, { name: what, steps, cooking, endsAtOnce = false, least }) {
  const run = (name, stepsOf, amount) =>
    withClients(servers[name], (clients) => round(servers[name], clients, stepsOf, amount));
  const isRead = what.startsWith('GET');
  cloud.endsAtOnce = endsAtOnce;
  await untilForgotten();
  if (cooking) await both((name) => run(name, calls.startCalls, ONCE));
  await both((name) => run(name, steps, WARM_UP));
  const rounds = await alternating(ROUNDS, (name) => run(name, steps, isRead ? ROUND : ROUND_OF_STARTS));
  if (cooking) await both((name) => run(name, calls.stopCalls, ONCE));
  return [
    { name: `${what}, calls/s of CPU`, ...each(rounds, (of) => median(of.map(({ byCpu }) => byCpu))), least },
    { name: '  by the clock', ...each(rounds, (of) => median(of.map(({ byClock }) => byClock))) },
  ];
}

async function round(server, clients, stepsOf, amount) {
  const before = server.exactCpu();
  const { calls: made, took } = await pour(clients, stepsOf, amount);
  return { byClock: (made / took) * 1000, byCpu: (made / (server.exactCpu() - before)) * 1000 };
}
