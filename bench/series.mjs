import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { cookerId } from './cloud.mjs';
import { callOf, Client } from './load.mjs';
import { BEGIN, DAY, PlainTable, probeOf, PROBES, readingsOf, withStore } from './series-data.mjs';
import { KEY, Server } from './servers.mjs';
import { percentile } from './storage.mjs';

const MINUTE = 60_000;
/** Readings of one append while many are written, as the archive of a cloud comes. */
const TOGETHER = 10_000;
const SINGLES = 20;
const POINTS = 300;
const MONTH = 30;
/** Queries of both before the first that counts: V8 compiles what they run. */
const WARM_UP = 20;
/** Calls of /status beside queries before those that count, as before the idle ones: by then what they run is compiled. */
const COMPILED_AFTER = 1_500;
const YEAR = 365;
/** How much is measured, and in the quick form. */
const SIZES = {
  whole: { readings: 1_000_000, days: YEAR, queries: 100, statuses: 2_000 },
  quick: { readings: 100_000, days: 60, queries: 30, statuses: 300 },
};
const QUERIES = [
  { name: '24 hours of a probe at 300 points, ms (p95)', days: 1, width: 5 * MINUTE, mostOurs: 30 },
  { name: '30 days of a probe folded, ms (p95)', days: MONTH, width: 180 * MINUTE, mostOurs: 50 },
];

/** What it costs to keep the readings of probes: beside a plain table of the same database, in the same run. */
export async function series(cloud, core, isQuick = false) {
  const size = isQuick ? SIZES.quick : SIZES.whole;
  return [
    ...(await withStore((place) => ingest(place, size))),
    ...(await withStore((place) => year(place, size, cloud, core))),
  ];
}

async function ingest({ open, folder }, { readings: count }) {
  const days = Math.ceil(count / PROBES / 8_640);
  const readings = Array.from({ length: PROBES }, (_, index) => readingsOf(index, 0, days))
    .flat()
    .sort((one, other) => one.at - other.at)
    .slice(0, count);
  const store = open();
  const begun = performance.now();
  for (let from = 0; from < count; from += TOGETHER)
    await store.append(readings.slice(from, from + TOGETHER));
  const ours = performance.now() - begun;
  const singles = await singleWrites(store, days);
  await store.onApplicationShutdown();
  const table = await PlainTable.open(folder);
  const plainBegun = performance.now();
  table.write(readings);
  const plain = performance.now() - plainBegun;
  table.close();
  return [
    {
      name: `${count} probe readings written, per second (bare: plain inserts in one transaction)`,
      ours: (count / ours) * 1000,
      bare: (count / plain) * 1000,
      least: 0.5,
    },
    { name: 'a single reading is durable, ms (most of 20)', ours: Math.max(...singles), mostOurs: 1000 },
  ];
}

/** Milliseconds until each of some readings of all probes, a fifth of a second apart, is on the disk. */
async function singleWrites(store, day) {
  const times = [];
  for (const reading of readingsOf(0, day).slice(0, SINGLES)) {
    const begun = performance.now();
    times.push(store.append([reading]).then(() => performance.now() - begun));
    await pause(200);
  }
  return Promise.all(times);
}

async function year({ open, folder, size }, { days, queries, statuses }, cloud, core) {
  const table = await PlainTable.open(folder);
  let store = open();
  for (let day = 0; day < days; day++) {
    const readings = Array.from({ length: PROBES }, (_, index) => readingsOf(index, day)).flat();
    await store.append(readings);
    // The plain table of a year would take 760 MB; its rows are all of one length, so a month says how long.
    if (day < MONTH) table.write(readings);
  }
  await store.onApplicationShutdown();
  const plainYear = (table.size / MONTH) * days;
  const rows = [
    {
      name: `${days} days of 10 probes every 10 s, MB (bare: ${MONTH} days of a plain table, scaled)`,
      ours: size() / 1e6,
      bare: plainYear / 1e6,
      most: 0.25,
    },
  ];
  table.index();
  store = open();
  for (const query of QUERIES) rows.push(await compare(store, table, query, queries));
  table.close();
  await store.onApplicationShutdown();
  return [...rows, ...(await beside({ folder, days, statuses }, cloud, core))];
}

