/**
 * Measures the built server beside a bare one (bare.mjs) against a cloud of its own, and prints figures and ratios: each
 * part as it ends, and all of them at the end. Nothing passes or fails: compare the ratios, since the figures are those
 * of this machine at this moment.
 *
 *   npm run bench                  all parts, in half an hour
 *   npm run bench -- PART          one part only, by its name in PARTS below
 *   npm run bench -- live --quick  with fewer clients, in two minutes; series --quick: of 60 days instead of a year
 */
import { availableParallelism, cpus } from 'node:os';
import { alerts } from './alerts.mjs';
import { Cloud } from './cloud.mjs';
import { checks, engine } from './engine.mjs';
import { footprint, rates, readiness } from './figures.mjs';
import { history } from './history.mjs';
import { journal } from './journal.mjs';
import { live } from './live.mjs';
import { mcp } from './mcp.mjs';
import { homeAssistant } from './home-assistant.mjs';
import { growth } from './long-day.mjs';
import { pageCurve } from './page-curve.mjs';
import { leaveCore } from './servers.mjs';
import { series } from './series.mjs';
import { starts } from './starts.mjs';
import { storage } from './storage.mjs';
import { tableOf } from './table.mjs';
import { thermometers } from './thermometers.mjs';
import { unread } from './unread.mjs';

/** Milliseconds after which something must hang. */
const BENCH_TIMEOUT = 1_800_000;
const SERVERS_CORE = 0;

setTimeout(() => fail(new Error('The bench took too long')), BENCH_TIMEOUT).unref();
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

/** What is measured, in this order. The load and the servers have a core each from `starts` on. */
const PARTS = {
  readiness: ({ cloud }) => readiness(cloud),
  footprint: ({ cloud }) => footprint(cloud),
  starts: ({ cloud, core }) => starts(cloud, core),
  engine: () => engine(),
  checks: ({ cloud, core }) => checks(cloud, core),
  storage: () => storage(),
  history: ({ cloud, core }) => history(cloud, core),
  unread: ({ cloud }) => unread(cloud),
  growth: () => growth(),
  series: ({ cloud, core, isQuick }) => series(cloud, core, isQuick),
  journal: () => journal(),
  mcp: ({ cloud, core }) => mcp(cloud, core),
  thermometers: ({ cloud }) => thermometers(cloud),
  'home-assistant': ({ cloud }) => homeAssistant(cloud),
  alerts: () => alerts(),
  'page-curve': ({ cloud, core }) => pageCurve(cloud, core),
  rates: ({ cloud, core }) => rates(cloud, core),
  live: ({ core, isQuick }) => live(core, isQuick),
};
/** They are measured as the server is used: on any core. */
const UNTIED = new Set(['readiness', 'footprint']);

try {
  await run();
  process.exit();
} catch (error) {
  fail(error);
}

async function run() {
  const only = process.argv[2]?.startsWith('--') ? undefined : process.argv[2];
  if (only !== undefined && !(only in PARTS))
    return fail(`There is no part "${only}", only ${Object.keys(PARTS).join(', ')}.`);
  const cores = availableParallelism();
  const asked = { cloud: await Cloud.open(), isQuick: process.argv.includes('--quick'), core: undefined };
  const rows = [];
  for (const name of only === undefined ? Object.keys(PARTS) : [only]) {
    if (!UNTIED.has(name)) asked.core ??= coreOf(cores);
    const measured = await PARTS[name](asked);
    // On the other stream: who keeps the table of the end has every row once.
    if (only === undefined)
      console.error(`\n${name}, ${Math.round(performance.now() / 1000)} s\n${tableOf(measured)}`);
    rows.push(...measured);
  }
  report(rows, cores, asked.core);
}

/** The core of the servers; undefined where no process can be tied to one. */
function coreOf(cores) {
  return leaveCore(SERVERS_CORE, cores) ? SERVERS_CORE : undefined;
}

function report(rows, cores, core) {
  console.log(`Node ${process.version}, ${cores} cores, ${cpus()[0]?.model ?? process.arch}`);
  console.log(
    core === undefined
      ? 'No process is tied to a core.'
      : 'From the starts on, each server has core 0, the load another.',
  );
  console.log(`\n${tableOf(rows)}`);
}

function fail(error) {
  console.error(error);
  process.exit(1);
}
