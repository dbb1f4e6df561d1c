/** Builds when there is no build yet, or when a source is newer than it: what runs is always what one reads. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = 'dist/main.js';
const SOURCES = [
  'src',
  'scripts',
  'package-lock.json',
  'nest-cli.json',
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
  // What the build says goes to stderr: programs such as `npm run key` answer on stdout.
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', process.stderr, process.stderr] });
}
