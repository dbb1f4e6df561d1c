import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CliContext } from '../../src/cli/cli-context.js';
import { placesBelow } from '../../src/cli/places.js';
import type { Ran, RunOptions } from '../../src/cli/run-program.js';
import { DrivenClock } from './driven-clock.js';

/** What another program would do, by its name. */
export type Programs = Record<string, (args: readonly string[], options?: RunOptions) => Ran | Promise<Ran>>;
/** The response of each address; one that is not listed cannot be reached. */
export type Responses = Record<string, (request: Request) => Response>;

export const ran = (stdout = '', code = 0, stderr = ''): Ran => ({ code, stdout, stderr });

/** A machine for the commands of the CLI: an empty root, with programs and addresses that the test makes up. */
export class TestMachine {
  readonly root = mkdtempSync(join(tmpdir(), 'coddle-test-machine-'));
  readonly places = placesBelow(this.root);
  readonly clock = new DrivenClock();
  /** Every program that was run, with its words. */
  readonly ran: string[] = [];
  private readonly said = { out: '', err: '' };

  constructor(
    private readonly programs: Programs = {},
    private readonly responses: Responses = {},
  ) {}

  get out(): string {
    return this.said.out;
  }

  get err(): string {
    return this.said.err;
  }

  /** @param more what is otherwise than usual */
  io(more: Partial<CliContext> = {}): CliContext {
    return {
      stdout: { write: (text) => (this.said.out += text) },
      stderr: { write: (text) => (this.said.err += text) },
      variables: {},
      folder: this.root,
      now: this.clock.now(),
      randomBytes,
      places: this.places,
      clock: this.clock,
      run: async (program, args, options) => {
        this.ran.push([program, ...args].join(' '));
        return this.programs[program]?.(args, options) ?? ran('', 127);
      },
      fetch: async (input, init) => {
        const request = new Request(input, init);
        const response = this.responses[request.url];
        if (response === undefined) throw new TypeError('fetch failed');
        return response(request);
      },
      terminal: {
        isInteractive: false,
        ask: async () => '',
        askUnseen: async () => '',
        pipedLine: async () => '',
      },
      ...more,
    };
  }

  /** Writes a file of the machine, with the folders above it. @param path absolute on that machine */
  write(path: string, text: string, mode = 0o600): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
  }

  clear(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
