import { callOf, Client } from './load.mjs';
import { KEY, Server } from './servers.mjs';
import { percentile, within, writeDay } from './storage.mjs';

export const COOK = 'cook-of-a-day';
const WARM_UP = 10;
const CALLS = 100;

/** The forms in which a client may ask for the curve of a whole day. */
const FORMS = [
  { name: 'GET /cooks/{id}/readings of a day, ms (p95)', query: '' },
  { name: '  with 5,000 points', query: '?points=5000' },
  { name: '  as CSV, all 43,200', query: '?format=csv' },
];

/** How long a client waits for the curve of a day: 43,200 readings. */
export const history = (cloud, core) =>
  within(async ({ readings, cooks, folder }, close) => {
    await cooks.saveDurably(cookOf(await writeDay(readings, COOK)));
    await close();
    const server = await Server.start('ours', cloud.address, core, folder);
    const client = await Client.open(server.port);
    const rows = [];
    for (const { name, query } of FORMS) {
      const times = await ask(client, callOf('GET', `/cooks/${COOK}/readings${query}`, KEY));
      rows.push({ name, ours: percentile(times, 0.95), mostOurs: 50 });
    }
    client.close();
    await server.end();
    return rows;
  });

async function ask(client, call) {
  const times = [];
  for (let turn = 0; turn < WARM_UP + CALLS; turn++) {
    const begun = performance.now();
    const status = await client.call(call);
    times.push(performance.now() - begun);
    if (status !== 200) throw new Error(`${status} instead of 200: ${client.response}`);
  }
  return times.slice(WARM_UP);
}

export const cookOf = ({ from, to }) => ({
  cookId: COOK,
  cookerId: 'bench-cooker',
  startedBy: 'app',
  startedAt: from,
  endedAt: to,
  plan: null,
  verdict: null,
  outcome: 'ended',
  record: {
    cookerName: 'Bench',
    cookerType: 'a7',
    requestedBy: null,
    vendorCookId: null,
    lastSeenAt: to,
    bath: { first: 60, lowest: 60, highest: 61, last: 60.5, reachedAt: from, timerStartedAt: from },
    settings: [],
    interruptions: [],
    safety: null,
    stoppedBy: null,
    monitor: null,
  },
});
