/** Ends with one sentence where `npm ci` has not run yet. Imported first by scripts that need the packages. */
import { existsSync } from 'node:fs';

const PACKAGES = new URL('../node_modules/', import.meta.url);
/** One of each kind: `npm ci --omit=dev` leaves out what the build needs. */
const NEEDED = ['@nestjs/core', 'typescript', 'esbuild'];

if (!NEEDED.every((name) => existsSync(new URL(`${name}/package.json`, PACKAGES)))) {
  console.error('The packages that Coddle is built with are not installed: run npm ci, then this again.');
  process.exit(1);
}
