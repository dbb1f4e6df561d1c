#!/usr/bin/env bash
# openapi-mcp-generator 4.0.1, an MCP server generated from the document of an API that refuses a request.
#
# Expected: a response with 409, a request that does not fit the schema and an API that cannot be reached give a result
# with isError, as the protocol has it for tools that failed. An integer of the document stays an integer.
# Happens: each of them gives an ordinary result. Only its text begins with "API Error" or the like, and of the body no
# more than 200 characters are left, whatever they are. "type": "integer" is published and checked as "number", so 90.5
# minutes reach an API that asks for a whole number.
# Why it matters: a client that looks at isError counts the refused start as a start, and the model is never shown the
# end of the refusal, where an API puts what it would accept instead. An API behind this generator must say in its first
# 200 characters that nothing was started and why.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund openapi-mcp-generator@4.0.1 @modelcontextprotocol/sdk@1.32.2 \
  zod@3.25.76 json-schema-to-zod@2.8.1 axios@1.21.1 dotenv@16.6.1 typescript@5.9.3
cat >bath.json <<'END'
{
  "openapi": "3.1.0",
  "info": { "title": "Bath", "version": "1" },
  "paths": {
    "/start": {
      "post": {
        "operationId": "start",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": ["temperature_celsius", "minutes"],
                "properties": { "temperature_celsius": { "type": "number" }, "minutes": { "type": "integer" } }
              }
            }
          }
        },
        "responses": { "200": { "description": "Started" }, "409": { "description": "Refused" } }
      }
    }
  }
}
END
npx openapi-mcp-generator -i bath.json -o bath >/dev/null 2>&1
cat >try.mjs <<'END'
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import ts from 'typescript';
const { version } = JSON.parse(readFileSync('node_modules/openapi-mcp-generator/package.json'));
console.log(`openapi-mcp-generator ${version}, Node ${process.version}`);

const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
writeFileSync('bath/bath.js', ts.transpileModule(readFileSync('bath/src/index.ts', 'utf8'), { compilerOptions }).outputText);
const refusal = {
  error: 'NOT_SAFE',
  message: 'With these settings the food would not be safe. Nothing was started, and the bath keeps its old target.',
  details: { assumed: ['thickness_mm', 'shape', 'start_state'] },
  alternatives: [{ temperature_celsius: 60, minutes: 240 }],
};
const arrived = [];
const api = createServer((request, response) => {
  let body = '';
  request.on('data', (piece) => (body += piece)).on('end', () => {
    arrived.push(body);
    response.writeHead(409, { 'content-type': 'application/json' }).end(JSON.stringify(refusal));
  });
});
await new Promise((resolve) => api.listen(0, '127.0.0.1', resolve));
const client = new Client({ name: 'assistant', version: '1' });
const env = { ...process.env, API_BASE_URL: `http://127.0.0.1:${api.address().port}` };
await client.connect(new StdioClientTransport({ command: process.execPath, args: ['bath/bath.js'], env, stderr: 'ignore' }));

const { tools } = await client.listTools();
const published = tools[0].inputSchema.properties.requestBody.properties.minutes.type;
console.log('minutes, an integer in the document, are published as:', published);
async function call(what, requestBody) {
  const { isError = false, content } = await client.callTool({ name: 'start', arguments: { requestBody } });
  console.log(`${what}: error ${isError} - ${content[0].text}`);
  return { isError, text: content[0].text };
}
const refused = await call('refused by the API', { temperature_celsius: 54, minutes: 90.5 });
const unfit = await call('no temperature', { minutes: 90 });
await new Promise((resolve) => api.close(resolve).closeAllConnections());
const alone = await call('no API', { temperature_celsius: 54, minutes: 90 });
console.log('arrived:', arrived.join());
await client.close();
const plain = [refused, unfit, alone].every(({ isError }) => !isError);
const cut = refused.text.endsWith('...') && !refused.text.includes('alternatives');
process.exit(plain && cut && published === 'number' && arrived.length === 1 && arrived[0].includes('90.5') ? 0 : 1);
END
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
