#!/usr/bin/env bash
# @modelcontextprotocol/sdk 1.32.2 as client, a tool with an output schema that refuses a call: isError and the reason
# as structured content.
#
# Expected: the result is shown, whatever its form. The schema describes what the tool returns when it works; the
# comment beside the check says "not when there's an error", and @modelcontextprotocol/client 2.4.0 leaves errors alone.
# Happens: once tools/list was called, callTool throws "Structured content does not match the tool's output schema" and
# names the fields that the error lacks. The reason is lost, text and all. Before tools/list the same result is shown.
# Why it matters: a refused start comes with the reason and with safe alternatives. The assistant sees neither, takes it
# for a fault of the server and tries again. A server has to publish output schemas that its errors fit too.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @modelcontextprotocol/sdk@1.32.2 @modelcontextprotocol/client@2.4.0 zod@4.6.7
cat >try.mjs <<'END_OF_PROGRAM'
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Client as First } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
const version = (name) => JSON.parse(readFileSync(`node_modules/@modelcontextprotocol/${name}/package.json`)).version;
console.log(`sdk ${version('sdk')}, client ${version('client')}, Node ${process.version}`);

const outputSchema = { type: 'object', properties: { water: { type: 'number' } }, required: ['water'] };
const REASON = 'Chicken needs at least 57 °C.';
const RESULTS = {
  initialize: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'bath', version: '1' } },
  'tools/list': { tools: [{ name: 'start', inputSchema: { type: 'object' }, outputSchema }] },
  'tools/call': { isError: true, content: [{ type: 'text', text: REASON }], structuredContent: { error: 'TOO_COLD' } },
};
const server = createServer(async (request, response) => {
  if (request.method !== 'POST') return response.writeHead(405).end();
  let text = '';
  for await (const chunk of request) text += chunk;
  const { id, method } = JSON.parse(text);
  if (id === undefined) return response.writeHead(202).end();
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id, result: RESULTS[method] }));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = new URL(`http://127.0.0.1:${server.address().port}/mcp`);
const me = { name: 'assistant', version: '1' };
const call = (client) =>
  client.callTool({ name: 'start', arguments: {} }).then(({ content }) => content[0].text, (error) => `throws: ${error.message}`);
const first = new First(me);
await first.connect(new FirstTransport(url));
const second = new Client(me);
await second.connect(new StreamableHTTPClientTransport(url));
const before = await call(first);
await first.listTools();
await second.listTools();
const [after, other] = [await call(first), await call(second)];
console.log('sdk, before tools/list:  ', before);
console.log('sdk, after tools/list:   ', after);
console.log('client, after tools/list:', other);
const isSame = before === REASON && /^throws: .*required property 'water'/.test(after) && other === REASON;
process.exit(isSame ? 0 : 1);
END_OF_PROGRAM
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
