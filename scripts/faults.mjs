/** Runs the trials of every fault with the options given (`--help` lists them). */
import { runTrials } from './trials.mjs';

process.exitCode = await runTrials('fault-injection');
