#!/usr/bin/env bash
# @modelcontextprotocol/sdk 1.32.2, a tool whose result holds one field more than its output schema, or leaves a
# default out.
#
# Expected: the server, which checks each result against the schema, refuses it or removes the field; client and server
# judge alike.
# Happens: the server lets it pass. The client of the same package then throws, since the schema that the server
# published says "no additional properties" and lists a field with a default as required. And it throws only after
# tools/list was called: before that, the same call succeeds.
# Why it matters: the cook has started when the client throws, and an assistant that sees an error starts again.
# The two ends check with different rules (Zod here, JSON Schema there), so a field that one version of a server adds
# breaks every client that listed the tools. Results must match the published schema exactly.
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

let starts = 0;
const tool = (structuredContent) => async () => {
  starts += 1;
  return { content: [{ type: 'text', text: 'Started.' }], structuredContent };
};
const server = new McpServer({ name: 'bath', version: '1' });
server.registerTool('start', { outputSchema: { water: z.number() } }, tool({ water: 20, firmware: '1.2' }));
server.registerTool('start-2', { outputSchema: { mode: z.string().default('cook') } }, tool({}));
const [near, far] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: 'assistant', version: '1' });
await server.connect(near);
await client.connect(far);
const call = (name) => client.callTool({ name }).then(({ content }) => content[0].text, (error) => `throws: ${error.message}`);
const said = [await call('start')];
const { tools } = await client.listTools();
said.push(await call('start'), await call('start-2'));
console.log('published:             ', JSON.stringify(tools[0].outputSchema));
console.log('before tools/list:     ', said[0]);
console.log('after, one field more: ', said[1]);
console.log('after, default omitted:', said[2]);
console.log('the tools ran', starts, 'times');
const same = said[0] === 'Started.' && /additional properties/.test(said[1]) && /required property 'mode'/.test(said[2]);
process.exit(same && starts === 3 ? 0 : 1);
END
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
