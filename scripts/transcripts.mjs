/**
 * Records sessions of real clients with the built server and a simulated cooker, and writes them to docs/transcripts:
 * `npm run transcripts`. Ids, times and ages differ from run to run, so the first of each kind is written for all.
 * The inspector needs more than the project, so it is installed by name into a temporary folder.
 */
import './require-build.mjs';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { format, resolveConfig } from 'prettier';
import { API_KEY, startSimulatedServer } from './simulated-server.mjs';
import { settled } from './settled-text.mjs';
import { exchange, fence, HttpLog, pretty } from './http-log.mjs';

const run = promisify(execFile);
const FOLDER = resolve(import.meta.dirname, '../docs/transcripts');
const INSPECTOR = '@modelcontextprotocol/inspector@2.12.0';
const REVISION = '2026-07-28';
const CHICKEN = { temperature_celsius: 65, time_minutes: 90, food_type: 'chicken breast', thickness_mm: 35 };
const COLD = { ...CHICKEN, temperature_celsius: 50 };
const ME = { name: 'transcripts', version: '1' };

/** What every client does, in this order: a title, and the tool with its arguments. */
const CALLS = [
  ['What the cooker does', 'get_status', {}],
  ['A plan that would make someone ill', 'start_cook', COLD],
  ['The same plan, checked at a safe temperature', 'check_cook', CHICKEN],
  ['A start, which the cooker itself confirms', 'start_cook', CHICKEN],
  ['A stop', 'stop_cook', {}],
];

const SESSIONS = [
  {
    file: 'sdk-1.32.md',
    title: 'A session of @modelcontextprotocol/sdk 1.32',
    about:
      'The client of the first package, as most assistants are built with. It speaks the era that initialises.',
    record: recordFirst,
  },
  {
    file: 'client-2.4.md',
    title: 'A session of @modelcontextprotocol/client 2.4',
    about: `The client of the second package, which chooses the stateless revision ${REVISION}.`,
    record: recordSecond,
  },
  {
    file: 'inspector.md',
    title: 'A session of the MCP inspector',
    about: `The command line of ${INSPECTOR}, with its output and exit codes.`,
    record: recordInspector,
  },
  {
    file: 'raw-2026.md',
    title: `The revision ${REVISION} without a client`,
    about: 'Plain HTTP requests, for those who write a client of their own.',
    record: recordRaw,
  },
];

for (const session of SESSIONS) await write(session);
await writeIndex();

async function write({ file, title, about, record }) {
  const server = await startSimulatedServer({ speed: 1 });
  try {
    const steps = await record(server.url);
    const text = `# ${title}\n\n${about} Made by \`npm run transcripts\`; the cooker is simulated.\n\n${steps.join('\n\n')}\n`;
    await writePage(file, settled(text, server.url));
  } finally {
    await server.stop();
  }
}

async function writeIndex() {
  const rows = SESSIONS.map(({ file, title, about }) => `| [${title}](${file}) | ${about} |`);
  const head = '# Transcripts\n\nWhat clients send and get, recorded by `npm run transcripts`.';
  const note =
    'Ids are numbered, all instants are one, and long parts are shortened to `…`. Nothing else is changed.';
  await writePage(
    'README.md',
    `${head} ${note}\n\n| session | what it is |\n|---|---|\n${rows.join('\n')}\n`,
  );
}

async function writePage(file, text) {
  const path = join(FOLDER, file);
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
  console.log(`docs/transcripts/${file}`);
}

async function recordFirst(url) {
  const log = new HttpLog();
  const client = new FirstClient(ME);
  const transport = new FirstTransport(new URL(`${url}/mcp`), log.options());
  const call = (params, options) => client.callTool(params, undefined, options);
  return session(log, client, () => client.connect(transport), call);
}

async function recordSecond(url) {
  const log = new HttpLog();
  const client = new Client(ME, { versionNegotiation: { mode: 'auto' } });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), log.options());
  const call = (params, options) => client.callTool(params, options);
  return session(log, client, () => client.connect(transport), call);
}

