import type { Millimetres } from '../../shared/units.js';
import { millimetres } from '../../shared/units.js';
import type { StatedWords } from './stated-words.js';

/** A length stated in a name. */
export interface StatedLength {
  readonly thickness: Millimetres;
  /** As it was written, tidied. */
  readonly words: string;
  /** Whether a word beside it says that it is the thickness, or another way through the piece; or that it is one of several. */
  readonly way: 'thickness' | 'other' | 'unsaid' | 'several';
}

/** The numbers with units in a name. */
export interface StatedMeasures {
  readonly lengths: readonly StatedLength[];
  /** The heaviest weight that one piece may have, g; 0 when none was stated. */
  readonly grams: number;
}

const NOTHING: StatedMeasures = { lengths: [], grams: 0 };
const VULGAR: ReadonlyMap<string, string> = new Map([
  ['½', '1/2'],
  ['¼', '1/4'],
  ['¾', '3/4'],
  ['⅓', '1/3'],
  ['⅔', '2/3'],
  ['⅛', '1/8'],
  ['⅜', '3/8'],
  ['⅝', '5/8'],
  ['⅞', '7/8'],
]);
const BETWEEN = String.raw`\s*(?:-|–|to|bis|a|or|oder|ou|o|y|x|×|\*)\s*`;
/** "4 x 5", and not the end of "deux". */
const CROSS = /\s*(?<![a-z])[x×*](?![a-z])\s*/u;
/** So many words away a word still speaks of a length: "5 cm at the thickest". */
const FARTHEST = 4;
/** "1 lb 8 oz" is one weight. */
const SECOND_PART = /^\s*(?:and|und|et|,)?\s*$/u;

