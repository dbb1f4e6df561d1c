/** Thrown when what was kept of a food cannot be gone on from: then the state of the food is unknown. No client sees it. */
export class SnapshotRefusedError extends Error {
  /** @param problem what is wrong with it, for the log: half a sentence whose subject is the snapshot */
  constructor(readonly problem: string) {
    super(`What was kept of the food before the restart cannot be used: ${problem}.`);
  }
}
