/** Builds when there is no build yet, or when a source is newer than it: what runs is always what one reads. */
import './require-packages.mjs';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = 'dist/main.js';
/** What the build reads. */
const SOURCES = [
  'src',
  'scripts/bundle.mjs',
  'scripts/compile.mjs',
  'scripts/launcher.mjs',
  'scripts/lean-packages.mjs',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(path) {
  if (!statSync(path).isDirectory()) return changedAt(path);
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(changedAt(path), ...names.map((name) => changedAt(join(path, name))));
}

if (Math.max(...SOURCES.map(newest)) > changedAt(BUILT)) {
  // Build output goes to stderr: programs such as `npm run key` print their result on stdout.
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: ['ignore', process.stderr, process.stderr],
  });
  process.exitCode = status ?? 1;
}
