import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AnovaCloud } from './anova-cloud.js';
import { numberOption, PORTS, reasonOf, SPEEDS } from './command-line.js';
import { SteppedClock } from '../shared/stepped-clock.js';
import { DemoAlerts } from './demo-alerts.js';
import { demoGuide, signInGuide } from './demo-guide.js';
import { DemoProbes } from './demo-probes.js';
import { freePort } from './free-port.js';
import { becomesReady } from './readiness.js';
import { minutesOf, tellNews } from './status-watch.js';
import { ServerProcess } from './server-process.js';
import type { Terminal } from './terminal.js';
import { aborted } from './terminal.js';

// Eight litres from the tap take about 17 s at this speed, 90 minutes of cooking another 60 s.
const SPEED = 90;
const POT = { litres: 8, water: 20 };
/** Milliseconds between two readings of the status, for the printed changes. */
const LOOK_EVERY = 500;
/** The demo reads the status often, and so may the user. */
const RATE_LIMIT = 100_000;
/** Milliseconds that the server may take until it is ready. */
const START_LIMIT = 30_000;

const HELP = `Runs the server with a simulated cooker, to try it out. Nothing real is heated.

  --port <number>   port of the server on 127.0.0.1; another one if it is taken (default PORT or 5000)
  --speed <number>  simulated seconds per second (default ${SPEED})
  --verbose         shows the server's log
  --help            this text
`;

const DEFAULT_PORT = '5000';

const OPTIONS = {
  port: { type: 'string' },
  speed: { type: 'string', default: String(SPEED) },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function readSettings(args: readonly string[], wanted = DEFAULT_PORT) {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const port = numberOption('port', values.port ?? wanted, PORTS);
  return { ...values, port, speed: numberOption('speed', values.speed, SPEEDS) };
}

type Settings = ReturnType<typeof readSettings>;

/**
 * Runs the server at `serverFile` together with a simulated cloud until it is stopped.
 * Gives back the exit code: 1 when the server did not come up or died.
 */
export async function demo(args: readonly string[], terminal: Terminal, serverFile: string): Promise<number> {
  try {
    const settings = readSettings(args, terminal.port || undefined);
    if (!settings.help)
      return await inEmptyFolder((folder) => run(settings, terminal, { serverFile, folder }));
    terminal.out.write(HELP);
    return 0;
  } catch (error) {
    terminal.err.write(`${reasonOf(error)}\nTry --help.\n`);
    return 1;
  }
}

/** No settings or data of the user are touched: the server sees only a folder that goes away again. */
async function inEmptyFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'coddle-demo-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const FAREWELL =
  '\nThe demo is over. Server and simulated cooker are gone, and so is everything they kept.\n';

interface Place {
  readonly serverFile: string;
  readonly folder: string;
}

async function run(
  { port: wanted, speed, verbose }: Settings,
  terminal: Terminal,
  place: Place,
): Promise<number> {
  const { clock, out, err } = terminal;
  const start = clock.now();
  // The server moves the time on, and cooker and server live in the same.
  const time = new SteppedClock(start);
  const token = `anova-demo-${randomBytes(12).toString('base64url')}`;
  const apiKey = `sk-anova-${randomBytes(32).toString('base64url')}`;
  const cloud = new AnovaCloud({ clock: time, token, cookers: [POT] });
  const probes = new DemoProbes(time);
  const alerts = new DemoAlerts(randomBytes(32).toString('base64url'), (line) =>
    out.write(`${minutesOf(time)}  ${line}\n`),
  );
  await Promise.all([cloud.listen(), probes.listen(), alerts.listen()]);
  try {
    const port = await freePort(wanted);
    if (wanted !== 0 && port !== wanted) out.write(`Port ${wanted} is taken; using ${port}.\n`);
    const parts = { cloud, probes, alerts, token, apiKey, port, verbose };
    const environment = await environmentFor(place.folder, parts);
    const file = place.serverFile;
    const args = [String(speed), start.toISOString(), probes.token];
    const onMoment = (moment: number) => time.advanceTo(moment);
    const server = new ServerProcess({ file, args, environment, onMoment, ...(verbose && { log: err }) });
    const address = `http://127.0.0.1:${port}`;
    const guide = demoGuide({ address, apiKey, speed, ...POT });
    return await accompany({ server, address, apiKey, guide, time, probes, alerts }, terminal);
  } finally {
    await Promise.all([cloud.close(), probes.close(), alerts.close()]);
  }
}

interface ServerSettings {
  readonly cloud: AnovaCloud;
  readonly probes: DemoProbes;
  readonly alerts: DemoAlerts;
  readonly token: string;
  readonly apiKey: string;
  readonly port: number;
  readonly verbose: boolean;
}

async function environmentFor(
  folder: string,
  { cloud, probes, alerts, token, apiKey, port, verbose }: ServerSettings,
) {
  const [config, data] = [join(folder, 'config'), join(folder, 'data')];
  await Promise.all([mkdir(config), mkdir(data)]);
  return {
    PERSONAL_ACCESS_TOKEN: token,
    API_KEY: apiKey,
    ANOVA_WEBSOCKET_URL: cloud.url,
    FIREBOARD_URL: probes.url,
    ALERT_WEBHOOK_URL: alerts.url,
    ALERT_WEBHOOK_SECRET: alerts.secret,
    ALERT_ALLOW_PRIVATE: 'true',
    ENCRYPTION_KEY: randomBytes(32).toString('base64url') + '=',
    HOST: '127.0.0.1',
    PORT: String(port),
    CONFIG_DIR: config,
    DATA_DIR: data,
    RATE_LIMIT_PER_MINUTE: String(RATE_LIMIT),
    ...(verbose && { DEBUG: 'true' }),
  };
}

/** A server and what is printed about it. */
interface Company {
  readonly server: ServerProcess;
  readonly address: string;
  readonly apiKey: string;
  readonly guide: string;
  /** The simulated time. */
  readonly time: SteppedClock;
  readonly probes: DemoProbes;
  readonly alerts: DemoAlerts;
}

/** Waits for the server to be ready, shows the guide, and stays until one of the two ends. */
async function accompany(
  { server, guide, probes, alerts, ...watched }: Company,
  { clock, out, err, stop }: Terminal,
): Promise<number> {
  const { address } = watched;
  const over = new AbortController();
  const died = server.ended.then(() => 'died' as const);
  const stopped = aborted(stop).then(() => 'stopped' as const);
  const asking = { clock, limit: START_LIMIT, signal: over.signal };
  const ready = becomesReady(`${address}/health/ready`, asking).then((yes) => (yes ? 'ready' : 'late'));
  try {
    let news: 'died' | 'stopped' | 'ready' | 'late' = await Promise.race([died, stopped, ready]);
    if (news === 'ready') {
      out.write(guide);
      void server.signIn.then((signIn) => out.write(signInGuide(address, signIn)));
      void alerts.comeAtNight({ ...watched, now: watched.time.now(), signal: over.signal });
      void probes.play({ ...watched, clock, signal: over.signal });
      void tellNews({ ...watched, clock, out, signal: over.signal, every: LOOK_EVERY });
      news = await Promise.race([died, stopped]);
    }
    // Ctrl-C reaches the server too, which may be the quicker one to end.
    if (news === 'stopped' || stop.aborted) {
      out.write(FAREWELL);
      return 0;
    }
    const what = news === 'died' ? 'ended unexpectedly' : 'did not become ready';
    err.write(`The server ${what}.\n${server.tailLog}`);
    return 1;
  } finally {
    over.abort();
    await server.end(clock);
  }
}
