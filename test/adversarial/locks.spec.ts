import fc from 'fast-check';
import { trials } from '../harness/soak.js';
import { sequences } from './moves.js';
import { Sequence } from './sequence.js';
import { World } from './world.js';

const RUN = trials(120, 100_000);
/** After so many sequences the server begins anew, with an empty database. */
const PER_WORLD = 5_000;
/** In ms; a sequence takes 20 ms where nothing else runs. */
const TIMEOUT = 200 * RUN.numRuns + 60_000;
/** In ms, for the server, its clients and the owner's browser, where much else runs. */
const OPENING_TIMEOUT = 120_000;

let world: World;
beforeAll(async () => {
  world = await World.open();
}, OPENING_TIMEOUT);
afterAll(() => world.close(), OPENING_TIMEOUT);

describe('Whatever clients and the owner do at once', () => {
  it(
    'starts only what is safe and allowed, and once',
    async () => {
      let number = 0;
      await fc.assert(
        fc.asyncProperty(sequences, async (groups) => {
          await new Sequence(world, number++).run(groups);
          if (number % PER_WORLD === 0) world = await world.anew();
        }),
        // A shorter sequence would meet what this one has left behind.
        { ...RUN, endOnFailure: true },
      );
      const { approvals, trusted, approved, armed } = world.ledger.counts;
      // What never starts proves nothing.
      expect(trusted).toBeGreaterThan(RUN.numRuns / 10);
      expect(approvals).toBeGreaterThan(RUN.numRuns / 5);
      expect(approved).toBeGreaterThan(RUN.numRuns / 25);
      expect(armed).toBeGreaterThan(RUN.numRuns / 100);
      expect(world.ledger.spoilt.count).toBeGreaterThan(RUN.numRuns / 500);
    },
    TIMEOUT,
  );
});
