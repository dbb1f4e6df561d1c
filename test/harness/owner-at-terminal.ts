import type { Command } from 'commander';
import type { CliCommand } from '../../src/cli/cli-program.js';
import { CoddleError } from '../../src/shared/errors.js';
import { API_KEY, TOKEN } from './test-app.js';
import { TestMachine } from './test-machine.js';

/** What a run of a command of the owner printed and asked. */
export interface Outcome {
  /** Why it did nothing; undefined when it did. */
  readonly refusal: string | undefined;
  readonly out: string;
  /** The questions, in turn. */
  readonly asked: readonly string[];
  /** Those of them that showed nothing of what was typed. */
  readonly unseen: readonly string[];
}

/** The owner at a terminal of the machine whose server has this data folder. */
export class OwnerAtTerminal {
  constructor(
    private readonly dataDir: string,
    private readonly settings: Readonly<Record<string, string>> = {},
  ) {}

  /** Runs a command. @param typed what the person types at each question, in turn; undefined is no terminal */
  async run(command: CliCommand, argv: readonly string[], typed?: readonly string[]): Promise<Outcome> {
    const machine = new TestMachine();
    const variables = { PERSONAL_ACCESS_TOKEN: TOKEN, API_KEY, DATA_DIR: this.dataDir, ...this.settings };
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
    machine.write('etc/coddle/coddle.env', lines.join(''));
    const asked: string[] = [];
    const unseen: string[] = [];
    const left = [...(typed ?? [])];
    const ask = async (question: string) => {
      asked.push(question);
      return left.shift() ?? '';
    };
    const askUnseen = async (question: string) => (unseen.push(question), ask(question));
    const pipedLine = async () => '';
    const io = machine.io({ terminal: { isInteractive: typed !== undefined, ask, askUnseen, pipedLine } });
    try {
      await withoutExit(command(io)).parseAsync(argv, { from: 'user' });
      return { refusal: undefined, out: machine.out, asked, unseen };
    } catch (error) {
      if (!(error instanceof CoddleError)) throw error;
      return { refusal: error.message, out: machine.out, asked, unseen };
    } finally {
      machine.clear();
    }
  }
}

const withoutExit = (command: Command): Command => command.exitOverride();
