import { runWhenMain } from './config/command-line.js';
import { run } from './storage/journal-command.js';

runWhenMain(import.meta.url, run);