async function compare(store, table, { name, days, width, mostOurs }, count) {
  const times = { ours: [], bare: [] };
  for (let turn = -WARM_UP; turn < count; turn++) {
    const place = turn + WARM_UP;
    const from = BEGIN + Math.floor(((place % 7) / 7) * (MONTH - days)) * DAY;
    const to = from + days * DAY;
    const index = place % PROBES;
    const begun = performance.now();
    const ours = await store.folded(probeOf(index), from, to, POINTS);
    const between = performance.now();
    const plain = table.folded(index, from, to, width);
    const end = performance.now();
    assertSame(ours, plain);
    await nextTurn();
    if (turn < 0) continue;
    times.ours.push(between - begun);
    times.bare.push(end - between);
  }
  return {
    name,
    ours: percentile(times.ours, 0.95),
    bare: percentile(times.bare, 0.95),
    most: 0.2,
    mostOurs,
  };
}

/** Both must have folded the same readings, or their times say nothing. */
function assertSame(ours, plain) {
  const isSame =
    ours.length === plain.length &&
    ours.every(({ at, count, min, max, mean }, index) => {
      const row = plain[index];
      const near = Math.abs(mean - row.mean) < 1e-6;
      return at === row.at && count === row.count && min === row.min && max === row.max && near;
    });
  if (!isSame) throw new Error('The store and the plain table say different things');
}

/** How long /status takes while another client reads one curve after the other. */
async function beside({ folder, days, statuses }, cloud, core) {
  const server = await Server.start('ours', cloud.address, core, folder);
  const client = await Client.open(server.port);
  const status = callOf('GET', `/status?device_id=${cookerId(0)}`, KEY);
  // The cloud has not listed the cookers yet.
  while ((await client.call(status)) !== 200) await pause(50);
  await timesOf(client, status, statuses);
  const idle = await timesOf(client, status, statuses);
  const rows = [];
  for (const { name, days: span } of QUERIES) {
    const [from, to] = [days - span, days].map((day) => new Date(BEGIN + day * DAY).toISOString());
    const query = callOf(
      'GET',
      `/thermometers/${probeOf(3)}/readings?from=${from}&to=${to}&points=${POINTS}`,
      KEY,
    );
    // Opened when it is needed: the server closes a connection that is idle for some seconds.
    const reader = await Client.open(server.port);
    let isOver = false;
    const reading = readOn(reader, query, () => isOver);
    await timesOf(client, status, Math.max(statuses, COMPILED_AFTER));
    const during = await timesOf(client, status, statuses);
    isOver = true;
    const curves = await reading;
    reader.close();
    rows.push({
      name: `  GET /status meanwhile, ms (p99; bare: idle)`,
      ours: percentile(during, 0.99),
      bare: percentile(idle, 0.99),
      most: 2,
    });
    rows.push({
      name: `  ${name.replace(', ms (p95)', '')} over HTTP, ms (p95)`,
      ours: percentile(curves, 0.95),
    });
  }
  client.close();
  await server.end();
  return rows;
}

async function timesOf(client, call, count) {
  const times = [];
  for (let turn = 0; turn < count; turn++) {
    const begun = performance.now();
    const code = await client.call(call);
    times.push(performance.now() - begun);
    if (code !== 200) throw new Error(`${code} instead of 200: ${client.response}`);
    await pause(1);
  }
  return times;
}

async function readOn(client, call, isOver) {
  const times = [];
  while (!isOver()) {
    const begun = performance.now();
    const code = await client.call(call);
    times.push(performance.now() - begun);
    if (code !== 200) throw new Error(`${code} instead of 200: ${client.response}`);
  }
  return times;
}
