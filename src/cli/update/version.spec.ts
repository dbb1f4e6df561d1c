import fc from 'fast-check';
import { compareVersions, isVersion } from './version.js';

/** In the order of https://semver.org, from the first to the newest. */
const IN_ORDER = [
  '0.9.10',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.0.1',
  '1.2.0',
  '1.10.0',
  '2.0.0',
];

const number = fc.integer({ min: 0, max: 99_999 });
const version = fc
  .tuple(number, number, number, fc.option(fc.constantFrom('rc', 'rc.1', 'rc.10', 'a-b', '7')))
  .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre === null ? '' : `-${pre}`}`);

describe('compareVersions', () => {
  it.each(IN_ORDER.slice(1).map((newer, place) => [IN_ORDER[place]!, newer]))(
    'puts %s before %s',
    (older, newer) => {
      expect(compareVersions(older, newer)).toBeLessThan(0);
      expect(compareVersions(newer, older)).toBeGreaterThan(0);
    },
  );

  it('takes no account of what stands after a plus', () => {
    expect(compareVersions('1.0.0+one', '1.0.0+other')).toBe(0);
  });

  it('compares the other way round when it is asked the other way round', () => {
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(Math.sign(compareVersions(one, other)) + Math.sign(compareVersions(other, one))).toBe(0);
      }),
    );
  });

  it('sorts any versions in one way only', () => {
    fc.assert(
      fc.property(version, version, version, (...three) => {
        const [first, second, third] = three.sort(compareVersions);
        expect(compareVersions(first, second)).toBeLessThanOrEqual(0);
        expect(compareVersions(first, third)).toBeLessThanOrEqual(0);
        expect(compareVersions(second, third)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each(['1.0', 'v1.0.0', '1.0.0-', '1.0.0 ', '', '../1.0.0'])('refuses %j', (text) => {
    expect(isVersion(text)).toBe(false);
    expect(() => compareVersions(text, '1.0.0')).toThrow('is not a version');
  });
});
