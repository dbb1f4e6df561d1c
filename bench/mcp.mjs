import { setTimeout as pause } from 'node:timers/promises';
import { cookerId } from './cloud.mjs';
import { Client, pour } from './load.mjs';
import { KEY, Server } from './servers.mjs';
import { statusCalls } from './calls.mjs';
import { percentile } from './storage.mjs';

const IDLE_MS = 5_000;
const WARM_UP = 2_000;
const MANY_CALLS = 10_000;
const ROUNDS = 10;
const IN_A_ROUND = 1_500;
const REVISION = '2026-07-28';
const TOOL = 'get_status';
const META = {
  'io.modelcontextprotocol/protocolVersion': REVISION,
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** A call of get_status as a client of the stateless protocol sends it. */
function callOfStatus() {
  const params = { name: TOOL, arguments: { device_id: cookerId(0) }, _meta: META };
  const text = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  const head = [
    'POST /mcp HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Bearer ${KEY}`,
    'Accept: application/json, text/event-stream',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    `MCP-Protocol-Version: ${REVISION}`,
    'Mcp-Method: tools/call',
    `Mcp-Name: ${TOOL}`,
  ];
  return { before: `${head.join('\r\n')}\r\n\r\n${text}` };
}

export const toolCalls = () => [{ call: callOfStatus(), expects: 200 }];

/** What the endpoint for AI clients costs: the processor time of a call beside that of its route, and its memory. */
export async function mcp(cloud, core) {
  const server = await Server.start('ours', cloud.address, core);
  const client = await Client.open(server.port);
  await pause(IDLE_MS);
  const idle = server.memory();
  await pour([client], toolCalls, { count: 1 });
  await pause(IDLE_MS);
  const first = server.memory();
  await pour([client], toolCalls, { count: WARM_UP });
  await pour([client], statusCalls, { count: WARM_UP });
  const warm = server.memory();
  await pour([client], toolCalls, { count: MANY_CALLS });
  const worked = server.memory();
  const times = await processorTimes(server, client);
  client.close();
  await server.end();
  return [
    {
      name: 'tools/call get_status beside GET /status, µs of CPU',
      ours: times.tool,
      bare: times.route,
      most: 1.6,
    },
    { name: 'the first MCP request adds, MB', ours: first?.whole - idle?.whole, bare: NaN, mostOurs: 16 },
    {
      name: `${MANY_CALLS} more tool calls add, MB`,
      ours: worked?.whole - warm?.whole,
      bare: NaN,
      mostOurs: 5,
    },
  ];
}

/** Of an ordinary round each, in turns, so that both meet the same machine; in some rounds V8 compiles. */
async function processorTimes(server, client) {
  const times = { tool: [], route: [] };
  const measure = async (name, steps) => {
    const before = server.exactCpu();
    await pour([client], steps, { count: IN_A_ROUND });
    times[name].push(((server.exactCpu() - before) * 1_000) / IN_A_ROUND);
  };
  for (let round = 0; round < ROUNDS; round++) {
    await measure('tool', toolCalls);
    await measure('route', statusCalls);
  }
  return { tool: percentile(times.tool, 0.5), route: percentile(times.route, 0.5) };
}
