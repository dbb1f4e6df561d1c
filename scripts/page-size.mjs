/**
 * Measures the page in dist/web: `npm run page-size`. It fails when the scripts of the first view, or all scripts
 * together, are larger than a phone on a poor network should have to load.
 */
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../dist');
/** The first view, where it is a chunk of its own: what is loaded besides the scripts of index.html. */
const VIEW = 'src/views/now/index.tsx';
/** Another language than English is a part of its own. */
const GERMAN = 'src/text/de/keyless-first.ts';
const KB = 1024;
/** Gzipped bytes. */
const MOST = { 'first view': 45 * KB, 'first view in German': 45 * KB, 'all scripts': 90 * KB };

const chunks = JSON.parse(readFileSync(join(DIST, 'page-chunks.json'), 'utf8'));
const page = readFileSync(join(DIST, 'web/index.html'), 'utf8');
const first = Object.keys(chunks).filter((name) => name === VIEW || page.includes(`"/${chunks[name].file}"`));
const measured = {
  'first view': sizeOf(withImports(first)),
  'first view in German': sizeOf(withImports([...first, GERMAN])),
  'all scripts': sizeOf(new Set(Object.keys(chunks))),
};
for (const [name, bytes] of Object.entries(measured)) {
  const isTooLarge = bytes > MOST[name];
  console.log(
    `${name}: ${(bytes / KB).toFixed(1)} KB gzipped, of ${MOST[name] / KB}${isTooLarge ? ': too large' : ''}`,
  );
  if (isTooLarge) process.exitCode = 1;
}

/** Some chunks and all that they import statically. */
function withImports(names) {
  const found = new Set(names);
  for (const name of found) for (const other of chunks[name].imports ?? []) found.add(other);
  return found;
}

function sizeOf(names) {
  const scripts = new Set([...names].map((name) => chunks[name].file).filter((file) => file.endsWith('.js')));
  return [...scripts].reduce((sum, file) => sum + statSync(join(DIST, 'web', `${file}.gz`)).size, 0);
}
