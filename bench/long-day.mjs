import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const FAULTS = join(import.meta.dirname, '../scripts/faults.mjs');
/** The row of the fault bench that lets a day pass: 24 hours of readings and 20,000 requests. */
const LONG_DAY = '20';
const FIGURE = /grew by (-?[\d.]+) MB/;

/** What a day adds to the memory in use, once every cache is full that is ever filled. */
export async function growth() {
  const { stdout } = await promisify(execFile)(process.execPath, [FAULTS, '--only', LONG_DAY]);
  const [, megabytes] = FIGURE.exec(stdout) ?? [];
  return [{ name: 'memory grows in 24 simulated hours, MB', ours: Number(megabytes), mostOurs: 5 }];
}
