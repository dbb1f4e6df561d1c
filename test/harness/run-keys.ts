import { randomBytes } from 'node:crypto';
import { runCli } from '../../src/cli/cli-program.js';

/** Runs `coddle keys` with the settings in a folder. */
export async function runKeys(
  folder: string,
  words: string,
  now: Date,
  variables: NodeJS.ProcessEnv = { CODDLE_ROOT: folder, CONFIG_DIR: folder },
) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCli(['keys', ...words.split(' ').filter(Boolean)], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    variables,
    folder,
    now,
    randomBytes,
  });
  return { code, out: out.join(''), err: err.join('') };
}
