import fc from 'fast-check';
import { parseJsonPath, valueAt } from './json-path.js';

const DOCUMENT = { probes: [{ t: 1 }, { t: 2, 'a.b': { c: 3 } }], time: 'now' };

describe('A path in JSON', () => {
  it.each([
    ['probes[1].t', 2],
    ['$.probes[0].t', 1],
    ['probes[1]["a.b"].c', 3],
    ['time', 'now'],
    ['$', DOCUMENT],
    ['', DOCUMENT],
    ['probes[7].t', undefined],
    ['time.length', undefined],
    ['constructor', undefined],
    ['probes.map', undefined],
  ])('%s leads to %j', (path, expected) => {
    expect(valueAt(DOCUMENT, parseJsonPath(path)!)).toEqual(expected);
  });

  it.each(['a..b', 'a[', 'a[x]', 'a]', '.a', 'a[0', 'x'.repeat(300)])('%s is none', (path) => {
    expect(parseJsonPath(path)).toBeUndefined();
  });

  it('takes any text and any document', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (text, document) => {
        const path = parseJsonPath(text);
        if (path !== undefined) valueAt(document, path);
      }),
    );
  });
});
