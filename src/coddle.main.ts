import { runCli } from './cli/cli-program.js';
import { runWhenMain } from './cli/command-line.js';
import { FOODS } from './foods-folder.js';

runWhenMain(import.meta.url, (argv, io) => runCli(argv, { ...io, foods: FOODS }));
