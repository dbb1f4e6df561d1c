import { gzipSync } from 'node:zlib';

const BLOCK = 512;
const NAME_LENGTH = 100;
const FILE = '0';
const FOLDER = '5';

/**
 * Packs files below a folder, sorted, as if root had made them all at one time; those that begin with `#!` can be run.
 * Written here and not by tar, of which every system has its own; the format is POSIX' ustar.
 */
export function tarball(folder, files, madeAt) {
  const paths = Array.from(files.keys(), (file) => `${folder}/${file}`);
  const folders = new Set(paths.flatMap(foldersAbove));
  const entries = [...folders, ...paths].sort().flatMap((path) => {
    if (folders.has(path)) return [head(path, { mode: 0o755, size: 0, type: FOLDER, madeAt })];
    const bytes = Buffer.from(files.get(path.slice(folder.length + 1)));
    const mode = bytes.subarray(0, 2).equals(Buffer.from('#!')) ? 0o755 : 0o644;
    return [head(path, { mode, size: bytes.length, type: FILE, madeAt }), bytes, filling(bytes.length)];
  });
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]), { level: 9 });
}

/** `a/b/c` lies in `a/` and `a/b/`. */
function foldersAbove(path) {
  return Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index + 1));
}

function filling(size) {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

function head(path, { mode, size, type, madeAt }) {
  if (Buffer.byteLength(path) > NAME_LENGTH) throw new Error(`The path ${path} is too long for a release`);
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0);
  block.write(octal(mode, 7), 100);
  block.write(octal(0, 7), 108); // owner
  block.write(octal(0, 7), 116); // group
  block.write(octal(size, 11), 124);
  block.write(octal(madeAt, 11), 136);
  block.write(' '.repeat(8), 148); // the checksum, which counts itself as spaces
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function octal(number, digits) {
  return number.toString(8).padStart(digits, '0');
}
