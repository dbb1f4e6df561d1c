/**
 * Runs the properties and the adversarial tests at length, from a fresh seed that is printed: `npm run test:soak`.
 * `SEED=<number> npm run test:soak -- <files>` repeats a run, or a part of it; `RUNS=<number>` makes it shorter or longer.
 * Without files, all tests follow with their coverage, which fails below the thresholds of jest.config.js, and an update
 * that is killed at every step.
 */
import './require-packages.mjs';
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
/** What a spec imports whose runs are longer in a soak. */
const MARK = 'harness/soak.js';

const specsBelow = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('spec.ts'))
    .map((file) => join(folder, file))
    .filter((file) => readFileSync(join(ROOT, file), 'utf8').includes(MARK));

const seed = process.env.SEED ?? String(randomInt(2 ** 31));
if (!/^\d{1,10}$/.test(seed)) {
  console.error(`SEED is a whole number, and was ${seed}`);
  process.exit(1);
}
const given = process.argv.slice(2);
const specs = given.length > 0 ? given : ['src', 'test'].flatMap(specsBelow);

console.log(`Seed ${seed}, ${specs.length} files`);
const soaked = run('npx', ['jest', ...specs], { SOAK: '1', SEED: seed });
console.log(`To repeat this run: SEED=${seed} npm run test:soak`);
const covered = given.length > 0 || run('npm', ['run', '--silent', 'test:coverage']);
const updated = given.length > 0 || run('bash', ['scripts/check-update.sh'], { EVERY_STEP: '1' });
process.exitCode = soaked && covered && updated ? 0 : 1;

/** Returns whether it succeeded. */
function run(program, words, variables = {}) {
  const env = { ...process.env, ...variables };
  return spawnSync(program, words, { cwd: ROOT, stdio: 'inherit', env }).status === 0;
}
