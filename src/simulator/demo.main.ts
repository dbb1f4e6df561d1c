import { fileURLToPath } from 'node:url';
import { demo } from './demo.js';
import { standardTerminal } from './terminal.js';

// The bundles lie side by side.
const server = fileURLToPath(new URL('demo-server.js', import.meta.url));

void demo(process.argv.slice(2), standardTerminal(), server).then((code) => {
  process.exitCode = code;
});
