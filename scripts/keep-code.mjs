/**
 * Runs the server that was just bundled until it has answered once, and keeps the code that V8 made of it in
 * dist/server.cache, for the launcher. The settings are good for nothing: nobody listens at the port of the cloud.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const data = mkdtempSync(join(tmpdir(), 'coddle-build-'));

Object.assign(process.env, {
  PERSONAL_ACCESS_TOKEN: 'anova-only-for-the-build',
  API_KEY: 'only-for-the-build-'.repeat(2),
  ANOVA_WEBSOCKET_URL: 'ws://127.0.0.1:9',
  HOST: '127.0.0.1',
  PORT: '0',
  DATA_DIR: data,
});

const address = listening();
const { script } = await import('../dist/main.js');
const answer = await fetch(`${await address}/health`);
if (!answer.ok) throw new Error(`GET /health was answered ${answer.status}`);
writeFileSync(new URL('../dist/server.cache', import.meta.url), script.createCachedData());
rmSync(data, { recursive: true });
process.exit();

/** Where the server listens, as its log tells. The log goes nowhere else. */
function listening() {
  return new Promise((found) => {
    process.stdout.write = (line) => {
      const [, address] = /Listening at (http:[^"]+)"/.exec(line) ?? [];
      if (address !== undefined) found(address);
      return true;
    };
  });
}
