import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds for which a query may hold up everything else at a time; one step more, a block, may be added. */
const SLICE = 0.25;

/** Does work step by step, with a turn of the event loop for everything else whenever a slice is full. */
export async function inTurns<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (let began = performance.now(); ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < SLICE) continue;
    await nextTurn();
    began = performance.now();
  }
}
