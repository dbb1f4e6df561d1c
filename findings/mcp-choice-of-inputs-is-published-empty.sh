#!/usr/bin/env bash
# @modelcontextprotocol/sdk 1.32.2, a tool that takes one of two shapes: a temperature in °C or one in °F.
#
# Expected: the published input schema names both shapes (oneOf or anyOf), or registerTool refuses it.
# Happens: the tool is published with an input schema that has no property at all, for z.union as well as for
# z.discriminatedUnion. Calls are still checked against the real schema.
# Why it matters: an assistant sees a tool without parameters and calls it with none, gets an error that names fields
# it never saw, and must guess. Two optional fields with a check in the handler are published in full.
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

const run = async () => ({ content: [{ type: 'text', text: 'Started.' }] });
const celsius = z.object({ unit: z.literal('C'), celsius: z.number() });
const fahrenheit = z.object({ unit: z.literal('F'), fahrenheit: z.number() });
const server = new McpServer({ name: 'bath', version: '1' });
server.registerTool('one', { inputSchema: celsius }, run);
server.registerTool('union', { inputSchema: z.union([celsius, fahrenheit]) }, run);
server.registerTool('discriminated', { inputSchema: z.discriminatedUnion('unit', [celsius, fahrenheit]) }, run);
const [near, far] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: 'assistant', version: '1' });
await server.connect(near);
await client.connect(far);
const { tools } = await client.listTools();
for (const { name, inputSchema } of tools) console.log(name.padEnd(14), JSON.stringify(inputSchema.properties));
const { content } = await client.callTool({ name: 'union', arguments: {} });
console.log('called with nothing:', content[0].text.split('\n')[0]);
const empty = tools.map(({ inputSchema }) => Object.keys(inputSchema.properties).length);
process.exit(empty.join() === '2,0,0' && content[0].text.includes('Invalid') ? 0 : 1);
END
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
