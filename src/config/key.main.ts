import { runWhenMain } from './command-line.js';
import { keyCommand } from './key-command.js';

/** Makes API keys, and keeps those that have a name. */
export const run = keyCommand('npm run key --');

runWhenMain(import.meta.url, run);
