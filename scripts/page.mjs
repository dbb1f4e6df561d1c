/**
 * Builds the page: `web/` becomes the static files in dist/web/, each text with its compressed forms beside it, so that
 * the server sends files and compresses nothing.
 */
import './require-packages.mjs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
const files = await readdir(OUT, { recursive: true, withFileTypes: true });
const texts = files.filter((file) => file.isFile() && TEXT.test(file.name));
await Promise.all(texts.map((file) => compress(join(file.parentPath, file.name))));

/** Writes `FILE.gz` and `FILE.br`. */
async function compress(file) {
  const text = await readFile(file);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await Promise.all([
    writeFile(`${file}.gz`, await promisify(gzip)(text, { level: 9 })),
    writeFile(`${file}.br`, await promisify(brotliCompress)(text, best)),
  ]);
}
