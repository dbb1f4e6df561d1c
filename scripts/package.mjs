/**
 * Packs the release for each kind of machine out of what `npm run build` made, into release/ or the folder given with
 * `--out`: `npm run package`. The same sources give the same bytes, on any machine, at any time. With
 * `--sign KEY.pem`, a private Ed25519 key, each release holds the public key and gets a signature beside it.
 */
import { execFileSync } from 'node:child_process';
import { createHash, sign } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { billOfMaterials, packagesOf } from './package/bill-of-materials.mjs';
import { contents } from './package/contents.mjs';
import { ARCHITECTURES, engineFor } from './package/engine.mjs';
import { publicKeyOf, signingKeyIn } from './package/signing-key.mjs';
import { tarball } from './package/tarball.mjs';

const ROOT = resolve(import.meta.dirname, '..');
/** What a release may weigh packed, in bytes: a small computer fetches it over a slow line. */
const MOST = 25e6;

const { values } = parseArgs({
  options: { out: { type: 'string', default: join(ROOT, 'release') }, sign: { type: 'string' } },
});
const signingKey = values.sign === undefined ? undefined : signingKeyIn(values.sign);
const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const folder = `${name}-${version}`;

const shared = contents(ROOT);
const packages = packagesOf(ROOT);
const made = madeAt();
const releases = new Map(ARCHITECTURES.map((architecture) => [fileName(architecture), pack(architecture)]));

mkdirSync(values.out, { recursive: true });
for (const [file, bytes] of releases) {
  writeFileSync(join(values.out, file), bytes);
  // The signature of an earlier one would not fit.
  rmSync(join(values.out, `${file}.sig`), { force: true });
  if (signingKey !== undefined) writeFileSync(join(values.out, `${file}.sig`), sign(null, bytes, signingKey));
  console.log(`${file}: ${(bytes.length / 1e6).toFixed(1)} MB`);
}
writeFileSync(join(values.out, 'SHA256SUMS'), checksums(releases));

function fileName(architecture) {
  return `${folder}-linux-${architecture}.tar.gz`;
}

function pack(architecture) {
  const files = new Map(shared)
    .set('dist/libsql.node', engineFor(architecture, ROOT))
    .set('sbom.cdx.json', billOfMaterials(packages, architecture, name));
  if (signingKey !== undefined) files.set('release-key.pem', publicKeyOf(signingKey));
  files.set('SHA256SUMS', Buffer.from(checksums(files)));
  const packed = tarball(folder, files, made);
  if (packed.length > MOST) throw new Error(`${fileName(architecture)} has ${packed.length} bytes`);
  return packed;
}

/** As `sha256sum --check` reads them. */
function checksums(files) {
  return Array.from(files)
    .map(([file, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${file}\n`)
    .sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1))
    .join('');
}

/** When everything in it was changed, in seconds since 1970: at the last commit, or when the one who packs it says. */
function madeAt() {
  const { SOURCE_DATE_EPOCH: asked } = process.env;
  const seconds =
    asked || execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' });
  if (!/^\d{1,10}\s*$/.test(seconds)) throw new Error(`SOURCE_DATE_EPOCH is not in seconds: ${seconds}`);
  return Number(seconds);
}
