import type { CliCommand } from '../../src/cli/cli-program.js';
import { CoddleError } from '../../src/shared/errors.js';
import { API_KEY, TOKEN } from './test-app.js';
import { TestMachine } from './test-machine.js';

/** The output and the questions of a run of the program. */
export interface OwnerRun {
  /** Why it did nothing, or failed; undefined when it did not. */
  readonly refusal: string | undefined;
  readonly out: string;
  readonly asked: string;
}

/**
 * Runs a command of `coddle` beside a server with this data folder.
 * @param typed the password that the person at the terminal types; undefined where no person is there
 */
export async function runAsOwner(
  dataDir: string,
  command: CliCommand,
  argv: readonly string[],
  typed?: string,
): Promise<OwnerRun> {
  const machine = new TestMachine();
  machine.write(
    'etc/coddle/coddle.env',
    `PERSONAL_ACCESS_TOKEN=${TOKEN}\nAPI_KEY=${API_KEY}\nDATA_DIR=${dataDir}\n`,
  );
  let asked = '';
  const ask = async (question: string) => {
    asked += question;
    return typed ?? '';
  };
  const io = machine.io({ terminal: { isInteractive: typed !== undefined, ask, askUnseen: ask } });
  try {
    await command(io).parseAsync(argv, { from: 'user' });
    return { refusal: undefined, out: machine.out, asked };
  } catch (error) {
    if (!(error instanceof CoddleError)) throw error;
    return { refusal: error.message, out: machine.out, asked };
  } finally {
    machine.clear();
  }
}
