/**
 * Measures the built server beside a bare one (bare.mjs) against a cloud of its own, and prints figures and ratios.
 * Nothing passes or fails: compare the ratios, since the figures are those of this machine at this moment.
 *
 *   npm run bench
 *   npm run bench -- live          the rows of the live stream only
 *   npm run bench -- live --quick  the same with fewer clients, in two minutes
 *   npm run bench -- series        the rows of the probe readings only; --quick: of 60 days instead of a year
 *   npm run bench -- thermometers  the rows of the thermometers only
 *   npm run bench -- home-assistant  the rows of Home Assistant only
 *   npm run bench -- alerts        the rows of the alerts only
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

try {
  await run();
  process.exit();
} catch (error) {
  fail(error);
}

async function run() {
  const cores = availableParallelism();
  const isQuick = process.argv.includes('--quick');
  if (process.argv[2] === 'live') {
    const core = coreOf(cores);
    return report(await live(core, isQuick), cores, core);
  }
  if (process.argv[2] === 'alerts') return report(await alerts(), cores, undefined);
  const cloud = await Cloud.open();
  if (process.argv[2] === 'series') {
    const core = coreOf(cores);
    return report(await series(cloud, core, isQuick), cores, core);
  }
  if (process.argv[2] === 'thermometers') return report(await thermometers(cloud), cores, undefined);
  if (process.argv[2] === 'home-assistant') return report(await homeAssistant(cloud), cores, undefined);
  const rows = [...(await readiness(cloud)), ...(await footprint(cloud))];
  const core = coreOf(cores);
  rows.push(...(await engine()), ...(await checks(cloud, core)), ...(await storage()));
  rows.push(...(await history(cloud, core)), ...(await unread(cloud)), ...(await growth()));
  rows.push(...(await series(cloud, core, isQuick)));
  rows.push(...(await journal()), ...(await mcp(cloud, core)));
  rows.push(...(await thermometers(cloud)));
  rows.push(...(await homeAssistant(cloud)));
  rows.push(...(await alerts()));
  rows.push(...(await pageCurve(cloud, core)));
  rows.push(...(await live(core, isQuick)), ...(await rates(cloud, core)));
  report(rows, cores, core);
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
      : 'For the rates each server has core 0, the load another.',
  );
  console.log(`\n${tableOf(rows)}`);
}

function fail(error) {
  console.error(error);
  process.exit(1);
}
