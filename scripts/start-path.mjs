/**
 * Lists the files of src/ in which a function runs during one POST /start-cook, by folder. It starts the compiled server
 * with the bench's cloud, waits until its start-up has ended, and counts with V8's precise coverage.
 *
 *   node scripts/start-path.mjs [--files] [FOLDER OF ANOTHER CHECKOUT, BUILT]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { Cloud, cookerId } from '../bench/cloud.mjs';

const KEY = 'only-for-the-count-'.repeat(2);
/** No plan of those that the server judges by itself when it opens. */
const PLAN = { temperature_celsius: 66, time_minutes: 90, food_type: 'chicken', device_id: cookerId(0) };
/** The server has started once no function has run in so many looks, so many ms apart: its cloud speaks every 2 s. */
const [QUIET_LOOKS, BETWEEN_LOOKS] = [3, 500];

const showsFiles = process.argv.includes('--files');
const root = resolve(
  process.argv.slice(2).find((word) => !word.startsWith('--')) ?? join(import.meta.dirname, '..'),
);
const build = `file://${join(root, 'build')}/`;
const folder = mkdtempSync(join(tmpdir(), 'coddle-path-'));
const cloud = await Cloud.open();
const server = spawn(process.execPath, ['--inspect=127.0.0.1:0', join(root, 'build/main.js')], {
  cwd: folder,
  env: {
    PATH: process.env.PATH,
    PERSONAL_ACCESS_TOKEN: 'anova-only-for-the-count',
    API_KEY: KEY,
    ANOVA_WEBSOCKET_URL: cloud.address,
    PORT: '0',
    DATA_DIR: join(folder, 'data'),
  },
});
process.on('exit', () => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const [inspector, [, address]] = await Promise.all([
  said(server.stderr, /(ws:\/\/\S+)/),
  said(server.stdout, /Listening at (http:\S+?)"/),
]);
const profiler = new WebSocket(inspector[1]);
await once(profiler, 'open');
await ask('Profiler.enable');
await ask('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
for (let quiet = 0; quiet < QUIET_LOOKS;) {
  await pause(BETWEEN_LOOKS);
  quiet = (await filesRun()).length === 0 ? quiet + 1 : 0;
}
// The connection is open before: to open one is no part of a start.
await (await fetch(`${address}/health`)).text();
await filesRun();
const response = await fetch(`${address}/start-cook`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
  body: JSON.stringify(PLAN),
});
const text = await response.text();
const files = await filesRun();
if (response.status !== 200) throw new Error(`The start was refused: ${text}`);
if (!files.includes('safety/judge.ts')) throw new Error('The verdict was remembered: count another PLAN');
print(files);
process.exit();

/** Waits until a stream has said something, and returns the match. */
function said(stream, pattern) {
  let text = '';
  return new Promise((found) => {
    stream.on('data', (part) => {
      text += part;
      const match = pattern.exec(text);
      if (match !== null) found(match);
    });
  });
}

async function ask(method, params = {}) {
  profiler.send(JSON.stringify({ id: 1, method, params }));
  const [message] = await once(profiler, 'message');
  return JSON.parse(String(message)).result;
}

/** The files in which a function has run since the last look. */
async function filesRun() {
  const { result } = await ask('Profiler.takePreciseCoverage');
  return result
    .filter(
      ({ url, functions }) => url.startsWith(build) && functions.some(({ ranges }) => ranges[0].count > 0),
    )
    .map(({ url }) => url.slice(build.length).replace(/\.js$/, '.ts'))
    .sort();
}

function print(files) {
  const engine = files.filter((file) => /^safety\/(rules|physics)\//.test(file)).length;
  for (const name of new Set(files.map((file) => dirname(file)))) {
    const members = files.filter((file) => dirname(file) === name);
    console.log(String(members.length).padStart(4), name);
    if (showsFiles) for (const file of members) console.log('      ', file);
  }
  console.log(`${files.length} files, ${engine} of them rules and physics`);
}
