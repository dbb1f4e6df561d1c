import { kindOfLabel } from './label-kind.js';

describe('What a probe measures by its name', () => {
  it.each([
    ['Pit', 'ambient'],
    ['Water bath', 'ambient'],
    ['bath', 'ambient'],
    ['Grilled chicken', 'core'],
    ['Waterfowl', 'core'],
    [undefined, 'core'],
  ])('%s: %s', (label, kind) => {
    expect(kindOfLabel(label)).toBe(kind);
  });
});