/** "Thickness 50", "Dicke: 5": a thickness without its unit. */
const WITHOUT_UNIT =
  /(?<![a-z])(?:thickness|dicke|durchmesser|diameter|epaisseur|diametre|grosor|espesor|diametro|spessore)\s*(?:[:=]|is|of|ist|von|de|di)?\s*(\d{1,3}(?:[.,]\d)?)(?!\s*[-a-z"'/\d]|\s*[.,]\d)/u;

/** Reads the lengths and weights that are stated in a name; of a range the larger end. */
export class MeasureReader {
  private readonly pattern: RegExp;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly units: ReadonlyMap<string, number>;

  constructor(private readonly stated: StatedWords) {
    const { numbers, lengths, weights } = stated.scales;
    this.numbers = new Map([...numbers].map(([word, value]) => [plain(word), value]));
    this.units = new Map([...lengths, ...weights]);
    const digits = String.raw`\d{1,2} \d{3}(?= ?gr?(?:amm?e?s?)?(?![a-z]))|\d{1,9}(?:[.,]\d{1,9})?\+?`;
    const number = `(?:${String.raw`\d{1,4} ?[- ] ?\d{1,4}\/\d{1,4}|\d{1,4}\/\d{1,4}`}|${digits}|${alternatives(this.numbers)}(?:[\\s-]+and[\\s-]+a[\\s-]+half)?(?:\\s+an?)?)`;
    this.pattern = new RegExp(
      `(?<![a-z\\d,/]|\\d\\.)(${number}(?:${BETWEEN}${number}){0,3})(\\s*-?\\s*)(${alternatives(this.units)})(?![a-z\\d])`,
      'gu',
    );
  }

  /** @param spelt a name as `spell` writes it */
  read(spelt: string): StatedMeasures {
    const text = withCount(spelt);
    if (!MEASURED.test(text)) return NOTHING;
    const found = firstOf(text.matchAll(this.pattern)).filter((one) => !this.isPreposition(one, text));
    const lengths = [...found.flatMap((one) => this.lengthOf(one, text, found)), ...withoutUnit(text)];
    return { lengths, grams: this.heaviest(found, text) };
  }

  /** "2 in 1 bag", "4 in the bag". */
  private isPreposition({ 2: gap = '', 3: unit, 0: all, index }: RegExpExecArray, text: string): boolean {
    if (unit !== 'in' || gap === '' || gap.includes('-')) return false;
    const behind = text.slice(index + all.length);
    const next = /^\s*([a-z]+|\d)/u.exec(behind)?.[1];
    return next !== undefined && (/\d/u.test(next) || this.stated.lists.not_inches_before.has(next));
  }

  private lengthOf(
    one: RegExpExecArray,
    text: string,
    all: readonly RegExpExecArray[],
  ): readonly StatedLength[] {
    const factor = this.stated.scales.lengths.get(one[3] ?? '');
    if (factor === undefined) return [];
    const { numbers, crossed } = this.numbersOf(one[1] ?? '');
    const length = Math.max(...numbers) * factor;
    // Of "10 x 5 x 3 cm" it is not said which one is the thickness.
    const way = crossed > 1 ? 'several' : this.wayOf(one, text, all);
    return length > 0 && length < Infinity
      ? [{ thickness: millimetres(Math.round(length * 10) / 10), words: one[0].trim(), way }]
      : [];
  }

  /** The nearest word that says which way was measured, up to the next length on either side. */
  private wayOf(one: RegExpExecArray, text: string, all: readonly RegExpExecArray[]): StatedLength['way'] {
    const end = one.index + one[0].length;
    const next = all.find(({ index }) => index >= end)?.index ?? text.length;
    const last = Math.max(
      0,
      ...all.filter(({ index }) => index < one.index).map((m) => m.index + m[0].length),
    );
    const behind = wordsIn(text.slice(end, next));
    const before = wordsIn(text.slice(last, one.index)).toReversed();
    const ways = Array.from({ length: FARTHEST }, (_, at) => [behind[at], before[at]]).flat();
    const { thick, other_way: other } = this.stated.lists;
    const said = ways.find((word) => word !== undefined && (thick.has(word) || other.has(word)));
    if (said === undefined) return 'unsaid';
    return thick.has(said) ? 'thickness' : 'other';
  }

  private heaviest(found: readonly RegExpExecArray[], text: string): number {
    let [heaviest, sum, end] = [0, 0, 0];
    for (const one of found) {
      const factor = this.stated.scales.weights.get(one[3] ?? '');
      if (factor === undefined) continue;
      const grams = Math.max(...this.numbersOf(one[1] ?? '', true).numbers) * factor;
      const goesOn = sum > 0 && factor < 100 && SECOND_PART.test(text.slice(end, one.index));
      sum = goesOn ? sum + grams : grams;
      end = one.index + one[0].length;
      heaviest = Math.max(heaviest, sum);
    }
    return heaviest;
  }

  /** "4 x 200" counts four; what follows the last cross is the measure. */
  private numbersOf(text: string, thousands = false): { numbers: readonly number[]; crossed: number } {
    const parts = text.split(CROSS);
    const measured = parts.length > 2 ? parts : parts.slice(-1);
    const each = measured.flatMap((part) => [...part.matchAll(NUMBERS)].map(([number]) => number));
    return {
      numbers: [0, ...each.map((one) => this.valueOf(one, thousands)).filter((value) => value > 0)],
      crossed: parts.length - 1,
    };
  }

  private valueOf(text: string, thousands: boolean): number {
    const word = this.numbers.get(text) ?? this.numbers.get(text.split(/[ -]/u)[0] ?? '');
    if (word !== undefined) return word + (text.includes('half') && !text.startsWith('half') ? 0.5 : 0);
    const [, whole = '0', over, under] = /^(?:(\d+)[\s-]+)?(\d+)\/(\d+)$/u.exec(text) ?? [];
    if (over !== undefined && under !== undefined) return Number(whole) + Number(over) / Number(under);
    if (thousands && /^\d{1,3}[., ]\d{3}$/u.test(text)) return Number(text.replace(/[., ]/u, ''));
    return Number(text.replace(',', '.'));
  }
}

/** What may hold a measure at all: most names hold none, and are not searched. */
const MEASURED =
  /[\d"]|inch|zoll|po[ul]|cent|zent|mill?im|kilo|chil|pound|pfund|libr|livre|(?<![a-z])(?:lbs?|kgs?|cms?|mm|oz|finger|dedo|doigt|dit)(?![a-z])/u;

/** "An inch and a half", "kilo y medio", "kilo of pork": the number stands behind the unit, or is one. */
const HALF_BEHIND =
  /(?<!\d |\d)(?<![a-z])(?:(?:an?|une?|una?|ein) )?(inch|pound|kilo|pouce|livre|pulgada|libra|chilo|pollice),? (?:and a half|et demie?|y medi[ao]|e mezz[oa])/gu;
const BARE_KILO = /(?<!(?:\d|[a-z])[ -]?)(kilo|kilogram|chilo)(?= (?:of|de|di|d) )/gu;

const withCount = (text: string): string => text.replace(HALF_BEHIND, '1.5 $1').replace(BARE_KILO, '1 $1');

/** Read as millimetres, or it is asked about where no such piece is that thin. */
function withoutUnit(text: string): readonly StatedLength[] {
  const [words, number = ''] = WITHOUT_UNIT.exec(text) ?? [];
  const thickness = millimetres(Number(number.replace(',', '.')));
  return words === undefined || thickness <= 0 ? [] : [{ thickness, words: words.trim(), way: 'unsaid' }];
}

/** So many numbers with units are read of one name; no one writes more. */
const MOST_MEASURES = 64;

function firstOf(found: Iterable<RegExpExecArray>): readonly RegExpExecArray[] {
  const first: RegExpExecArray[] = [];
  for (const one of found) {
    first.push(one);
    if (first.length === MOST_MEASURES) break;
  }
  return first;
}

const NUMBERS =
  /\d+[\s-]+\d+\/\d+|\d+\/\d+|\d{1,2} \d{3}|a couple of|couple of|un par de|ein paar|\d+(?:[.,]\d+)?|[a-z]{2,}(?:[\s-]+and[\s-]+a[\s-]+half)?|\ban?\b/gu;

const wordsIn = (text: string): readonly string[] => text.match(/[a-z]+/gu) ?? [];

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/gu, 'ss');

/** In small plain letters, with inches as one mark and fractions in digits. */
export const spell = (name: string): string =>
  plain(
    name
      .replace(/\u00b4\u00b4/gu, '"')
      .replace(/\d?\p{No}/gu, (text) => {
        const fraction = VULGAR.get(text.at(-1) ?? '');
        return fraction === undefined ? text : `${text.slice(0, -1)} ${fraction}`;
      })
      .normalize('NFKC')
      .toLowerCase(),
  )
    .replace(/[\u2033\u201c\u201d\u201e]|''|\u2032\u2032/gu, '"')
    .replace(/\u2044/gu, '/')
    .replace(/\s+/gu, ' ')
    .trim();

const alternatives = (words: ReadonlyMap<string, number>): string =>
  `(?:${[...words.keys()].toSorted((one, other) => other.length - one.length).join('|')})`;
