import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What goes into a release as it lies in the project. A folder that is not there adds nothing. */
const AS_THEY_ARE = [
  'config/foods',
  'config/example.env',
  'deploy',
  'docs',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
];

/** What is of use in the project only; the database engine, of which each machine gets its own; and this machine's code cache. */
const NOT_SHIPPED = new Set([
  'simulate.js',
  'demo.js',
  'demo-server.js',
  'plots.js',
  'forecasts.js',
  'tables.js',
  'page-chunks.json',
  'libsql.node',
  'server.cache',
]);
const CHUNK = /chunk-\w+\.js/g;

/** The files that every machine gets alike, by their paths in the release. */
export function contents(root) {
  /** @type {(file: string) => [string, Buffer]} */
  const read = (file) => [file, readFileSync(join(root, file))];
  const dist = withTheirChunks(built(join(root, 'dist')));
  return new Map([
    ...dist.map(([file, bytes]) => /** @type {[string, Buffer]} */ ([`dist/${file}`, bytes])),
    ...listed(root).map(read),
  ]);
}

function built(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [file.slice(folder.length + 1), readFileSync(file)]));
}

/** The programs share their parts; those of programs that stay here stay here too. */
function withTheirChunks(files) {
  const isChunk = (file) => file.startsWith('chunk-');
  const needed = new Set(Array.from(files.keys()).filter((file) => !NOT_SHIPPED.has(file) && !isChunk(file)));
  // Those added on the way are visited as well.
  for (const file of needed) {
    if (file.includes('/') || !file.endsWith('.js')) continue;
    for (const [chunk] of String(files.get(file)).matchAll(CHUNK)) needed.add(chunk);
  }
  return Array.from(needed, (file) => [file, files.get(file)]);
}

/** Git shows which files do not belong there, such as credentials. */
function listed(root) {
  const names = execFileSync('git', ['ls-files', '-coz', '--exclude-standard', '--', ...AS_THEY_ARE], {
    cwd: root,
    encoding: 'utf8',
  });
  return names.split('\0').filter((name) => name !== '');
}
