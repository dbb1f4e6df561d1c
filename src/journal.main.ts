import { runWhenMain } from './config/command-line.js';
import { journalCommand } from './storage/journal-command.js';

runWhenMain(import.meta.url, journalCommand('npm run journal --'));
