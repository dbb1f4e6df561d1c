import { Logger } from '@nestjs/common';
import type { Findings, Trials } from './fault.js';
import { ROWS } from './rows.js';

/** What the runner asks a worker to do. */
export interface Task extends Trials {
  readonly row: number;
}

/** The message that the worker returns. */
export interface Report extends Findings {
  readonly seconds: number;
}

async function carryOut({ row, ...trials }: Task): Promise<Report> {
  const begin = performance.now();
  const fault = ROWS.find((one) => one.row === row)!;
  const findings = await fault.run(trials);
  return { ...findings, seconds: (performance.now() - begin) / 1000 };
}

// A fault that is tried is no news.
Logger.overrideLogger(false);
process.once('disconnect', () => process.exit(1));
process.once('message', (task: Task) => {
  // Handles that a row left open must not keep the process alive.
  void carryOut(task).then((report) => process.send!(report, () => process.exit(0)));
});
