import fc from 'fast-check';
import { formatEnvironmentFile, parseEnvironmentFile } from './environment-file.js';

describe('parseEnvironmentFile', () => {
  it.each<[string, string, Record<string, string>]>([
    ['plain assignments', 'A=1\nB=two words\n', { A: '1', B: 'two words' }],
    ['the last line without an end', 'A=1', { A: '1' }],
    ['the last of several', 'A=1\nA=2\n', { A: '2' }],
    ['comments in front of a line only', '# A=1\n  ; A=2\nA=3 # not a comment\n', { A: '3 # not a comment' }],
    ['no export', 'export A=1\nB=2\n', { B: '2' }],
    ['blanks around a name and a value', '  A =  1  \n', { A: '1' }],
    ['an empty value', 'A=\nB=2\n', { A: '', B: '2' }],
    ['a line without an assignment', 'A\nB=2\n', { B: '2' }],
    ['an equals sign in a value', 'A=b=c\n', { A: 'b=c' }],
    ['double quotes', 'A=" x # y "\n', { A: ' x # y ' }],
    ['single quotes', "A=' $x\\n'\n", { A: ' $x\\n' }],
    ['quotes in a value as they are', 'A=it\'s "so"\n', { A: 'it\'s "so"' }],
    ['quoted parts side by side', 'A="b" \'c\'\n', { A: 'bc' }],
    ['what follows a quoted part', 'A="b"c\n', { A: 'bc' }],
    ['quotes over two lines', 'A="b\nc"\nD=1\n', { A: 'b\nc', D: '1' }],
    ['escapes in double quotes', 'A="b\\"c\\\\d\\n"\n', { A: 'b"c\\d\\n' }],
    ['escapes outside of quotes', 'A=b\\ c\\n\n', { A: 'b cn' }],
    ['a joined line', 'A=b\\\nc\nD="e\\\nf"\n', { A: 'bc', D: 'ef' }],
    ['a comment that ends with a backslash', '# b\\\nA=1\n', { A: '1' }],
    ['a comment with a backslash inside', '# b\\c\nA=1\n', { A: '1' }],
    ['line ends of Windows', 'A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['no name that is none', '1A=1\nA-B=2\nC.D=3\n', {}],
    ['a quote that never ends', 'A="b\nC=1', { A: 'b\nC=1' }],
    ['an escape at the very end', 'A=b\\', { A: 'b' }],
    ['nothing', '', {}],
  ])('reads %s as systemd does', (_what, text, variables) => {
    expect(parseEnvironmentFile(text)).toEqual(variables);
  });

  it('reads back everything it wrote', () => {
    const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/);
    const value = fc.string({ unit: fc.constantFrom(...'ab \t\n"\'\\`$#;=') });
    fc.assert(
      fc.property(fc.dictionary(name, value), (variables) => {
        expect({ ...parseEnvironmentFile(formatEnvironmentFile(variables)) }).toEqual({ ...variables });
      }),
    );
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'A= \n\r"\'\\#;') }), (text) => {
        for (const value of Object.values(parseEnvironmentFile(text))) expect(typeof value).toBe('string');
      }),
    );
  });
});
