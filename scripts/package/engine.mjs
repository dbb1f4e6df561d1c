import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the head of an ELF file names the machine it is for. */
const MACHINES = { arm64: 0xb7, x64: 0x3e };
const MACHINE_AT = 18;

/** The machines that there is a release for, as Node names them. All run Linux with glibc. */
export const ARCHITECTURES = Object.keys(MACHINES);

/** The package that holds the database engine for a machine. */
export const enginePackage = (architecture) => `@libsql/linux-${architecture}-gnu`;

/**
 * The database engine for a machine, which need not be this one, in the version of the lockfile.
 * @throws Error when it is not what the lockfile was made with
 */
export function engineFor(architecture, root) {
  const name = enginePackage(architecture);
  const { version, integrity } = locked(name, root);
  const folder = mkdtempSync(join(tmpdir(), 'coddle-engine-'));
  try {
    const packed = fetched(`${name}@${version}`, folder, root);
    const found = `sha512-${createHash('sha512').update(readFileSync(packed)).digest('base64')}`;
    if (found !== integrity) throw new Error(`${name} is ${found}, and ${integrity} in the lockfile`);
    return unpacked(packed, architecture);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function locked(name, root) {
  const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return lockfile.packages[`node_modules/${name}`];
}

function fetched(specifier, folder, root) {
  const asked = ['pack', specifier, '--pack-destination', folder, '--prefer-offline', '--ignore-scripts'];
  // Where it comes from is npm's to know.
  execFileSync('npm', [...asked, '--loglevel=error'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const [file] = readdirSync(folder);
  return join(folder, file);
}

function unpacked(packed, architecture) {
  const engine = execFileSync('tar', ['-xzOf', packed, 'package/index.node'], { maxBuffer: 64e6 });
  if (engine.readUInt16LE(MACHINE_AT) !== MACHINES[architecture]) {
    throw new Error(`${packed} holds an engine for another machine than ${architecture}`);
  }
  return engine;
}
