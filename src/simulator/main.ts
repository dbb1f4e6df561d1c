import { simulate } from './simulate.js';
import { standardTerminal } from './terminal.js';

void simulate(process.argv.slice(2), standardTerminal()).then((code) => {
  process.exitCode = code;
});
