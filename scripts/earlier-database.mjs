/**
 * Writes the data folder that a released build leaves behind: a few cooks of its server against its own simulated
 * cooker. A test opens the result with the sources of today.
 *
 * node scripts/earlier-database.mjs BUILD OUT
 *   BUILD  a checkout of the release after `npm run build`
 *   OUT    a folder that does not exist yet, such as test/fixtures/database-0.1.0
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';

/** Simulated seconds per second while no request is in progress. */
const SPEED = 240;
/** The first cook is so old that its readings are summed up to minutes; the second run ends shortly before noon. */
const RUNS = ['2026-01-20T08:00:00Z', '2026-03-01T07:40:00Z'];
/** Milliseconds of simulated time between two states of a cooker: few readings keep the database small. */
const PUSH_EVERY = 12_000;
/** The longest that a step of the scenario may take, in milliseconds. */
const STEP_TIMEOUT = 120_000;
const TOKEN = 'anova-token-of-the-fixture';
/** Keys that open nothing: they exist in this fixture alone. */
const TEST_KEY = 'sk-anova-test-key-of-the-fixture-0123456789abcdef';
const SETTINGS_KEY = 'sk-anova-test-key-of-the-settings-0123456789abcde';
const [KITCHEN, CELLAR] = ['KitchenCooker000000001', 'CellarCooker0000000001'];

/** When the result is read; the time hardly moves then, and nothing listens at the port of the cloud. */
const NOON = '2026-03-01T12:00:00Z';
const STANDING = 1e-6;
const NO_CLOUD = 'ws://127.0.0.1:9';

const CHICKEN = {
  ...{ temperature_celsius: 65, time_minutes: 90, food_type: 'chicken breast', thickness_mm: 25 },
  ...{ device_id: KITCHEN, request_id: 'chicken-1' },
};
const REFUSED = { ...CHICKEN, request_id: 'refused-1' };
const PORK = {
  ...{ temperature_celsius: 65.6, time_minutes: 1800, food_type: 'pork shoulder', thickness_mm: 30 },
  ...{ device_id: KITCHEN, request_id: 'pork-1' },
};
const BEEF = {
  ...{ temperature_celsius: 58, time_minutes: 600, food_type: 'beef roast', thickness_mm: 40 },
  ...{ device_id: CELLAR, request_id: 'beef-1' },
};

const [build, out] = process.argv.slice(2).map((path) => resolve(path));
if (out === undefined) throw new Error('Usage: node scripts/earlier-database.mjs BUILD OUT');

const compiled = (path) => import(pathToFileURL(join(build, 'build', path)).href);
const { AnovaCloud } = await compiled('simulator/anova-cloud.js');
const { refused } = await compiled('simulator/behaviours.js');
const { SteppedClock } = await compiled('shared/stepped-clock.js');

const folder = mkdtempSync(join(tmpdir(), 'coddle-earlier-'));
const [config, data] = [join(folder, 'config'), join(folder, 'data')];
mkdirSync(config, { mode: 0o700 });
mkdirSync(data, { mode: 0o700 });
const sha256 = createHash('sha256').update(TEST_KEY).digest('hex');
const key = { name: 'assistant', sha256, added: RUNS[0], expires: null };
writeFileSync(join(config, 'keys.json'), JSON.stringify([key]), { mode: 0o600 });

