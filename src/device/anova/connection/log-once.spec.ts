import { LogOnce } from './log-once.js';

describe('LogOnce', () => {
  it('logs each kind once', () => {
    const loggedOnce = new LogOnce();
    expect(['a', 'b', 'a', '', '', '__proto__', '__proto__'].map((kind) => loggedOnce.isNew(kind))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('stops after a limit of kinds, so that a stream of them fills neither memory nor log', () => {
    const loggedOnce = new LogOnce(3);
    const found = Array.from({ length: 1_000 }, (_, index) => loggedOnce.isNew(`kind ${index}`));
    expect(found.filter(Boolean)).toHaveLength(3);
    expect(loggedOnce.isNew('kind 0')).toBe(false);
  });
});
