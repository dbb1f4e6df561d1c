#!/usr/bin/env bash
# @modelcontextprotocol/sdk 1.32.2 and @modelcontextprotocol/client 2.4.0, a call whose event stream ends or breaks before
# the result.
#
# Expected: the call fails at once: nothing can come any more on this stream, and it has no event id to resume from.
# Happens: the call waits for its timeout, 60 s if nothing is set, in both packages and in both protocol eras, and then
# fails with "Request timed out". A stream that breaks is passed to onerror, without the call that it belonged to; one
# that ends is not even that. A JSON response that breaks fails the call at once.
# Why it matters: a tunnel that restarts cuts a start after the cooker has it. The assistant shows nothing for a minute,
# then a timeout that looks like a slow server, and the user starts again. A server must take the repeated start for the
# same one, also after a minute, and a person needs another way to see the state meanwhile.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @modelcontextprotocol/sdk@1.32.2 @modelcontextprotocol/client@2.4.0
cat >try.mjs <<'END_OF_PROGRAM'
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Client as First } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
const version = (name) => JSON.parse(readFileSync(`node_modules/@modelcontextprotocol/${name}/package.json`)).version;
console.log(`sdk ${version('sdk')}, client ${version('client')}, Node ${process.version}`);

const serverInfo = { name: 'bath', version: '1' };
const capabilities = { tools: {} };
const RESULTS = {
  initialize: { protocolVersion: '2025-11-25', capabilities, serverInfo },
  'server/discover': {
    ...{ supportedVersions: ['2026-07-28'], capabilities, resultType: 'complete', ttlMs: 0, cacheScope: 'private' },
    _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo },
  },
};
/** How each tool ends 50 ms after the beginning of its response. */
const ENDS = { breaks: (response) => response.destroy(), ends: (response) => response.end(), json: (response) => response.destroy() };
const server = createServer(async (request, response) => {
  if (request.method !== 'POST') return response.writeHead(405).end();
  let text = '';
  for await (const chunk of request) text += chunk;
  const { id, method, params } = JSON.parse(text);
  if (id === undefined) return response.writeHead(202).end();
  const isJson = method !== 'tools/call' || params.name === 'json';
  response.writeHead(200, { 'content-type': isJson ? 'application/json' : 'text/event-stream' });
  if (method !== 'tools/call') return response.end(JSON.stringify({ jsonrpc: '2.0', id, result: RESULTS[method] }));
  response.write(isJson ? '{' : ': the cooker is being started\n\n');
  setTimeout(() => ENDS[params.name](response), 50);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = new URL(`http://127.0.0.1:${server.address().port}/mcp`);
const me = { name: 'assistant', version: '1' };
const TIMEOUT = 2000;

async function ended(call) {
  const began = performance.now();
  const how = await call.then(() => 'a result', ({ message }) => message);
  const took = performance.now() - began;
  return { how, isLate: took >= TIMEOUT - 100, took: Math.round(took) };
}
const first = new First(me);
await first.connect(new FirstTransport(url));
const clients = [['sdk', (name) => first.callTool({ name }, undefined, { timeout: TIMEOUT })]];
for (const mode of ['legacy', { pin: '2026-07-28' }]) {
  const client = new Client(me, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(url));
  clients.push([`client, ${mode.pin ?? 'initialising'}`, (name) => client.callTool({ name }, { timeout: TIMEOUT })]);
}
let same = true;
for (const [name, call] of clients) {
  for (const what of ['breaks', 'ends', 'json']) {
    const { how, isLate, took } = await ended(call(what));
    console.log(`${name}, ${what === 'json' ? 'a JSON response that breaks' : `a stream that ${what}`}: ${took} ms, ${how}`);
    same &&= isLate === (what !== 'json') && how !== 'a result';
  }
}
process.exit(same ? 0 : 1);
END_OF_PROGRAM
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
