/**
 * Many clients of one stream, in a process of its own. Arguments: the port, how many, and the request.
 * Messages: `open` and `close` some clients, `begin` to count, `collect` to get what arrived.
 */
import { connect } from 'node:net';

const [port, request] = process.argv.slice(2);
/** How many connections are opened at once. */
const AT_ONCE = 100;
/** The end of an event in HTTP's chunked coding. A comment ends like it, after a colon. */
const END = Buffer.from('\n\n\r\n');
const COLON = 58;

const buffer = Buffer.alloc(256 * 1024);
const clients = [];
let rounds = 0;
/** The moments at which events were complete: one after the other for each client. */
let arrivals = new Float64Array(0);

const now = () => Number(process.hrtime.bigint()) / 1e6;

function openOne() {
  return new Promise((resolve, reject) => {
    const client = { socket: undefined, heard: false, index: clients.length, events: 0, carried: 0 };
    const callback = (length) => {
      if (!client.heard) {
        client.heard = true;
        resolve();
      } else count(client, length);
      return true;
    };
    client.socket = connect({ port: Number(port), host: '127.0.0.1', onread: { buffer, callback } });
    client.socket.once('error', reject);
    client.socket.write(request);
    clients.push(client);
  });
}

/** Counts the events that end in what was read; several may come at once, and an end may come in two pieces. */
function count(client, length) {
  const { carried } = client;
  if (carried > 0 && buffer.compare(END, carried, END.length, 0, END.length - carried) === 0) arrived(client);
  const read = buffer.subarray(0, length);
  let last = 0;
  for (let at = read.indexOf(END); at >= 0; at = read.indexOf(END, last)) {
    last = at + END.length;
    if (read[at - 1] !== COLON) arrived(client);
  }
  client.carried = Math.max(0, ...[1, 2, 3].filter((size) => length - last >= size && endsWith(read, size)));
}

const endsWith = (read, size) => END.compare(read, read.length - size, read.length, 0, size) === 0;

function arrived(client) {
  if (client.events < rounds) arrivals[client.index * rounds + client.events] = now();
  client.events += 1;
}

const orders = {
  async open({ count }) {
    for (let left = count; left > 0; left -= AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, openOne));
    return {};
  },
  close({ count }) {
    for (const { socket } of clients.splice(-count)) socket.destroy();
    return {};
  },
  begin({ count }) {
    rounds = count;
    arrivals = new Float64Array(clients.length * rounds);
    for (const client of clients) client.events = 0;
    return {};
  },
  count() {
    return clients.reduce((sum, { events }) => sum + events, 0);
  },
  collect({ times }) {
    const delays = [];
    for (const { index, events } of clients)
      for (let round = 0; round < Math.min(events, rounds); round++)
        delays.push(arrivals[index * rounds + round] - times[round]);
    delays.sort((one, other) => one - other);
    return {
      p50: delays[Math.floor(delays.length * 0.5)],
      p95: delays[Math.floor(delays.length * 0.95)],
      most: delays.at(-1),
    };
  },
};

process.on('message', ({ order, ...details }) => {
  Promise.resolve(orders[order](details)).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
