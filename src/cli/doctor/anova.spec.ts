import { ago } from './anova.js';

describe('A span of time in a finding', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [1.26, '1.3 seconds'],
    [119, '119 seconds'],
    [120, '2 minutes'],
    [7200, '2 hours'],
    [172_800, '2 days'],
  ])('of %d s reads %s', (seconds, words) => {
    expect(ago(seconds)).toBe(words);
  });
});
