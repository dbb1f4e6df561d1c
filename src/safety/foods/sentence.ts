import type { FoodName, Effect } from './food-data.js';
import type { SpokenName } from './food-name.js';
import { HARMLESS_CLASSES } from './food-class.js';
import type { Found } from './phrase-index.js';

/** What a word or phrase of the catalogue stands for. */
export type Entry =
  | { readonly kind: 'food'; readonly food: FoodName }
  | { readonly kind: 'effect'; readonly effect: Effect; readonly name: string };

/** What stands beside a word: an entry, or nothing that belongs to it. */
type Neighbour = Entry | undefined;

/** The words of a name with what was found in them, to ask what stands beside what. */
export class Sentence {
  readonly words: readonly string[];
  private readonly owners: readonly (Entry | undefined)[];

  /** @param neutral words that do not part what stands on their two sides */
  constructor(
    private readonly name: SpokenName,
    readonly found: readonly Found<Entry>[],
    private readonly neutral: { has(word: string): boolean },
  ) {
    this.words = name.words;
    const owners = name.words.map((): Entry | undefined => undefined);
    for (const { start, end, entry } of found) owners.fill(entry, start, end);
    this.owners = owners;
  }

  /** The entry that a word belongs to. */
  ownerOf(index: number): Entry | undefined {
    return this.owners[index];
  }

  /** Whether it is asked and not said. */
  get asks(): boolean {
    return this.name.asks;
  }

  /** The words that belong to no entry. */
  get leftOver(): readonly string[] {
    return this.words.filter((_, index) => this.owners[index] === undefined);
  }

  /** The words that belong to no entry and are touched by an odd mark. */
  get marked(): ReadonlySet<string> {
    const { marked } = this.name;
    return new Set(this.words.filter((_, index) => this.owners[index] === undefined && marked.has(index)));
  }

  /** The words that belong to no entry, those together that stand side by side. */
  get stretches(): readonly (readonly string[])[] {
    const stretches: string[][] = [];
    for (const [index, word] of this.words.entries()) {
      if (this.owners[index] !== undefined) continue;
      const fresh = index === 0 || this.owners[index - 1] !== undefined;
      if (fresh) stretches.push([word]);
      else stretches.at(-1)?.push(word);
    }
    return stretches;
  }

  /** The entries before and behind one, across neutral words. */
  neighboursOf({ start, end }: Found<Entry>): readonly Neighbour[] {
    return [this.next(start - 1, -1), this.next(end, 1)];
  }

  /** Whether a comma or the like parts a word from the one in front. */
  isParted(index: number): boolean {
    return this.name.parted.has(index);
  }

  /** Whether one of these words stands in front, with nothing but plants and words without meaning between. */
  isBeside(start: number, beside: ReadonlySet<string>): boolean {
    for (let index = start - 1; index >= 0; index--) {
      const owner = this.owners[index];
      if (owner === undefined && beside.has(this.words[index] ?? '')) return true;
      const plant = owner?.kind === 'food' && HARMLESS_CLASSES.has(owner.food.foodClass);
      if (!plant && !this.isNeutral(index)) return false;
    }
    return false;
  }

  /** The nearest foods before and behind an entry, with no `parting` word and no comma or the like between. */
  foodsBeside({ start, end }: Found<Entry>, parting: ReadonlySet<string>): readonly FoodName[] {
    const before = this.nearestFood(start - 1, -1, parting);
    return [before, this.nearestFood(end, 1, parting)].flatMap((food) => food ?? []);
  }

  private nearestFood(from: number, step: number, parting: ReadonlySet<string>): FoodName | undefined {
    for (let index = from; index >= 0 && index < this.words.length; index += step) {
      // A mark belongs to the word behind it: on the way back, that is the one just left.
      if (this.name.parted.has(step > 0 ? index : index + 1)) return undefined;
      const owner = this.owners[index];
      if (owner?.kind === 'food') return owner.food;
      if (owner === undefined && parting.has(this.words[index] ?? '')) return undefined;
    }
    return undefined;
  }

  private next(from: number, step: number): Neighbour {
    let index = from;
    while (this.isNeutral(index)) index += step;
    return this.owners[index];
  }

  private isNeutral(index: number): boolean {
    const word = this.words[index];
    return word !== undefined && this.owners[index] === undefined && this.neutral.has(word);
  }
}
