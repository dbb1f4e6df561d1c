import { Command } from 'commander';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import type { ServerHere } from '../server-here.js';
import { address } from './address.js';
import { alerts } from './alerts.js';
import { cloud, cooker, network, token } from './anova.js';
import { bots } from './bots.js';
import type { Check } from './check.js';
import { AGAIN, unsure, type Finding } from './finding.js';
import { clock } from './clock.js';
import { withoutConsequences } from './consequences.js';
import { disk } from './disk.js';
import { placesOf, serverOfFolder, withoutService } from './folder.js';
import { collectProbes, type ProbeResults } from './probe-results.js';
import { currentRelease } from './installation.js';
import { journal } from './journal.js';
import { readings } from './readings.js';
import { login, mcp, metadata } from './mcp.js';
import { limits, memory, ranOut } from './memory.js';
import { mqtt } from './mqtt.js';
import { linesOf, summaryOf } from './report.js';
import { node } from './node.js';
import { key, safety, server, storage } from './server.js';
import { backup, sandbox, timer, unit, update } from './service.js';
import { keys, owners, settings } from './settings.js';
import { thermometers } from './thermometers.js';
import { examples } from '../examples.js';

/** All checks, in the order of the report: what the others count on comes first. */
const CHECKS: Readonly<Record<string, Check>> = {
  settings,
  keys,
  owners,
  clock,
  node,
  network,
  unit,
  server,
  key,
  cloud,
  token,
  cooker,
  thermometers,
  mqtt,
  alerts,
  storage,
  safety,
  address,
  bots,
  metadata,
  login,
  mcp,
  sandbox,
  disk,
  memory,
  ranOut,
  limits,
  timer,
  backup,
  update,
  journal,
  readings,
};

/** `coddle doctor`: looks at everything that keeps a cook from being started, and names the step that mends it. */
export const doctorCommand = (io: CliContext): Command =>
  new Command('doctor')
    .description('Checks everything that Coddle needs, and says how to fix what is wrong.')
    .option('--json', 'print the report as JSON, for monitoring')
    .addHelpText('after', examples('doctor', 'doctor --json'))
    .action(({ json }: { json?: true }) => examine(io, json === true));

/** Checks of what only an installation has, by the names of their lines where they have one of their own. */
const INSTALLED_ONLY: ReadonlySet<string> = new Set([
  ...['owners', 'unit', 'sandbox', 'ranOut', 'limits', 'timer', 'backup', 'update'],
]);
const LEFT_OUT = [...INSTALLED_ONLY].filter((name) => name !== 'ranOut');

/** What was looked at. */
interface Examined {
  /** Undefined when nothing is installed, or another server was looked at. */
  readonly release: string | undefined;
  /** Where the server was started; undefined for the installed one. */
  readonly folder: string | undefined;
  readonly findings: readonly Finding[];
}

async function examine(io: CliContext, asJson: boolean): Promise<void> {
  const here = await serverOfFolder(io);
  const { release, folder, findings } = await (here === undefined ? installed(io) : started(io, here));
  const healthy = findings.every(({ state }) => state !== 'wrong');
  const summary = summaryOf(findings);
  const left_out = folder === undefined ? [] : LEFT_OUT;
  const report = asJson
    ? JSON.stringify(
        { release: release ?? null, folder: folder ?? null, healthy, summary, findings, left_out },
        null,
        2,
      )
    : `${headOf(release, folder)}\n${linesOf(findings)}`;
  io.stdout.write(asJson || !healthy ? `${report.trimEnd()}\n` : `${report}${summary}\n`);
  if (!healthy) throw new CliError(summary);
}

async function installed(io: CliContext): Promise<Examined> {
  const release = currentRelease(io.places);
  const findings = await checked(Object.entries(CHECKS), io, await collectProbes(io));
  return { release, folder: undefined, findings };
}

async function started(io: CliContext, here: ServerHere): Promise<Examined> {
  const places = placesOf(here, io.places);
  const checks = Object.entries(CHECKS).filter(([name]) => !INSTALLED_ONLY.has(name));
  const findings = await checked(checks, { ...io, places }, await collectProbes(io, here));
  return {
    release: undefined,
    folder: here.folder,
    findings: findings.map((finding) => withoutService(finding, places)),
  };
}

const checked = async (
  checks: readonly [string, Check][],
  io: CliContext,
  found: ProbeResults,
): Promise<Finding[]> =>
  withoutConsequences((await Promise.all(checks.map((one) => runCheck(one, io, found)))).flat());

function headOf(release: string | undefined, folder: string | undefined): string {
  if (folder !== undefined)
    return `Coddle in ${folder}, with the settings that npm start uses there. Not checked, since only an installation has them: ${LEFT_OUT.join(', ')}.`;
  return release === undefined ? 'No release of Coddle is installed here.' : `Coddle ${release}`;
}

/** Runs a check; one that fails unexpectedly does not keep the others from reporting. */
async function runCheck(
  [name, check]: [string, Check],
  io: CliContext,
  found: ProbeResults,
): Promise<Finding[]> {
  try {
    return await check(io, found);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return [unsure(name, `it could not be checked (${code})`, AGAIN)];
  }
}
