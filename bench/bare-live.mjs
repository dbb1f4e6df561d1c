/**
 * A stream of Server-Sent Events on nothing but node:http, for the bench to compare with. At every state of the first
 * cooker it writes the frame of `LIVE_FRAME` to every client, one `response.write` each: no product, only a measure
 * of what this machine can do.
 */
import { createServer } from 'node:http';
import { setInterval } from 'node:timers';
import { URLSearchParams } from 'node:url';
import WebSocket from 'ws';
import { cookerId } from './cloud.mjs';

const { ANOVA_WEBSOCKET_URL, LIVE_FRAME, PERSONAL_ACCESS_TOKEN, PORT } = process.env;
const OPEN = 'retry: 2000\n\n';
const HEARTBEAT = ':\n\n';
const HEARTBEAT_EVERY = 15_000;

const clients = new Set();
const writeAll = (text) => {
  const bytes = Buffer.from(text);
  for (const client of clients) client.write(bytes);
};

createServer({ keepAliveTimeout: 95_000 }, (request, response) => {
  if (request.url === '/health') return void response.end('{}');
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(OPEN);
  clients.add(response);
  response.once('close', () => clients.delete(response));
}).listen(Number(PORT), '127.0.0.1');

setInterval(() => writeAll(HEARTBEAT), HEARTBEAT_EVERY);

const query = new URLSearchParams({ token: PERSONAL_ACCESS_TOKEN, supportedAccessories: 'APC' });
const cloud = new WebSocket(`${ANOVA_WEBSOCKET_URL}/?${query}`);
cloud.on('message', (data) => {
  const { command, payload } = JSON.parse(data.toString());
  if (command === 'EVENT_APC_STATE' && payload.cookerId === cookerId(0)) writeAll(LIVE_FRAME);
});
