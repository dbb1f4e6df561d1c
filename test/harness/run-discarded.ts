import { CliError } from '../../src/cli/cli.errors.js';
import { discardedCommand } from '../../src/cli/discarded-command.js';
import { TestMachine } from './test-machine.js';
import { API_KEY, TOKEN } from './test-app.js';

/** The output and the questions of a run of the program. */
export interface Said {
  /** Why it did nothing; undefined when it did. */
  readonly refusal: string | undefined;
  readonly out: string;
  readonly asked: string;
}

/** Runs `coddle discarded COOK_ID` beside a server with this data folder. @param typed what the person types */
export async function runDiscarded(
  dataDir: string,
  cookId: string,
  { isInteractive, typed }: { readonly isInteractive: boolean; readonly typed: string },
): Promise<Said> {
  const machine = new TestMachine();
  machine.write(
    'etc/coddle/coddle.env',
    `PERSONAL_ACCESS_TOKEN=${TOKEN}\nAPI_KEY=${API_KEY}\nDATA_DIR=${dataDir}\n`,
  );
  let asked = '';
  const ask = async (question: string) => {
    asked += question;
    return typed;
  };
  const io = machine.io({ terminal: { isInteractive, ask, askUnseen: ask } });
  try {
    await discardedCommand(io).parseAsync([cookId], { from: 'user' });
    return { refusal: undefined, out: machine.out, asked };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { refusal: error.message, out: machine.out, asked };
  } finally {
    machine.clear();
  }
}
