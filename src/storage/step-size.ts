/** Rows of a first step, and of any step. Fifty ordinary rows are read in a few milliseconds. */
const FIRST_ROWS = 5;
const MOST_ROWS = 50;
/** The target size of a step, in bytes: a slow card takes some 50 ms for it. */
const STEP_BYTES = 512 * 1024;

/** How many rows are read in one step, so that large rows do not make it long. */
export class StepSize {
  private current = FIRST_ROWS;

  get rows(): number {
    return this.current;
  }

  /** Adapts the next step to what the rows of the last one held: it grows to the double at most. */
  took(rows: number, bytes: number): void {
    const fitting = Math.floor((STEP_BYTES * rows) / Math.max(1, bytes));
    this.current = Math.max(1, Math.min(MOST_ROWS, 2 * this.current, fitting));
  }
}
