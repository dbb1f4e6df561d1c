import { runCli } from './cli/cli-program.js';
import { runWhenMain } from './config/command-line.js';

runWhenMain(import.meta.url, runCli);
