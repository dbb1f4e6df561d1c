import { readFileSync } from 'node:fs';
import { runCli } from './cli/cli-program.js';
import { runWhenMain } from './cli/command-line.js';
import { FOODS } from './foods-folder.js';

// The build writes the version of the release there.
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

runWhenMain(import.meta.url, (argv, io) => runCli(argv, { ...io, foods: FOODS, version }));
