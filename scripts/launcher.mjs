/**
 * Becomes dist/main.js. It runs the bundled server out of the code that V8 made of it at the build, which saves a
 * quarter of the time until the server is ready: Node 20 keeps no such code by itself. Another version of Node
 * refuses that code and makes its own, which takes longer and is otherwise the same.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const SERVER = new URL('server.cjs', import.meta.url);

/** The compiled server; the build takes from it the code to keep. */
export const script = new Script(`(function (require, importMetaUrl) {${readFileSync(SERVER, 'utf8')}\n})`, {
  filename: fileURLToPath(SERVER),
  cachedData: keptCode(),
});

script.runInThisContext()(createRequire(SERVER), SERVER.href);

function keptCode() {
  try {
    return readFileSync(new URL('server.cache', import.meta.url));
  } catch {
    return undefined; // it only saves time
  }
}
