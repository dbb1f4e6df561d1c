/** Builds what is not built yet, or older than one of its sources: what runs is always what one reads. */
import './require-packages.mjs';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What is built, by which command, and what that reads. The whole build makes the page too. */
const PARTS = [
  {
    command: 'build',
    built: 'dist/main.js',
    sources: [
      'src',
      'scripts/bundle.mjs',
      'scripts/compile.mjs',
      'scripts/launcher.mjs',
      'scripts/lean-packages.mjs',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
    ],
  },
  {
    command: 'page',
    built: 'dist/web/index.html',
    sources: ['web', 'scripts/page.mjs', 'package-lock.json'],
  },
];

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(path) {
  if (!statSync(path).isDirectory()) return changedAt(path);
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(changedAt(path), ...names.map((name) => changedAt(join(path, name))));
}

for (const { command, built, sources } of PARTS) {
  if (Math.max(...sources.map(newest)) <= changedAt(built)) continue;
  // Build output goes to stderr: programs such as `npm run key` print their result on stdout.
  const { status } = spawnSync('npm', ['run', '--silent', command], {
    stdio: ['ignore', process.stderr, process.stderr],
  });
  process.exitCode ||= status ?? 1;
}
