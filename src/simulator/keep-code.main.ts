/**
 * Runs the bundled server through one cook in front of a simulated cloud, and keeps the code that V8 made of it in
 * dist/server.cache, for the launcher. The first start of a cook then compiles nothing, which saves a third of its time.
 * The build runs it, and so does the installation of a release, since the Node there may be another.
 */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SystemClock } from '../shared/clock.js';
import { AnovaCloud } from './anova-cloud.js';

const CACHE = fileURLToPath(new URL('server.cache', import.meta.url));
const TOKEN = 'anova-only-for-the-build';
const KEY = 'only-for-the-build-'.repeat(2);
const COOK = { temperature_celsius: 65, time_minutes: 90, food_type: 'chicken', request_id: 'build' };
const UNSAFE = { ...COOK, temperature_celsius: 50 };

interface ExpectedResponse {
  readonly path: string;
  /** Sent by POST; without one it is a GET. */
  readonly body?: object;
  readonly status: number;
}

const REQUESTS: readonly ExpectedResponse[] = [
  { path: '/health', status: 200 },
  { path: '/check-cook', body: UNSAFE, status: 200 },
  { path: '/start-cook', body: UNSAFE, status: 400 },
  { path: '/start-cook', body: COOK, status: 200 },
  { path: '/status', status: 200 },
  { path: '/stop-cook', body: {}, status: 200 },
];

const data = mkdtempSync(join(tmpdir(), 'coddle-build-'));
let log = '';

process.once('exit', (code) => {
  if (code !== 0) process.stderr.write(log);
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

const cloud = new AnovaCloud({ clock: new SystemClock(), token: TOKEN, cookers: [{}] });
await cloud.listen();
Object.assign(process.env, {
  PERSONAL_ACCESS_TOKEN: TOKEN,
  API_KEY: KEY,
  ANOVA_WEBSOCKET_URL: cloud.url,
  HOST: '127.0.0.1',
  PORT: '0',
  CONFIG_DIR: data,
  DATA_DIR: data,
});

const address = listening();
// By its address, so that the bundle does not take it in.
const launcher = (await import(new URL('main.js', import.meta.url).href)) as {
  readonly codeToKeep: () => Buffer;
  readonly MADE_BY: Buffer;
};
for (const request of REQUESTS) await send(await address, request);
// V8 hardly checks cached code, so the file must never be incomplete.
const kept = Buffer.concat([launcher.codeToKeep(), launcher.MADE_BY]);
writeFileSync(`${CACHE}.new`, kept, { flush: true });
renameSync(`${CACHE}.new`, CACHE);
process.exit();

async function send(server: string, { path, body, status }: ExpectedResponse): Promise<void> {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  const sent = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`${server}${path}`, sent);
  const text = await response.text();
  if (response.status !== status) throw new Error(`${path} returned ${response.status}: ${text}`);
}

/** The address at which the server listens, from its log. The log is shown only when something fails. */
function listening(): Promise<string> {
  return new Promise((found) => {
    process.stdout.write = (text: string | Uint8Array) => {
      log += String(text);
      const [, listensAt] = /Listening at (http:[^"]+)"/.exec(log) ?? [];
      if (listensAt !== undefined) found(listensAt);
      return true;
    };
  });
}
