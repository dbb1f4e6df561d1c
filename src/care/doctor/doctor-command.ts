import { Command } from 'commander';
import { CareError } from '../care.errors.js';
import type { CareIo } from '../care-io.js';
import { address } from './address.js';
import { cloud, cooker, network, token } from './anova.js';
import { bots } from './bots.js';
import { AGAIN, unsure, type Check, type Finding } from './check.js';
import { clock } from './clock.js';
import { disk } from './disk.js';
import { lookAround, type Found } from './found.js';
import { currentRelease } from './installation.js';
import { journal } from './journal.js';
import { limits, memory, ranOut } from './memory.js';
import { linesOf, summaryOf } from './report.js';
import { key, safety, server, storage } from './server.js';
import { backup, sandbox, timer, unit, update } from './service.js';
import { keys, owners, settings } from './settings.js';

/** All checks, in the order of the report: what the others count on comes first. */
const CHECKS: Readonly<Record<string, Check>> = {
  settings,
  keys,
  owners,
  clock,
  network,
  unit,
  server,
  key,
  cloud,
  token,
  cooker,
  storage,
  safety,
  address,
  bots,
  sandbox,
  disk,
  memory,
  ranOut,
  limits,
  timer,
  backup,
  update,
  journal,
};

/** `coddle doctor`: looks at everything that keeps a cook from being started, and names the step that mends it. */
export const doctorCommand = (io: CareIo): Command =>
  new Command('doctor')
    .description('looks at everything that Coddle needs, and says how to mend what is wrong')
    .option('--json', 'for monitors: the same as JSON')
    .action(({ json }: { json?: true }) => examine(io, json === true));

async function examine(io: CareIo, asJson: boolean): Promise<void> {
  const release = currentRelease(io.places);
  const found = await lookAround(io);
  const findings = (await Promise.all(Object.entries(CHECKS).map((one) => carefully(one, io, found)))).flat();
  const healthy = findings.every(({ state }) => state !== 'wrong');
  const summary = summaryOf(findings);
  const report = asJson
    ? JSON.stringify({ release: release ?? null, healthy, summary, findings }, null, 2)
    : `${release === undefined ? 'No release of Coddle is installed here.' : `Coddle ${release}`}\n${linesOf(findings)}`;
  io.stdout.write(asJson || !healthy ? `${report.trimEnd()}\n` : `${report}${summary}\n`);
  if (!healthy) throw new CareError(summary);
}

/** A check that fails on something that nobody thought of is no reason to keep the others back. */
async function carefully([name, check]: [string, Check], io: CareIo, found: Found): Promise<Finding[]> {
  try {
    return await check(io, found);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return [unsure(name, `it could not be looked at (${code})`, AGAIN)];
  }
}
