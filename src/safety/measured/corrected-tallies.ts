import { celsius, type Celsius } from '../../shared/units.js';
import { hardestOfEachKind, type PredictedReduction } from '../forecast.js';
import type { ModelledTally } from '../monitor/modelled-moment.js';

/** Where the tallies stood at a reading of the probe. */
interface AtReading {
  /** On the clock of the readings; undefined before the first reading. */
  readonly at: number | undefined;
  readonly reached: readonly number[];
}

const NO_READING: AtReading = { at: undefined, reached: [] };

/** The decimal reductions of a food: those of its model, and by how much each of them differs. */
export class CorrectedTallies {
  private readonly differences: number[];
  private model: readonly ModelledTally[] = [];
  /** By the model, at the moment before. */
  private before: readonly ModelledTally[] | undefined;
  private atReading = NO_READING;
  private confirmed = false;

  /** @param offsets the differences of an earlier process, by the place of each pathogen */
  constructor(offsets: readonly number[] = []) {
    this.differences = [...offsets];
  }

  get offsets(): readonly number[] {
    return this.differences;
  }

  /** Whether the model has credited reductions that no reading has confirmed. */
  get isUnconfirmed(): boolean {
    return !this.confirmed;
  }

  /** Whether all that counts has reached its target; false where nothing counts. */
  get areReached(): boolean {
    const counted = this.corrected.filter(({ counts }) => counts);
    return counted.length > 0 && counted.every(({ pathogen, reached }) => reached >= pathogen.target);
  }

  /** Whether they are those of the model. */
  get areModels(): boolean {
    return this.differences.every((difference) => difference === 0);
  }

  /** Each kind of pathogen that counts, by the hardest of its targets. */
  get reductions(): readonly PredictedReduction[] {
    return hardestOfEachKind(
      this.corrected
        .filter(({ counts }) => counts)
        .map(({ pathogen, reached }) => ({
          name: pathogen.name,
          predicted: reached,
          required: pathogen.target,
        })),
    );
  }

  /** What the model says now. */
  goOnTo(model: readonly ModelledTally[]): void {
    this.before = this.model.length === model.length ? this.model : undefined;
    this.model = model;
    for (const place of model.keys()) this.differences[place] ??= 0;
  }

  /** The probe was read, and what is credited up to now is confirmed. @param at on the clock of the readings */
  noteReading(at: number): void {
    this.atReading = { at, reached: this.corrected.map(({ reached }) => reached) };
  }

  /** The probe is not heard any more: what was credited since its last reading has to be confirmed. */
  leaveUnconfirmed(): void {
    this.confirmed = false;
  }

  /**
   * The probe is heard again. Unless it confirms the model, all that was credited meanwhile is taken back.
   * @returns since when it was not heard; undefined when this is the first reading
   */
  confirm(isConfirmed: boolean): number | undefined {
    const { at, reached: known } = this.atReading;
    this.confirmed = true;
    if (!isConfirmed)
      for (const [place, { reached }] of this.model.entries())
        this.differences[place] = Math.min(this.offset(place), (known[place] ?? 0) - reached);
    return at;
  }

  /**
   * Counts the time since the moment before, in which the core was as hot as `core`, while the model said `model`. The
   * same core has what the model credited, a colder one never more.
   */
  add(core: number, model: number, water: Celsius, seconds: number): void {
    if (core === model) return;
    for (const [place, { pathogen, reached }] of this.model.entries()) {
      const credited = core === -Infinity ? 0 : pathogen.rate(celsius(core), water) * seconds;
      const difference = credited - (reached - (this.before?.[place]?.reached ?? reached));
      const counted = core < model ? Math.min(0, difference) : Math.max(0, difference);
      if (counted !== 0) this.differences[place] = this.offset(place) + counted;
    }
  }

  /** Takes back by how much they are better than the model. */
  dropImprovements(): void {
    for (const [place, difference] of this.differences.entries())
      this.differences[place] = Math.min(0, difference);
  }

  /** How long a core that stays as it is still needs; Infinity when it never comes there. */
  secondsLeft(core: number, water: Celsius): number {
    return this.longest(core, water, ({ pathogen, reached }) => pathogen.target - reached);
  }

  /** How long such a core needs to make up for what they are short of the model. */
  secondsShort(core: number, water: Celsius): number {
    return this.longest(core, water, (_tally, place) => -this.offset(place));
  }

  private longest(
    core: number,
    water: Celsius,
    lacks: (tally: ModelledTally, place: number) => number,
  ): number {
    const times = this.corrected.map((tally, place) => {
      const missing = tally.counts ? lacks(tally, place) : 0;
      return missing > 0 ? missing / tally.pathogen.rate(celsius(core), water) : 0;
    });
    return Math.max(0, ...times);
  }

  private offset(place: number): number {
    return this.differences[place] ?? 0;
  }

  /** Nothing is ever below 0: the model may credit nothing in a time that counts against it. */
  get corrected(): readonly ModelledTally[] {
    return this.model.map((tally, place) => ({
      ...tally,
      reached: Math.max(0, tally.reached + this.offset(place)),
    }));
  }
}
