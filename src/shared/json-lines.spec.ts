import fc from 'fast-check';
import { readJsonText } from './json-lines.js';

describe('readJsonText', () => {
  it('gives the value, and the line of each part', () => {
    const text = '{\n  "a": [\n    1,\n    { "b.c":\n  true }\n  ]\n}\n';
    const read = readJsonText(text);
    if ('fault' in read) throw new Error('it is JSON');
    expect(read.value).toEqual({ a: [1, { 'b.c': true }] });
    expect(Object.fromEntries(read.lines)).toEqual({ '': 1, a: 2, 'a[0]': 3, 'a[1]': 4, 'a[1].b.c': 5 });
  });

  it.each([
    ['a comma too many', '{\n  "a": 1,\n}', 3],
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 3],
    ['a missing bracket', '{\n "a": [1\n}', 3],
    ['a text that does not end', '{\n\n "a": "x\n}', 3],
    ['nothing', '', 1],
    ['a comment', '{ // mine\n}', 1],
    ['more behind it', '{}\n{}', 2],
  ])('gives the line of %s', (_name, text, fault) => {
    expect(readJsonText(text)).toEqual({ fault });
  });

  it('agrees with the engine about what is JSON', () => {
    const texts = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((text) => text.slice(0, -1)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = readJsonText(text);
        if ('fault' in read) expect(() => JSON.parse(text) as unknown).toThrow();
        else expect(read.value).toEqual(JSON.parse(text));
      }),
    );
  });
});
