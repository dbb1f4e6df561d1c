import { randomBytes } from 'node:crypto';
import type { CommandIo } from './command-line.js';
import { run } from './key.main.js';

describe('npm run key', () => {
  function call(argv: string[], random: CommandIo['randomBytes'] = randomBytes) {
    const [out, err]: [string[], string[]] = [[], []];
    const code = run(argv, {
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => err.push(text) },
      variables: {},
      folder: '.',
      now: new Date(0),
      randomBytes: random,
    });
    return { code, out: out.join(''), err: err.join('') };
  }

  it('prints a key of 32 random bytes', () => {
    const { code, out, err } = call([], (length) => Buffer.alloc(length, 0xff));
    expect({ code, out, err }).toEqual({ code: 0, out: `sk-anova-${'_'.repeat(42)}8\n`, err: '' });
  });

  it('prints another key each time, url-safe and long enough to be one', () => {
    expect(call([]).out).toMatch(/^sk-anova-[\w-]{43}\n$/);
    expect(call([]).out).not.toBe(call([]).out);
  });

  it('shows its use when it is called with words', () => {
    expect(call(['more'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('Usage') as string,
    });
  });
});
