import { runCare } from './care/care-program.js';
import { runWhenMain } from './config/command-line.js';

runWhenMain(import.meta.url, runCare);
