import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { COOK, cookOf } from './history.mjs';
import { callOf } from './load.mjs';
import { KEY, Server } from './servers.mjs';
import { within, writeDay } from './storage.mjs';

/** From here on the unit slows the server down, in MB: MemoryHigh. */
const MOST = 180;
/** Milliseconds between two measurements of the memory, and their number. */
const STEP = 100;
const LOOKS = 30;

/** What clients ask for and do not read: how often on a connection, and on how many. */
const CASES = [
  { name: 'documents without a key', call: callOf('GET', '/openapi.json', ''), times: 1_400, clients: 20 },
  {
    name: 'the script of /docs',
    call: callOf('GET', '/docs/swagger-ui-init.js', ''),
    times: 10,
    clients: 300,
  },
  { name: 'exports', call: callOf('GET', `/cooks/${COOK}/readings?format=csv`, KEY), times: 1, clients: 60 },
  {
    name: 'exports behind each other',
    call: callOf('GET', `/cooks/${COOK}/readings?format=csv`, KEY),
    times: 60,
    clients: 1,
  },
  { name: 'curves', call: callOf('GET', `/cooks/${COOK}/readings?points=5000`, KEY), times: 1, clients: 120 },
];

/** The most memory that the server takes while clients leave what they asked for unread. */
export const unread = (cloud) =>
  within(async ({ readings, cooks, folder }, close) => {
    await cooks.saveDurably(cookOf(await writeDay(readings, COOK)));
    await close();
    const rows = [];
    for (const { name, ...load } of CASES) {
      const server = await Server.start('ours', cloud.address, undefined, folder);
      rows.push({
        name: `${name}, unread, MB at most`,
        ours: await mostMemory(server, load),
        mostOurs: MOST,
      });
      await server.end();
    }
    return rows;
  });

async function mostMemory(server, { call, times, clients }) {
  const sockets = [];
  for (let client = 0; client < clients; client++)
    sockets.push(await asking(server.port, call.before.repeat(times)));
  let most = 0;
  for (let look = 0; look < LOOKS; look++) {
    await pause(STEP);
    most = Math.max(most, server.memory()?.whole ?? NaN);
  }
  for (const socket of sockets) socket.destroy();
  return most;
}

async function asking(port, requests) {
  const socket = connect(port, '127.0.0.1').pause();
  // Being cut off is what may come of it.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(requests);
  return socket;
}
