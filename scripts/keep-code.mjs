/**
 * Runs the new bundle until the server has responded once, and keeps the code that V8 made of it in
 * dist/server.cache, for the launcher. The settings are of no other use: nothing listens at the port of the cloud.
 *
 * In a release it lies in dist/ as keep-code.js, for machines whose Node is not that of the build.
 */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../dist/server.cache', import.meta.url));

const data = mkdtempSync(join(tmpdir(), 'coddle-build-'));
let log = '';

process.once('exit', (code) => {
  if (code !== 0) process.stderr.write(log);
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

Object.assign(process.env, {
  PERSONAL_ACCESS_TOKEN: 'anova-only-for-the-build',
  API_KEY: 'only-for-the-build-'.repeat(2),
  ANOVA_WEBSOCKET_URL: 'ws://127.0.0.1:9',
  HOST: '127.0.0.1',
  PORT: '0',
  CONFIG_DIR: data,
  DATA_DIR: data,
});

const address = listening();
const { script } = await import('../dist/main.js');
const response = await fetch(`${await address}/health`);
if (!response.ok) throw new Error(`GET /health returned ${response.status}`);
// V8 hardly checks cached code, so the file must never be incomplete.
writeFileSync(`${CACHE}.new`, script.createCachedData(), { flush: true });
renameSync(`${CACHE}.new`, CACHE);
process.exit();

/** The address at which the server listens, from its log. The log is shown only without one. */
function listening() {
  return new Promise((found) => {
    process.stdout.write = (line) => {
      log += line;
      const [, address] = /Listening at (http:[^"]+)"/.exec(line) ?? [];
      if (address !== undefined) found(address);
      return true;
    };
  });
}
