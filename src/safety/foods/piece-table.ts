import type { Millimetres } from '../../shared/units.js';
import { millimetres } from '../../shared/units.js';
import { CUTS, type CutName } from './food-cuts.js';
import { wordsOf } from './food-name.js';
import type { FoodClass } from './food-class.js';
import type { PlausibleThickness } from './food.js';
import { FOOD_CLASSES } from './food-class.js';
import type { JsonRecord } from './json-record.js';
import { WordList } from './stated-words.js';

/** A kind of piece that differs from the usual cut of its class: a whole bird, a joint. */
export interface Piece {
  /** Assumed when it is not sent. */
  readonly assumed: Millimetres;
  readonly plausible: PlausibleThickness;
  /** Whether its thickness must be sent at any temperature. */
  readonly required: boolean;
  /** Whether the name stands for the whole animal only beside a word that says so: "whole chicken". */
  readonly wholeOnly: boolean;
  /** Words directly beside the name that make a portion of it: "turkey breast cutlet". */
  readonly portionedBy: ReadonlySet<string>;
}

/** What a name of the catalogue is looked up by. */
interface Named {
  readonly name: string;
}

/** How large the pieces are that people cook. */
export class PieceTable {
  readonly wholeWords: WordList;
  readonly jointWords: WordList;
  /** That nothing was cut off: "whole", but not "roast". */
  readonly uncutWords: WordList;
  readonly thinWords: WordList;
  /** What makes a portion of any large cut. */
  readonly slicingWords: ReadonlySet<string>;
  /** Every word of these lists that changes nothing but the size. */
  readonly sizeWords: ReadonlySet<string>;
  private readonly pieces = new Map<string, Piece>();
  private readonly usual = new Map<string, PlausibleThickness>();
  private readonly small: ReadonlySet<string>;

  /** @throws FoodDataError when something is malformed */
  constructor(record: JsonRecord) {
    const source = record.text('source');
    const portions = record.record('portion_words');
    const portionsOf = (kind: string) => new WordList(portions.texts(kind)).words;
    this.wholeWords = new WordList(record.texts('whole_words'));
    this.uncutWords = new WordList(record.texts('uncut_words'));
    this.jointWords = new WordList(record.texts('joint_words'));
    this.thinWords = new WordList(record.texts('thin_words'));
    this.slicingWords = portionsOf('slices');
    this.small = new Set(record.texts('small_in_spite').map(keyOf));
    this.sizeWords = new Set([
      ...this.wholeWords.words,
      ...['slices', 'limbs', 'breasts'].flatMap((kind) => [...portionsOf(kind)]),
    ]);
    for (const row of record.records('plausible')) this.usual.set(classKeyOf(row), rangeOf(row, source));
    for (const row of record.records('pieces')) this.addPiece(row, source, portionsOf);
  }

  /** The kind of piece that a name of the catalogue stands for. */
  pieceOf({ name }: Named): Piece | undefined {
    return this.pieces.get(keyOf(name));
  }

  /** Whether a name stays small though a word in it speaks of a large cut: "frog leg". */
  isSmall({ name }: Named): boolean {
    return this.small.has(keyOf(name));
  }

  /** How thick a cut of a class can be; undefined where nothing is known. */
  plausibleOf(foodClass: FoodClass, cut: CutName | undefined): PlausibleThickness | undefined {
    return this.usual.get(`${foodClass} ${cut ?? ''}`) ?? this.usual.get(`${foodClass} `);
  }

  private addPiece(row: JsonRecord, source: string, portionsOf: (kind: string) => ReadonlySet<string>) {
    const kinds = row.has('portioned_by') ? row.texts('portioned_by') : [];
    const piece: Piece = {
      assumed: millimetres(row.number('assumed_mm')),
      plausible: rangeOf(row, source),
      required: row.has('required') && row.flag('required'),
      wholeOnly: row.has('whole_only') && row.flag('whole_only'),
      portionedBy: new Set(kinds.flatMap((kind) => [...portionsOf(kind)])),
    };
    for (const name of row.texts('names')) this.pieces.set(keyOf(name), piece);
  }
}

const keyOf = (name: string): string => wordsOf(name)?.join(' ') ?? name;

const classKeyOf = (row: JsonRecord): string =>
  `${row.choice('food_class', FOOD_CLASSES)} ${row.has('cut') ? row.choice('cut', CUTS) : ''}`;

const rangeOf = (row: JsonRecord, source: string): PlausibleThickness => ({
  thinnest: millimetres(row.number('thinnest_mm')),
  thickest: millimetres(row.number('thickest_mm')),
  source,
});
