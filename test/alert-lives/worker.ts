import { Logger } from '@nestjs/common';
import { LIVES_ON_A_STAGE, Stage } from './stage.js';
import { NOTHING, sumOf } from './tally.js';
import type { Figures } from './verdict.js';

/** What the runner asks a worker to do: some stages, from the first up to and without the last. */
export interface Task {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** How many lives all stages have together. */
  readonly lives: number;
}

/** How many lives a stage has: the last one has what is left. */
export const livesOf = (stage: number, lives: number): number =>
  Math.min(LIVES_ON_A_STAGE, lives - stage * LIVES_ON_A_STAGE);

/** Runs stages one after the other; what was wrong names the stage. */
export async function carryOut({ seed, from, to, lives }: Task): Promise<Figures> {
  let sum = NOTHING;
  for (let stage = from; stage < to; stage++) {
    const figures = await new Stage(seed, stage, livesOf(stage, lives)).run();
    const named = (what: readonly string[]) => what.map((one) => `stage ${stage}: ${one}`);
    sum = sumOf(sum, { ...figures, lost: named(figures.lost), wrong: named(figures.wrong) });
  }
  return sum;
}

/** Whether this is a process of its own. */
if (process.send !== undefined && process.argv[1]?.endsWith('worker.mjs')) {
  // A fault that is tried is no news.
  Logger.overrideLogger(false);
  process.once('disconnect', () => process.exit(1));
  process.once('message', (task: Task) => {
    void carryOut(task).then((figures) => process.send!(figures, () => process.exit(0)));
  });
}
