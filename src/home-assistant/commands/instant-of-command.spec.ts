import fc from 'fast-check';
import { assertOfNow, instantIn } from './instant-of-command.js';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const DAY = 86_400_000;

describe('The instant of a command', () => {
  it.each([
    ['2026-03-01T12:00:00Z', NOW],
    ['2026-03-01T13:00:00.123456+01:00', NOW + 123],
    ['2026-03-01 12:00:00+0000', NOW],
    [NOW / 1000, NOW],
    [NOW / 1000 + 0.25, NOW + 250],
    [NOW, NOW],
    ['2026-03-01T12:00:00', undefined],
    ['now', undefined],
    [String(NOW), undefined],
    [Infinity, undefined],
    [null, undefined],
    [{}, undefined],
  ])('%j is read as %s', (text, at) => {
    expect(instantIn(text)).toBe(at);
  });

  it('is never read from anything with an error', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const at = instantIn(value);
        expect(at === undefined || Number.isFinite(at)).toBe(true);
      }),
    );
  });
});

describe('A start', () => {
  const sent = (ago: number, runningFor = DAY) => {
    try {
      assertOfNow(new Date(NOW - ago).toISOString(), NOW, runningFor);
      return 'taken';
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  it.each([
    [0, 'taken'],
    [10_000, 'taken'],
    [10_001, 'COMMAND_NOT_OF_NOW'],
    [DAY, 'COMMAND_NOT_OF_NOW'],
    [-10_000, 'taken'],
    [-10_001, 'COMMAND_NOT_OF_NOW'],
  ])('that was sent %d ms ago is %s', (ago, expected) => {
    expect(sent(ago)).toBe(expected);
  });

  it('that is older than the server is refused', () => {
    expect(sent(3_000, 2_000)).toBe('COMMAND_NOT_OF_NOW');
    expect(sent(3_000, 3_000)).toBe('taken');
  });

  it('without a readable instant is refused', () => {
    expect(() => assertOfNow('soon', NOW, DAY)).toThrow('ISO 8601');
  });
});
