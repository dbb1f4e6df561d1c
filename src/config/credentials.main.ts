import { runWhenMain } from './command-line.js';
import { credentialsCommand } from './credentials-command.js';

runWhenMain(import.meta.url, credentialsCommand('npm run credentials --'));
