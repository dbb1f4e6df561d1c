import { acceptedEncoding, type Encoding } from './accepted-encoding.js';

const BOTH: readonly Encoding[] = ['br', 'gzip'];

describe('The encoding of a file', () => {
  it.each<[string | undefined, readonly Encoding[], Encoding | undefined]>([
    [undefined, BOTH, undefined],
    ['', BOTH, undefined],
    ['identity', BOTH, undefined],
    ['deflate, zstd', BOTH, undefined],
    ['gzip, deflate, br', BOTH, 'br'],
    ['GZIP', BOTH, 'gzip'],
    ['*', BOTH, 'br'],
    ['*', [], undefined],
    ['br', ['gzip'], undefined],
    ['br;q=0, gzip', BOTH, 'gzip'],
    ['br ; q=0.2 , gzip ; q=0.9', BOTH, 'gzip'],
    ['br;q=0.5, gzip;q=0.5', BOTH, 'br'],
    ['*;q=0', BOTH, undefined],
    ['gzip, *;q=0', BOTH, 'gzip'],
    ['br;q=high', BOTH, undefined],
    ['br-old, xgzip', BOTH, undefined],
  ])('for %p out of %p is %p', (accepted, available, expected) => {
    expect(acceptedEncoding(accepted, available)).toBe(expected);
  });
});
