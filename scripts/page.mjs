/**
 * Builds the page: `web/` becomes the static files in dist/web/, with the service worker that keeps them, and each text
 * with its compressed forms beside it, so that the server sends files and compresses nothing.
 */
import { build as bundle } from 'esbuild';
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '..');
const OUT = join(ROOT, 'dist/web');
const TEXT = /\.(?:html|js|css|svg|webmanifest)$/;

await build({ configFile: join(ROOT, 'web/vite.config.mjs'), logLevel: 'warn' });
// Which chunk loads which is for scripts/page-size.mjs, and no file of the page.
await rename(join(OUT, '.vite/manifest.json'), join(ROOT, 'dist/page-chunks.json'));
await rm(join(OUT, '.vite'), { recursive: true });
await buildWorker(await filesOf(OUT));
await Promise.all(
  (await filesOf(OUT)).filter((file) => TEXT.test(file)).map((file) => compress(join(OUT, file))),
);

/** The files in a folder, by their paths in it, in a fixed order. */
async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The worker knows the files of this build; its version changes with any of them. */
async function buildWorker(files) {
  const version = createHash('sha256');
  for (const file of files) version.update(file).update(await readFile(join(OUT, file)));
  const paths = files.map((file) => (file === 'index.html' ? '/' : `/${file}`));
  await bundle({
    entryPoints: [join(ROOT, 'web/src/worker/service-worker.ts')],
    outfile: join(OUT, 'sw.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    define: { FILES: JSON.stringify(paths), VERSION: JSON.stringify(version.digest('hex').slice(0, 12)) },
  });
}

/** Writes `FILE.gz` and `FILE.br`. */
async function compress(file) {
  const text = await readFile(file);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await Promise.all([
    writeFile(`${file}.gz`, await promisify(gzip)(text, { level: 9 })),
    writeFile(`${file}.br`, await promisify(brotliCompress)(text, best)),
  ]);
}
