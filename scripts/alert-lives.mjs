/** Leads alerts through their lives with crashes and failing channels, with the options given (`--help` lists them). */
import { runTrials } from './trials.mjs';

process.exitCode = await runTrials('alert-lives');
