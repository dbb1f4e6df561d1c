import { celsius, type Celsius } from '../../shared/units.js';
import type { InactivationModel } from '../physics/inactivation-model.js';
import type { HeatedFood } from '../physics/finite-volumes.js';
import type { ModelledTally } from './modelled-moment.js';
import { pack, unpack } from './packed-numbers.js';
import { SnapshotRefusedError } from './snapshot-refused.error.js';

/** What heat has done to one pathogen so far. */
interface Tally {
  readonly pathogen: InactivationModel;
  reached: number;
}

/** The core is looked at at least this often, in seconds, so that what is credited lags behind by less than that. */
const LONGEST_LOOK = 15;
/** Between these lies the heat of any food from the freezer to boiling water, in the degrees it makes in thawed food. */
const [LEAST_HEAT, MOST_HEAT] = [-100, 101];

/** One piece of food in water as it was measured: its heat, and what has become of its pathogens at the core. */
export class FollowedPiece {
  private readonly tallies: readonly Tally[];

  /** @param pathogens with what each has lost already */
  constructor(
    private readonly food: HeatedFood,
    pathogens: readonly InactivationModel[],
    reached: readonly number[] = [],
  ) {
    this.tallies = pathogens.map((pathogen, index) => ({ pathogen, reached: reached[index] ?? 0 }));
  }

  get core(): Celsius {
    return this.food.core;
  }

  /**
   * Lets it lie in water of one temperature. Within each step the core counts as hot as at its colder end.
   * @param credited false where the water was not observed: it warms, and nothing counts as killed
   */
  advance(seconds: number, bath: Celsius, credited: boolean): void {
    const looks = Math.ceil(seconds / LONGEST_LOOK);
    for (let look = 0; look < looks; look++) {
      const before = this.food.core;
      this.food.advance(seconds / looks, bath);
      if (credited) this.count(celsius(Math.min(before, this.food.core)), bath, seconds / looks);
    }
  }

  /** Decimal reductions of every pathogen that counts, by name and target. */
  reductions(counts: (pathogen: InactivationModel) => boolean) {
    return this.tallies
      .filter(({ pathogen }) => counts(pathogen))
      .map(({ pathogen, reached }) => ({
        name: pathogen.name,
        predicted: reached,
        required: pathogen.target,
      }));
  }

  /** Every pathogen with what it has lost. */
  tallied(counts: (pathogen: InactivationModel) => boolean): readonly ModelledTally[] {
    return this.tallies.map(({ pathogen, reached }) => ({ pathogen, reached, counts: counts(pathogen) }));
  }

  /** Whether every pathogen that counts has reached its target. */
  isPasteurized(counts: (pathogen: InactivationModel) => boolean): boolean {
    return this.tallies.every(({ pathogen, reached }) => !counts(pathogen) || reached >= pathogen.target);
  }

  /** Whether a pathogen that counts can never reach its target in water that stays as it is: the core is too cold for it. */
  neverPasteurizes(counts: (pathogen: InactivationModel) => boolean, bath: Celsius): boolean {
    return this.tallies.some(
      ({ pathogen, reached }) =>
        counts(pathogen) && reached < pathogen.target && this.food.neverReaches(pathogen.creditedFrom, bath),
    );
  }

  /** The same piece as it is now, to be sent ahead without touching this one. */
  copy(): FollowedPiece {
    const reached = this.tallies.map((tally) => tally.reached);
    return new FollowedPiece(this.food.copy(), this.pathogens, reached);
  }

  /** Its heat and what its pathogens have lost as text, each a hair less than it is. */
  pack(): string {
    return pack([...this.food.heats, ...this.tallies.map(({ reached }) => reached)]);
  }

  /** The same piece as it was when it was packed. @throws SnapshotRefusedError when that was no such piece */
  unpacked(packed: string): FollowedPiece {
    const shells = this.food.heats.length;
    const numbers = unpack(packed, shells + this.tallies.length);
    const [heats, reached] = [numbers.slice(0, shells), numbers.slice(shells)];
    if (!heats.every((heat) => heat >= LEAST_HEAT && heat <= MOST_HEAT))
      throw new SnapshotRefusedError('a piece in it is hotter or colder than food can be');
    if (!reached.every((reductions) => reductions >= 0 && reductions < Infinity))
      throw new SnapshotRefusedError('a pathogen in it has lost what no pathogen can lose');
    return new FollowedPiece(this.food.holding(heats), this.pathogens, reached);
  }

  private get pathogens(): readonly InactivationModel[] {
    return this.tallies.map(({ pathogen }) => pathogen);
  }

  private count(core: Celsius, water: Celsius, seconds: number): void {
    for (const tally of this.tallies) tally.reached += tally.pathogen.rate(core, water) * seconds;
  }
}
