import { once } from 'node:events';
import { setImmediate } from 'node:timers';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const OK = 200;
const BUSY = 409;
const HEAD_END = '\r\n\r\n';
const LENGTH = 'ength: ';
const CHUNKED = 'ncoding: chunked';
const LAST_CHUNK = '\r\n0\r\n\r\n';

/** Milliseconds in which the server counts the requests of an address, and a little more. */
const WINDOW = 61_000;
/** So many starts in a window leave enough for one more row: 1,024 counters of addresses allow 60 each. */
const MANY_STARTS = 5_000;

let addresses = 0;
/** The addresses before those that the server may still count, and when the last one was used. */
let [uncounted, lastUsed] = [0, 0];

/** Waits, where many starts were sent, until the server has forgotten them. */
export async function untilForgotten() {
  if (addresses - uncounted <= MANY_STARTS) return;
  await pause(Math.max(0, lastUsed + WINDOW - performance.now()));
  uncounted = addresses;
}

/**
 * A request as it goes over the wire. With `anyone` every time from another address and with an idempotency key of its
 * own, since a start that comes again is no new start, and so in two parts.
 */
export function callOf(method, path, key, { body, anyone = false } = {}) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${key}`];
  if (text) head.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`);
  if (!anyone) return { before: `${head.join('\r\n')}${HEAD_END}${text}` };
  return { before: `${head.join('\r\n')}\r\nX-Forwarded-For: `, after: `${HEAD_END}${text}` };
}

/**
 * As through a tunnel with many clients: the limit on starts counts by address, and the setting
 * RATE_LIMIT_PER_MINUTE does not widen that one.
 */
function nextAddress() {
  lastUsed = performance.now();
  addresses = (addresses + 1) % 0xffffff;
  return `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

function anyone() {
  const address = nextAddress();
  return `${address}\r\nIdempotency-Key: ${address}`;
}

/** One persistent connection with one request at a time. Plain sockets, since Node's own client takes longer than the server. */
export class Client {
  static async open(port) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Client(socket);
  }

  constructor(socket) {
    this.socket = socket;
    this.got = '';
    this.end = '';
    socket.setEncoding('latin1').on('data', (text) => this.hear(text));
    socket.on('error', (error) => this.fail?.(error));
    socket.on('close', () => this.fail?.(new Error('The server closed the connection')));
  }

  /** Sends a request and resolves with the status of its response, once that is complete. */
  call({ before, after }) {
    return new Promise((resolve, reject) => {
      this.done = resolve;
      this.fail = reject;
      const text = after === undefined ? before : `${before}${anyone()}${after}`;
      this.socket.write(text, 'latin1');
    });
  }

  isWhole() {
    if (this.whole === undefined) return false;
    return this.whole === Infinity ? this.end === LAST_CHUNK : this.got.length >= this.whole;
  }

  close() {
    this.fail = undefined;
    this.socket.destroy();
  }

  hear(text) {
    this.got += text;
    // Only the end of a long response is checked: checking all of it with every part takes longer than the server.
    this.end = (this.end + text).slice(-LAST_CHUNK.length);
    this.whole ??= wholeLength(this.got);
    if (!this.isWhole()) return;
    const status = Number(this.got.slice(9, 12));
    this.response = this.got.slice(this.got.indexOf(HEAD_END) + HEAD_END.length);
    this.got = '';
    this.whole = undefined;
    this.done?.(status);
  }
}

/**
 * The length of a response with its head, Infinity where it is chunked; undefined until its head has come. To look for
 * it again and again takes long.
 */
function wholeLength(got) {
  const head = got.indexOf(HEAD_END);
  if (head < 0) return undefined;
  if (got.slice(0, head).includes(CHUNKED)) return Infinity;
  const at = got.indexOf(LENGTH) + LENGTH.length;
  return head + HEAD_END.length + Number(got.slice(at, got.indexOf('\r', at)));
}

/**
 * Lets every client repeat its own requests, one after the other, until `ms` have passed, `count` requests are
 * made, or each has had its `turns`.
 * @param stepsOf requests of a client by its number, each with its expected status
 * @returns how many requests had a response, and in how many ms
 */
export async function pour(clients, stepsOf, { ms = Infinity, count = Infinity, turns = Infinity }) {
  const begun = performance.now();
  let calls = 0;
  const repeat = async (client, index) => {
    for (let turn = 0; turn < turns && calls < count && performance.now() - begun < ms; turn++) {
      for (const { call, expects } of stepsOf(index)) {
        let status = await client.call(call);
        // The state that shows the cook before it as ended may still be on its way.
        while (status === BUSY && expects === OK) status = await client.call(call);
        if (status !== expects) throw new Error(`${status} instead of ${expects}: ${client.response}`);
        calls += 1;
      }
    }
  };
  const rest = stayAwake();
  await Promise.all(clients.map(repeat));
  rest();
  return { calls, took: performance.now() - begun };
}

/**
 * Keeps this process from sleeping between two responses. To wake it would be the server's work, and the slower a
 * server is the oftener it would have to; of a real server's clients another machine's kernel wakes them.
 */
function stayAwake() {
  let awake = true;
  const turn = () => awake && setImmediate(turn);
  turn();
  return () => (awake = false);
}
