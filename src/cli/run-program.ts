import { execFile } from 'node:child_process';

/** How another program ended. */
export interface Ran {
  /** Its exit code: 127 when there is no such program, 124 when it took too long or was ended by a signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** After so many milliseconds it is ended; a minute, when nothing is said. */
  readonly timeout?: number;
  /** Variables besides those of this process. */
  readonly variables?: NodeJS.ProcessEnv;
  readonly folder?: string;
}

/** Runs another program to its end, without a shell; its output is text of at most 8 MB. It never rejects. */
export type RunProgram = (program: string, args: readonly string[], options?: RunOptions) => Promise<Ran>;

const RUN_TIMEOUT = 60_000;
const MOST_OUTPUT = 8 * 1024 * 1024;
const NO_PROGRAM = 127;
const ENDED_EARLY = 124;

/** As `RunProgram`, for programs of this machine. @param variables what they are given, as our own process has it */
export const programsOf =
  (variables: NodeJS.ProcessEnv): RunProgram =>
  (program, args, { timeout = RUN_TIMEOUT, variables: more, folder } = {}) =>
    new Promise((settle) => {
      const env = { ...variables, ...more };
      const options = { timeout, env, cwd: folder, maxBuffer: MOST_OUTPUT, killSignal: 'SIGKILL' } as const;
      execFile(program, args, options, (error, stdout, stderr) => {
        settle({ code: error === null ? 0 : codeOf(error.code), stdout, stderr });
      });
    });

/**
 * As `run`, for an installation that is not that of this system: it has no part in the services here.
 * @param standIn a program that is run in the place of systemctl; without one there is none
 */
export const withoutServices =
  (run: RunProgram, standIn: string | undefined): RunProgram =>
  async (program, args, options) => {
    if (program !== 'systemctl') return run(program, args, options);
    return standIn ? run(standIn, args, options) : { code: NO_PROGRAM, stdout: '', stderr: '' };
  };

/** Node gives the exit code as a number, and what kept the program from running as a word. */
function codeOf(code: number | string | null | undefined): number {
  if (typeof code === 'number') return code;
  return code === 'ENOENT' || code === 'EACCES' ? NO_PROGRAM : ENDED_EARLY;
}
