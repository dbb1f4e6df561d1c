/** Whether this is a soak run (`npm run test:soak`): properties and adversarial runs are long, from fresh seeds. */
export const SOAK = process.env['SOAK'] === '1';

/** The seed of every run that is no soak run, so that a failure there is a failure of the change at hand. */
const FIXED_SEED = 20_260_301;

/**
 * How often fast-check tries a property.
 * @param few on each run, from a fixed seed
 * @param many in a soak run, from a fresh seed, which the report of a failure names
 */
export const trials = (few: number, many: number): { numRuns: number; seed?: number } =>
  SOAK ? { numRuns: many } : { numRuns: few, seed: FIXED_SEED };
