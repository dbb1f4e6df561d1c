import fc from 'fast-check';
import {
  at,
  describe as words,
  isObject,
  parseJson,
  printable,
  span,
  toCelsius,
  toId,
  toInstant,
  toName,
} from './json-readers.js';

describe('What comes over the wire', () => {
  it('is looked up at own properties only, and never in lists or texts', () => {
    expect(at({ a: { b: 7 } }, 'a', 'b')).toBe(7);
    expect(at({ a: { b: 7 } }, 'a', 'c', 'd')).toBeUndefined();
    expect(at({}, 'constructor')).toBeUndefined();
    expect(at({}, '__proto__')).toBeUndefined();
    expect([at(['x'], '0'), at('text', 'length'), at(null, 'a')]).toEqual([undefined, undefined, undefined]);
    expect(at(7)).toBe(7);
  });

  it('changes no prototype', () => {
    parseJson('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('is an object, or a list or null, which are none', () => {
    expect([{}, [], null, 'x', undefined].map(isObject)).toEqual([true, false, false, false, false]);
  });

  it.each(['2026-02-03T10:00:00Z', '2026-02-03T10:00:00.123+02:00'])('knows the instant %s', (text) => {
    expect(toInstant(text)).toEqual(new Date(text));
  });

  it.each(['', 'now', '2026-02-03', '2026-99-03T10:00:00Z', 1_770_112_800_000, null])(
    'knows no instant in %j',
    (value) => {
      expect(toInstant(value)).toBeUndefined();
    },
  );

  it('gives a span in seconds, 0 when clocks disagree, and none without both ends', () => {
    const [early, late] = [new Date(1_000), new Date(3_500)];
    expect([span(early, late), span(late, early), span(undefined, late), span(early, undefined)]).toEqual([
      2.5,
      0,
      undefined,
      undefined,
    ]);
  });

  it.each([NaN, Infinity, -Infinity, -20.1, 150.1, '20', null, {}])(
    'takes no temperature from %p',
    (value) => {
      expect(toCelsius(value)).toBeUndefined();
    },
  );
});

describe('A text from the wire', () => {
  it.each([
    ['token anova-eyJ0.abc-DEF_9 refused', 'token anova-*** refused'],
    [
      'wss://x.test/?token=anova-eyJ0.abc&supportedAccessories=APC',
      'wss://x.test/?token=anova-***&supportedAccessories=APC',
    ],
    ['{"token":"ANOVA-secret"}', '{"token":"anova-***"}'],
    ['anova-one anova-two', 'anova-*** anova-***'],
  ])('is fit for a log without the token in it: %s', (text, clean) => {
    expect(printable(text, 300)).toBe(clean);
  });

  it('shows no piece of a token that is cut off', () => {
    const text = 'token anova-SECRET';
    for (let length = 0; length <= text.length; length++) expect(printable(text, length)).not.toContain('S');
  });

  it('becomes one line of bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(100), (text, length) => {
        const clean = printable(text, length);
        expect(clean).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
        expect(clean.length).toBeLessThanOrEqual(length);
      }),
    );
  });

  it('is a name when something can be seen of it', () => {
    expect([toName(' Küche\n2 '), toName('\u0000\u202e'), toName(''), toName(7)]).toEqual([
      'Küche 2',
      undefined,
      undefined,
      undefined,
    ]);
    expect(toName('x'.repeat(500))).toHaveLength(64);
  });

  it('is an identity as it was sent, unless it has no end or nothing in it', () => {
    expect([toId('anova f56-1'), toId(''), toId('x'.repeat(64)), toId('x'.repeat(65)), toId(7)]).toEqual([
      'anova f56-1',
      undefined,
      'x'.repeat(64),
      undefined,
      undefined,
    ]);
  });

  it.each([
    'a\nb',
    'a\u0000',
    '\u001b[31mred',
    'a\u200bb',
    '\u202eb',
    '\ufeffa',
    'a\u2028b',
    'a\u2066b',
    '   ',
    'a\ud800',
    '\ue000',
    'a\u00ad',
  ])('is no identity when something in %j cannot be printed', (id) => {
    expect(toId(id)).toBeUndefined();
  });

  it('is a name without anything invisible, and 64 characters long at most as people count them', () => {
    const hidden = ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u061c', '\u{e0041}'];
    expect(hidden.map((character) => toName(`Kit${character}chen`))).toEqual(hidden.map(() => 'Kitchen'));
    expect(toName('\u202eKit\u2066chen\u2069')).toBe('Kit chen');
    expect(toName('\u001b[2JKitchen')).toBe('[2JKitchen');
    expect(toName('\u200b\u200e')).toBeUndefined();
    expect([...toName('🍗'.repeat(500))!]).toHaveLength(64);
  });

  it('never becomes a name with control or format characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = toName(text) ?? 'none';
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        expect([...name].length).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('is named in few words, others by their type', () => {
    expect(words({ mode: 'spin\nning', stage: { deep: 'secret' }, timer: undefined, count: 7 })).toBe(
      'mode spin ning, stage object, timer undefined, count number',
    );
  });
});
