import { parsePublishedTable } from './published-row.js';

describe('A published table', () => {
  const [first, second] = parsePublishedTable('shape,minutes\nslab,5.5\r\nsphere,\n');

  it('is read by the names of its columns', () => {
    expect(first!.word('shape')).toBe('slab');
    expect(first!.figure('minutes')).toBe(5.5);
    expect(second!.word('shape')).toBe('sphere');
  });

  it('has no figure where nothing, or a word, stands', () => {
    expect(() => second!.figure('minutes')).toThrow('minutes holds "", not a number');
    expect(() => first!.figure('shape')).toThrow('shape holds "slab", not a number');
  });

  it('names the column that it has not', () => {
    expect(() => first!.word('step')).toThrow('There is no column step');
  });

  it('is refused when a row does not fit its header', () => {
    expect(() => parsePublishedTable('shape,minutes\nslab,5,1')).toThrow(
      '"slab,5,1" does not fit "shape,minutes"',
    );
  });
});
