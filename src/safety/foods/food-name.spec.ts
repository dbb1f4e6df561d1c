import fc from 'fast-check';
import { trials } from '../../../test/harness/soak.js';
import { spellingsOf, tidyName, wordsOf } from './food-name.js';

describe('wordsOf', () => {
  it.each([
    ['Chicken', ['chicken']],
    ['  CHICKEN   Breast!! ', ['chicken', 'breast']],
    ['boneless, skinless (chicken-breast)', ['boneless', 'skinless', 'chicken', 'breast']],
    ['beef_steak/rare+done', ['beef', 'steak', 'rare', 'done']],
    ['crème brûlée', ['creme', 'brulee']],
    ['cre\u0300me', ['creme']],
    ['Bœuf', ['boeuf']],
    ['Grießkloß', ['griesskloss']],
    ['Straße ŁØĐ', ['strasse', 'lod']],
    ['İSTAKOZ ıstakoz', ['istakoz', 'istakoz']],
    ['ｃｈｉｃｋｅｎ', ['chicken']],
    ['𝐜𝐡𝐢𝐜𝐤𝐞𝐧', ['chicken']],
    ['ⅽhicken', ['chicken']],
    ['ﬁsh ﬂan', ['fish', 'flan']],
    ['63 °C egg', ['63', 'c', 'egg']],
    ["lamb's lettuce", ['lamb', 's', 'lettuce']],
    ['🌿 chicken', ['chicken']],
    ['steak 🐔', ['steak', 'picturechicken']],
    ['constructor __proto__', ['constructor', 'proto']],
  ])('reads %j as %j', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it.each([
    ['nothing', ''],
    ['only spaces', '   '],
    ['only punctuation', '-- !? --'],
    ['only a picture of no animal', '🌿'],
    ['letters in negative circles', 'steak 🅒🅗🅘🅒🅚🅔🅝'],
    ['only an accent', '\u0301'],
    ['another script', '鶏肉'],
    ['Cyrillic', 'курица'],
    ['one Cyrillic letter among Latin ones', '\u0441hicken'],
    ['one Greek letter among Latin ones', 'chicke\u03bd'],
    ['a Cherokee letter', '\u13dfhicken'],
    ['small capitals', 'ᴄʜɪᴄᴋᴇɴ'],
    ['a script g', '\u0261oose'],
    ['a dotless j', '\u0237us'],
    ['a modifier apostrophe', 'lamb\u02bcs lettuce'],
    ['a zero-width space', 'chi\u200bcken'],
    ['a soft hyphen', 'chi\u00adcken'],
    ['a joiner', 'chi\u200dcken'],
    ['a right-to-left mark', 'chicken\u202e'],
    ['a byte order mark', '\ufeffchicken'],
    ['a Hangul filler', 'beef \u3164'],
    ['a variation selector', 'beef\ufe0f'],
    ['a tag character', 'beef\u{e0063}'],
    ['a null', 'chicken\u0000'],
    ['a tab', 'beef\tchicken'],
    ['a line break', 'beef\nchicken'],
    ['a line separator', 'beef\u2028chicken'],
    ['half a character', 'beef \ud83d'],
    ['a character for private use', 'beef \ue000'],
  ])('reads nothing where there is %s', (_case, name) => {
    expect(wordsOf(name)).toBeUndefined();
  });

  it('reads names far longer than the contract allows, but not endless ones', () => {
    expect(wordsOf(`${'x'.repeat(64)} chicken`)).toEqual(['x'.repeat(64), 'chicken']);
    expect(wordsOf('x'.repeat(10_000))).toHaveLength(1);
    expect(wordsOf('x'.repeat(10_001))).toBeUndefined();
  });

  it('leaves nothing but plain letters and digits of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        for (const word of wordsOf(name) ?? []) expect(word).toMatch(/^[a-z\p{N}]+$/u);
      }),
      trials(100, 500),
    );
  });

  it('reads what it has read once more as the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const words = wordsOf(name);
        fc.pre(words !== undefined);
        expect(wordsOf(words.join(' '))).toEqual(words);
      }),
    );
  });
});

describe('spellingsOf', () => {
  it('spells umlauts both ways, and other names one way', () => {
    expect(spellingsOf('Hähnchen')).toEqual([['hahnchen'], ['haehnchen']]);
    expect(spellingsOf('Öl über alles')).toEqual([
      ['ol', 'uber', 'alles'],
      ['oel', 'ueber', 'alles'],
    ]);
    expect(spellingsOf('crème')).toEqual([['creme']]);
  });

  it('spells a name of nothing as no words', () => {
    expect(spellingsOf('--')).toEqual([[]]);
  });
});

describe('tidyName', () => {
  it.each([
    ['  Chicken Breast ', 'Chicken Breast'],
    ['beef\n\n  actually\tchicken', 'beef actually chicken'],
    ['chi\u200bcken', 'chi cken'],
    ['cre\u0300me', 'crème'],
    ['鶏肉', '鶏肉'],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['x'.repeat(65), 'x'.repeat(64)],
    [`${'x'.repeat(63)} y`, 'x'.repeat(63)],
    [`${'x'.repeat(63)}🐔`, 'x'.repeat(63)],
    [`${'x'.repeat(62)}🐔`, `${'x'.repeat(62)}🐔`],
  ])('shows %j as %j', (name, shown) => {
    expect(tidyName(name)).toBe(shown);
  });

  it.each(['', '  ', '\u200b\u0000', '\ud83d'])('shows nothing of %j', (name) => {
    expect(tidyName(name)).toBeUndefined();
  });

  it('shows one printable line of at most 64 characters, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const shown = tidyName(name) ?? 'x';
        expect(shown.length).toBeLessThanOrEqual(64);
        expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s|\s$/u);
      }),
      trials(100, 500),
    );
  });
});
