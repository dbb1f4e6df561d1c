/** Ends with one sentence where nothing is built yet: `npm start` runs what `npm run build` has made. */
import { existsSync } from 'node:fs';

const isThere = (path) => existsSync(new URL(`../${path}`, import.meta.url));

if (!isThere('dist/main.js')) {
  const commands = isThere('node_modules/typescript') ? 'npm run build' : 'npm ci and npm run build';
  console.error(`Coddle is not built yet: run ${commands}, then npm start again.`);
  process.exit(1);
}
