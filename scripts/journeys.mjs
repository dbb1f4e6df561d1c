/**
 * Tries the built programs with the Node that runs this script: wrong settings, a start, a refused start, status, stop,
 * a restart, and the journal. The cooker is simulated. Prints one line, or what went wrong and ends with 1.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../dist');
const TOKEN = 'anova-only-for-the-journeys';
const API_KEY = 'only-for-the-journeys-'.repeat(2);
/** The longest that a program may take to open, or a state to show, in milliseconds. */
const TIMEOUT = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'coddle-journeys-'));
/** Each program that runs, with what it has printed. */
const printed = new Map();
const running = new Set();
const steps = [];

try {
  await journeys();
  console.log(`Node ${process.version}: ${steps.join(', ')}`);
} catch (error) {
  console.error(`Node ${process.version} failed after: ${steps.join(', ') || 'nothing'}\n${error.message}`);
  process.exitCode = 1;
} finally {
  for (const program of running) program.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

async function journeys() {
  await step('wrong settings are refused', async () => {
    const { code, output } = await ended(run('main.js', [], { API_KEY: 'short' }));
    expect(code === 1 && /API_KEY/.test(output) && !/^ +at /m.test(output), output);
  });
  const cloud = run('simulate.js', ['--port', '0', '--token', TOKEN, '--speed', '60', '--water', '60']);
  const settings = {
    PERSONAL_ACCESS_TOKEN: TOKEN,
    API_KEY,
    PORT: '0',
    ANOVA_WEBSOCKET_URL: await said(cloud, /ANOVA_WEBSOCKET_URL=(\S+)/),
  };
  let server = run('main.js', [], settings);
  let call = caller(await said(server, /Listening at (http:[^"]+)"/));
  await step('the server is ready', () =>
    until(async () => (await call('GET', '/health/ready')).status === 200),
  );
  await step('an unsafe start is refused', async () => {
    expectResponse(await call('POST', '/start-cook', chickenAt(50)), 400, 'POULTRY_TEMP_UNSAFE');
  });
  await step('a start is verified', async () => {
    expectResponse(await call('POST', '/start-cook', chickenAt(65)), 200, '"verified":true');
  });
  await step('the server ends by itself', async () => {
    server.kill('SIGTERM');
    const { code, output } = await ended(server);
    expect(code === 0, output);
  });
  server = run('main.js', [], settings);
  call = caller(await said(server, /Listening at (http:[^"]+)"/));
  await step('a restarted server knows the cook', () =>
    until(async () => /"food_type":"chicken"/.test((await call('GET', '/status')).text)),
  );
  await step('a stop is verified', async () => {
    expectResponse(await call('POST', '/stop-cook'), 200, '"verified":true');
  });
  await step('the documents are served', async () => {
    expectResponse(await call('GET', '/openapi.json'), 200, '"startCook"');
  });
  await step('the journal holds', async () => {
    const { code, output } = await ended(
      run('coddle.js', ['journal', 'verify', '--data', join(folder, 'data')]),
    );
    expect(code === 0 && /the chain holds/.test(output), output);
  });
}

async function step(name, act) {
  try {
    await act();
  } catch (error) {
    throw new Error(`${name}: no. ${error.message}`, { cause: error });
  }
  steps.push(name);
}

function chickenAt(celsius) {
  return { temperature_celsius: celsius, time_minutes: 90, food_type: 'chicken' };
}

/** Starts a built program; what it prints is gathered in `printed`. */
function run(program, words, settings = {}) {
  const env = { DATA_DIR: join(folder, 'data'), ...settings };
  const child = spawn(process.execPath, [join(DIST, program), ...words], { cwd: folder, env, stdio: 'pipe' });
  printed.set(child, '');
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => printed.set(child, printed.get(child) + text));
  }
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

async function ended(child) {
  if (running.has(child)) await once(child, 'close', { signal: AbortSignal.timeout(TIMEOUT) });
  return { code: child.exitCode, output: printed.get(child) };
}

/** The part of its output that the pattern takes. */
async function said(child, pattern) {
  await until(() => {
    expect(running.has(child), `It ended:\n${printed.get(child)}`);
    return pattern.test(printed.get(child));
  });
  return pattern.exec(printed.get(child))[1];
}

/** Makes requests to the server at this address. */
function caller(address) {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  return async (method, path, body) => {
    const signal = AbortSignal.timeout(TIMEOUT);
    const response = await fetch(address + path, { method, headers, signal, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  };
}

async function until(isTrue) {
  const end = performance.now() + TIMEOUT;
  while (!(await isTrue())) {
    expect(performance.now() < end, 'It did not happen in time');
    await new Promise((next) => setTimeout(next, 50));
  }
}

function expectResponse({ status, text }, expected, part) {
  expect(status === expected && text.includes(part), `${status} ${text}`);
}

function expect(holds, problem) {
  if (!holds) throw new Error(problem);
}
