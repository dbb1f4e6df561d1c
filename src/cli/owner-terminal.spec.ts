import { PassThrough } from 'node:stream';
import { firstLine, readUnseen } from './owner-terminal.js';

/** A terminal of which the mode is recorded. */
class FakeTerminal extends PassThrough {
  readonly modes: boolean[] = [];

  setRawMode(isRaw: boolean): this {
    this.modes.push(isRaw);
    return this;
  }
}

const asked = (input: FakeTerminal) => {
  let shown = '';
  const line = readUnseen('Password: ', input as never, { write: (text: string) => ((shown += text), true) });
  return { line, shown: () => shown };
};

describe('readUnseen', () => {
  it.each([
    ['abc\r', 'abc'],
    ['abc\n', 'abc'],
    ['abx\u007fc\r', 'abc'],
    ['ä😀\u0008\r', 'ä'],
    ['\u007fa\r', 'a'],
    ['wrong\u0015right\r', 'right'],
    ['a\tb\u0000c\r', 'abc'],
    ['two words\r', 'two words'],
  ])('reads %j as %j', async (keys, line) => {
    const input = new FakeTerminal();
    const { line: read, shown } = asked(input);
    input.write(keys);
    expect(await read).toBe(line);
    expect(shown()).toBe('Password: \n');
    expect(input.modes).toEqual([true, false]);
  });

  it('ignores keys that send a sequence', async () => {
    const input = new FakeTerminal();
    const { line } = asked(input);
    for (const keys of ['a', '\u001b[A', '\u001b[3~', 'b', '\r']) {
      input.write(keys);
      await new Promise(setImmediate);
    }
    expect(await line).toBe('ab');
  });

  it.each(['abc\u0003', '\u0004'])('is cancelled by %j, and leaves the terminal as it was', async (keys) => {
    const input = new FakeTerminal();
    const { line } = asked(input);
    input.write(keys);
    await expect(line).rejects.toThrow('Cancelled');
    expect(input.modes).toEqual([true, false]);
  });

  it('is cancelled when the terminal goes', async () => {
    const input = new FakeTerminal();
    const { line } = asked(input);
    input.end();
    await expect(line).rejects.toThrow('Cancelled');
  });

  it('leaves what was pasted after the line to the next question', async () => {
    const input = new FakeTerminal();
    const { line } = asked(input);
    input.write('first\rsecond\r');
    expect(await line).toBe('first');
    expect(await asked(input).line).toBe('second');
  });
});

describe('firstLine', () => {
  it.each([
    [['abc\n'], 'abc'],
    [['ab', 'c\r\nmore\n'], 'abc'],
    [['without an end'], 'without an end'],
    [[' with blanks \n'], ' with blanks '],
    [[], ''],
  ])('reads %j as %j', async (pieces, line) => {
    const input = new PassThrough();
    for (const piece of pieces) input.write(piece);
    input.end();
    expect(await firstLine(input)).toBe(line);
  });
});
