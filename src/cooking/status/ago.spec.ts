import { ago } from './ago.js';

const MINUTE = 60_000;

describe('ago', () => {
  it.each([
    [0, 'less than a minute ago'],
    [MINUTE - 1, 'less than a minute ago'],
    [MINUTE, '1 minute ago'],
    [119.9 * MINUTE, '119 minutes ago'],
    [120 * MINUTE, '2 hours ago'],
    [47.9 * 60 * MINUTE, '47 hours ago'],
    [71.9 * 60 * MINUTE, '2 days ago'],
  ])('describes %d ms', (ms, words) => expect(ago(ms)).toBe(words));
});
