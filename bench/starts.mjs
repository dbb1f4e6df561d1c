import { setTimeout as pause } from 'node:timers/promises';
import * as calls from './calls.mjs';
import { alternating, both, median } from './figures.mjs';
import { Client, pour } from './load.mjs';
import { Server } from './servers.mjs';

/** Milliseconds after which a server has settled (scripts/launcher.mjs), and a little more. */
const IDLE_MS = 5_000;
/** Fresh servers of each kind, since each has one first start only. */
const ROUNDS = 5;
const STARTS = 50;
/** Milliseconds that the cloud takes to acknowledge and show a start while its detour through the bridge is measured. */
const ROUND_TRIP = 20;
/** Milliseconds between two of them: no client starts two cooks within a second, and what is written afterwards is not waited for. */
const BREATH = 30;
const ONCE = { turns: 1 };
const WARM_UP = { turns: 500 };

/**
 * What a start takes longer than the cloud itself. Each side has a core: the load keeps its own one busy, and a server
 * that the kernel puts beside it would wait up to 10 ms for its turn.
 */
export async function starts(cloud, core) {
  await warmUp(cloud, core);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await detours(cloud, core));
  const over = (figure) => both((name) => median(rounds.map((of) => figure(of[name]))));
  return [
    { name: 'a start adds to the cloud, ms (median)', ...(await over(median)), mostOurs: 4 },
    { name: 'the very first start adds, ms', ...(await over(([first]) => first)), mostOurs: 15 },
  ];
}

/** Lets V8 compile the load and the cloud: four threads that do it take the servers' core too. */
async function warmUp(cloud, core) {
  const server = await Server.start('bare', cloud.address, core);
  cloud.endsAtOnce = true;
  const client = await Client.open(server.port);
  await pour([client], calls.startCalls, WARM_UP);
  client.close();
  await server.end();
}

/** Milliseconds from a request to its response, without those of the cloud. No server is warmed up: the first start of a day is cold. */
async function detours(cloud, core) {
  cloud.roundTrip = 0;
  const servers = await both((name) => Server.start(name, cloud.address, core));
  await pause(IDLE_MS);
  cloud.roundTrip = ROUND_TRIP;
  const clients = await both((name) => Client.open(servers[name].port));
  const added = await alternating(STARTS, async (name) => {
    await pause(BREATH);
    const { took } = await pour([clients[name]], calls.startCalls, ONCE);
    return took - cloud.took.at(-1);
  });
  await both((name) => clients[name].close());
  await both((name) => servers[name].end());
  cloud.roundTrip = 0;
  return added;
}
