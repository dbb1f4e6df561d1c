/**
 * Checks everything that needs no test run: `npm run check`. All checks run, and a list at the end says which failed
 * and what each one printed. Words after the command choose some of them: `npm run check -- types lint`.
 */
import './require-packages.mjs';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
/** @returns {[string, string[]]} */
const node = (...words) => [process.execPath, words];
const bin = (name, ...words) => node(`node_modules/${name}`, ...words);

/** Each check with its command; `built` ones need the built program. */
const CHECKS = [
  { name: 'types', command: bin('typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit') },
  {
    name: 'types-of-scripts',
    command: bin('typescript/bin/tsc', '-p', 'tsconfig.scripts.json', '--noEmit'),
    // One script imports what is built.
    built: true,
  },
  { name: 'types-of-page', command: bin('typescript/bin/tsc', '-p', 'web/tsconfig.json', '--noEmit') },
  { name: 'lint', command: bin('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'format', command: bin('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  {
    name: 'layers',
    command: bin(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      'src',
      'test',
      'web',
      '--config',
      '.dependency-cruiser.cjs',
    ),
  },
  { name: 'words', command: node('scripts/check-words.mjs') },
  { name: 'checksums', command: node('scripts/food-checksums.mjs', '--check') },
  { name: 'field-cases', command: node('scripts/field-cases.mjs', '--check') },
  { name: 'openapi', command: node('scripts/openapi.mjs', '--check'), built: true },
  { name: 'plots', command: node('scripts/plot-cores.mjs', '--check'), built: true },
  { name: 'page-size', command: node('scripts/page-size.mjs'), built: true },
  { name: 'tables', command: node('scripts/check-tables.mjs'), built: true },
];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no check named ${unknown.join(', ')}: there are ${CHECKS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = CHECKS.filter(({ name }) => names.length === 0 || names.includes(name));
process.exitCode = await checkAll(chosen);

/** Runs two at a time, since each takes a core, and prints each when it is done. */
async function checkAll(checks) {
  const build = checks.some(({ built }) => built)
    ? run('build', node('scripts/ensure-build.mjs'))
    : undefined;
  const waiting = [...checks];
  const failed = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const isReady = !check.built || (await build);
      if (!isReady) console.error(`${check.name}: not checked, because the build fails`);
      if (!isReady || !(await run(check.name, check.command))) failed.push(check.name);
    }
  };
  await Promise.all([work(), work()]);
  if (build !== undefined && !(await build)) failed.unshift('build');
  console.log(failed.length === 0 ? 'Everything is in order.' : `Failed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}

/** Runs a command to its end, prints what it said where it fails, and returns whether it succeeds. */
function run(name, [program, words]) {
  let output = '';
  const child = spawn(program, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  return new Promise((done) => {
    child.once('close', (code) => {
      console.log(code === 0 ? `${name}: ok` : `${name}: failed\n${output.trimEnd()}`);
      done(code === 0);
    });
  });
}