async function session(log, client, connect, call) {
  const steps = [];
  const step = async (title, act) => {
    await act();
    steps.push(`## ${title}\n\n${log.take()}`);
  };
  await step('Connecting', connect);
  await step('The tools', () => client.listTools());
  for (const [title, name, args] of CALLS) {
    const onprogress = () => undefined;
    await step(title, () => call({ name, arguments: args }, name === 'start_cook' ? { onprogress } : {}));
  }
  await step('A resource', () => client.readResource({ uri: 'coddle://status' }));
  await step('A prompt', () => client.getPrompt({ name: 'is-it-ready' }));
  await client.close();
  return steps;
}

async function recordRaw(url) {
  const _meta = {
    [`io.modelcontextprotocol/protocolVersion`]: REVISION,
    [`io.modelcontextprotocol/clientInfo`]: ME,
    [`io.modelcontextprotocol/clientCapabilities`]: {},
  };
  const send = async (title, method, params = {}, name = undefined, changes = {}) => {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': REVISION,
      'mcp-method': method,
      ...(name && { 'mcp-name': name }),
      ...changes,
    };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta } });
    const authorized = { ...headers, authorization: `Bearer ${API_KEY}` };
    const response = await fetch(`${url}/mcp`, { method: 'POST', headers: authorized, body });
    const received = { status: response.status, type: response.headers.get('content-type') ?? '' };
    const text = await response.text();
    return `## ${title}\n\n${exchange({ method: 'POST', headers, body }, { ...received, text })}`;
  };
  const steps = [await send('Discovery', 'server/discover'), await send('The tools', 'tools/list')];
  for (const [title, name, args] of CALLS)
    steps.push(await send(title, 'tools/call', { name, arguments: args }, name));
  const mismatch = { 'mcp-method': 'tools/list' };
  steps.push(
    await send(
      'A header that names another method',
      'tools/call',
      { name: 'get_status' },
      'get_status',
      mismatch,
    ),
  );
  return steps;
}

async function recordInspector(url) {
  const folder = mkdtempSync(join(tmpdir(), 'coddle-inspector-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', INSPECTOR], { cwd: folder });
    const steps = [];
    for (const era of ['legacy', 'modern']) {
      for (const [title, words] of inspectorCalls(era)) {
        steps.push(
          `## ${title}, era ${era}\n\n${await inspect(folder, url, [...words, '--protocol-era', era])}`,
        );
      }
    }
    return steps;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} era each start is another cook, so it has an id of its own
 * @returns {[string, string[]][]} titles and words
 */
function inspectorCalls(era) {
  const call = (name, args) => [
    '--method',
    'tools/call',
    '--tool-name',
    name,
    '--tool-args-json',
    JSON.stringify(
      args === CHICKEN && name === 'start_cook' ? { ...args, request_id: `dinner-${era}` } : args,
    ),
  ];
  return [
    ['The tools', ['--method', 'tools/list']],
    ...CALLS.map(([title, name, args]) => /** @type {[string, string[]]} */ ([title, call(name, args)])),
    ['The resources', ['--method', 'resources/list']],
    ['The prompts', ['--method', 'prompts/list']],
  ];
}

async function inspect(folder, url, words) {
  const program = join(folder, 'node_modules/.bin/mcp-inspector');
  const all = ['--cli', `${url}/mcp`, '--transport', 'http', ...words, '--format', 'json', '--quiet'];
  const header = ['--header', `Authorization: Bearer ${API_KEY}`];
  const env = { ...process.env, HOME: folder };
  const { code, stdout, stderr } = await run(process.execPath, [program, ...all, ...header], {
    env,
    cwd: folder,
  }).then(
    (ended) => ({ code: 0, ...ended }),
    (ended) => ended,
  );
  const shown = ['mcp-inspector', ...all.map(quoted), '--header "Authorization: Bearer $CODDLE_KEY"'].join(
    ' ',
  );
  const parts = [fence('sh', shown), fence('json', pretty(stdout)), stderr && fence('json', pretty(stderr))];
  return [...parts.filter(Boolean), `Exit code ${code}.`].join('\n\n');
}

function quoted(word) {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word}'`;
}
