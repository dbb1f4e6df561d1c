import { runWhenMain, type CommandIo } from './command-line.js';

const KEY_LENGTH = 32;
const USAGE = 'Usage: npm run key\nPrints a new API key; set it as API_KEY.\n';

/** Prints a new API key: `sk-anova-` and 32 random bytes. */
export function run(argv: readonly string[], { stdout, stderr, randomBytes }: CommandIo): number {
  if (argv.length > 0) {
    stderr.write(USAGE);
    return 2;
  }
  stdout.write(`sk-anova-${randomBytes(KEY_LENGTH).toString('base64url')}\n`);
  return 0;
}

runWhenMain(import.meta.url, run);