try {
  await run(RUNS[0], oldCook);
  await run(RUNS[1], cooks);
  mkdirSync(out);
  const kept = readdirSync(data).filter((name) => !/\.(lock|sock)$/.test(name));
  for (const name of kept) cpSync(join(data, name), join(out, name));
  vacuum(join(out, 'coddle.db'));
  const responses = await read(NOON);
  writeFileSync(join(out, 'responses.json'), `${JSON.stringify(responses)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Runs server and simulator from a moment on, plays the scenario, and ends the server in order. */
async function run(start, play) {
  const clock = new SteppedClock(new Date(start));
  const cookers = [
    { id: KITCHEN, name: 'Kitchen', water: 65 },
    { id: CELLAR, name: 'Cellar', water: 58 },
  ];
  const cloud = new AnovaCloud({ clock, token: TOKEN, cookers, pushEvery: PUSH_EVERY });
  await cloud.listen();
  const onMoment = (moment) => clock.advanceTo(moment);
  try {
    await withServer({ start, speed: SPEED, cloudUrl: cloud.url, onMoment }, (url) =>
      play(sceneOf(url, cloud, clock)),
    );
  } finally {
    await cloud.close();
  }
}

/** What the server responds of all this at one moment, while the cloud is away. */
function read(start) {
  const options = { start, speed: STANDING, cloudUrl: NO_CLOUD, onMoment: () => undefined };
  return withServer(options, async (url) => {
    const get = async (path) => (await send(url, 'GET', path)).body;
    const list = await get('/cooks');
    const cooks = [];
    for (const { cook_id: id } of list.cooks) {
      const csv = await text(url, `/cooks/${id}/readings?format=csv`);
      cooks.push({
        cook: await get(`/cooks/${id}`),
        readings: await get(`/cooks/${id}/readings?points=12`),
        csvSha256: createHash('sha256').update(csv).digest('hex'),
      });
    }
    const plan = { ...PORK, request_id: undefined };
    const check = { body: plan, response: await send(url, 'POST', '/check-cook', plan) };
    const starts = [];
    for (const body of [CHICKEN, REFUSED, PORK, BEEF]) {
      starts.push({ body, response: await send(url, 'POST', '/start-cook', body) });
    }
    return { key: TEST_KEY, at: start, list, cooks, starts, check };
  });
}

async function withServer({ start, speed, cloudUrl, onMoment }, use) {
  const port = await freePort();
  const server = fork(join(build, 'dist/demo-server.js'), [String(speed), start], {
    env: {
      PERSONAL_ACCESS_TOKEN: TOKEN,
      API_KEY: SETTINGS_KEY,
      ANOVA_WEBSOCKET_URL: cloudUrl,
      HOST: '127.0.0.1',
      PORT: String(port),
      CONFIG_DIR: config,
      DATA_DIR: data,
      RATE_LIMIT_PER_MINUTE: '100000',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  server.on('message', onMoment);
  const ended = new Promise((done) => server.once('close', done));
  const url = `http://127.0.0.1:${port}`;
  try {
    await until('it listens', async () => (await fetch(`${url}/health`)).status === 200);
    return await use(url);
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function send(url, method, path, body) {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function text(url, path) {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${TEST_KEY}` } });
  return response.text();
}

async function until(what, isSo) {
  const end = performance.now() + STEP_TIMEOUT;
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > end) throw new Error(`Not so in time: ${what}`);
    await sleep(20);
  }
}

/** What a scenario acts with. */
function sceneOf(url, cloud, clock) {
  const status = async (id) => (await send(url, 'GET', `/status?device_id=${id}`)).body;
  const shows = (id, expected) =>
    until(`${id} shows ${JSON.stringify(expected)}`, async () => {
      const body = await status(id);
      return Object.entries(expected).every(([name, value]) => body[name] === value);
    });
  return {
    cloud,
    shows,
    cooker: (id) => cloud.cookers.find((one) => one.id === id),
    ready: () => until('ready', async () => (await send(url, 'GET', '/health/ready')).status === 200),
    minutes: (minutes) => {
      const end = clock.monotonic() + minutes * 60_000;
      return until(`${minutes} minutes`, async () => clock.monotonic() >= end);
    },
    post: async (path, body, expected) => {
      const response = await send(url, 'POST', path, body);
      if (response.status === expected) return response.body;
      throw new Error(`${path}: ${response.status} instead of ${expected}: ${JSON.stringify(response.body)}`);
    },
  };
}

/** A cook that was started in the vendor's app and ended there. */
async function oldCook({ ready, cooker, shows, minutes }) {
  await ready();
  cooker(CELLAR).startFromApp(56, 20);
  await shows(CELLAR, { is_running: true });
  await minutes(15);
  cooker(CELLAR).stopAtDevice();
  await shows(CELLAR, { is_running: false });
}

/** Starts, stops, repetitions and refusals on two cookers, a cook that broke off, and one that is still on. */
async function cooks(scene) {
  const { ready, cloud, cooker, shows, minutes, post } = scene;
  await ready();
  await post('/start-cook', CHICKEN, 200);
  await minutes(20);
  await post('/start-cook', CHICKEN, 200);
  await minutes(72);
  await post('/stop-cook', { device_id: KITCHEN, request_id: 'stop-1' }, 200);
  await shows(KITCHEN, { is_running: false });

  await post('/start-cook', { ...CHICKEN, temperature_celsius: 45, request_id: 'cold-1' }, 400);
  cloud.nextCommand(refused(), 'CMD_APC_START');
  await post('/start-cook', REFUSED, 502);

  cooker(KITCHEN).setWater(65.6);
  await post('/start-cook', PORK, 200);
  await shows(KITCHEN, { timer: 'running' });
  await minutes(40);
  cooker(KITCHEN).unplug();
  await minutes(90);
  cooker(KITCHEN).setWater(45);
  cooker(KITCHEN).plugIn();
  await shows(KITCHEN, { state: 'idle' });

  await post('/start-cook', BEEF, 200);
  await shows(CELLAR, { timer: 'running' });
  await minutes(12);
}

/** Fewer pages, and nothing left in a write-ahead log. */
function vacuum(path) {
  const database = new Database(path);
  database.exec('PRAGMA journal_mode = DELETE; VACUUM; PRAGMA journal_mode = WAL;');
  database.close();
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
