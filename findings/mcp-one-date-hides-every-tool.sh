#!/usr/bin/env bash
# @modelcontextprotocol/sdk 1.32.2, one tool with a date or a conversion in its schema.
#
# Expected: registerTool refuses a schema that cannot be published, or that one tool is left out of the list.
# Happens: registerTool takes it, and a call of the tool works. But tools/list then fails as a whole, with "Date cannot
# be represented in JSON Schema" for z.coerce.date() in an input and "Transforms cannot be represented" for a transform
# in an output, such as °F to °C.
# Why it matters: an assistant lists the tools first, so it sees none, the stop included, while tests that call tools
# by name stay green. Every server needs a test that lists its tools.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @modelcontextprotocol/sdk@1.32.2 zod@4.6.7
cat >try.mjs <<'END'
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { readFileSync } from 'node:fs';
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(`@modelcontextprotocol/sdk ${version('@modelcontextprotocol/sdk')}, zod ${version('zod')}, Node ${process.version}`);

const text = async (input) => ({ content: [{ type: 'text', text: JSON.stringify(input.at ?? 'stopped') }] });
async function connected(name, options, run) {
  const server = new McpServer({ name: 'bath', version: '1' });
  server.registerTool('stop', {}, text);
  server.registerTool(name, options, run);
  const [near, far] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'assistant', version: '1' });
  await server.connect(near);
  await client.connect(far);
  return client;
}
const list = (client) => client.listTools().then(({ tools }) => tools.map(({ name }) => name).join(), (error) => error.message);
const celsius = z.number().transform((fahrenheit) => (fahrenheit - 32) / 1.8);
const plain = await connected('start', { inputSchema: { at: z.string() } }, text);
const dated = await connected('start', { inputSchema: { at: z.coerce.date() } }, text);
const converted = await connected('read', { outputSchema: { water: celsius } }, text);
const said = [await list(plain), await list(dated), await list(converted)];
console.log('with a text:     ', said[0]);
console.log('with a date:     ', said[1]);
console.log('with a transform:', said[2]);
const { content } = await dated.callTool({ name: 'start', arguments: { at: '2026-01-01T00:00:00Z' } });
console.log('called by name:  ', content[0].text);
process.exit(said[0] === 'stop,start' && /Date cannot/.test(said[1]) && /Transforms cannot/.test(said[2]) && content[0].text.includes('2026') ? 0 : 1);
END
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
