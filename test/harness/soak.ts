/** Whether this is a soak run (`npm run test:soak`): properties and adversarial runs are long, from fresh seeds. */
export const SOAK = process.env['SOAK'] === '1';

/** The seed of every run that is no soak run, so that a failure there is a failure of the change at hand. */
const FIXED_SEED = 20_260_301;

/** The seed of a soak run that is given; without one fast-check chooses, and names it when a property fails. */
const GIVEN_SEED = process.env['SEED'];
/** How many trials a soak run has instead of the usual number, so that a long run can be made in parts. */
const GIVEN_RUNS = process.env['RUNS'];
const seedOfSoak = GIVEN_SEED === undefined ? {} : { seed: Number(GIVEN_SEED) };

/**
 * How often fast-check tries a property.
 * @param few on each run, from a fixed seed
 * @param many in a soak run, from a fresh seed, which the run prints
 */
export const trials = (few: number, many: number): { numRuns: number; seed?: number } =>
  SOAK
    ? { numRuns: GIVEN_RUNS === undefined ? many : Number(GIVEN_RUNS), ...seedOfSoak }
    : { numRuns: few, seed: FIXED_SEED };
