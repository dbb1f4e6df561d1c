import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { escapeControls } from '../shared/printable.js';
import type { RandomBytes } from '../config/fernet.js';

/** Takes text: a stream of the process, or a test's list. */
export interface TextSink {
  write(text: string): unknown;
}

/** All that a command may touch besides files. */
export interface CommandIo {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly variables: NodeJS.ProcessEnv;
  /** The current folder, which relative paths start from. */
  readonly folder: string;
  readonly now: Date;
  readonly randomBytes: RandomBytes;
  /** The folder of the food data; `config/foods` where nothing is said. */
  readonly foods?: string;
  /** The version of this release, such as `1.2.3`. */
  readonly version?: string;
}

/** Does its work and returns the exit code: 0 done, 1 failed, 2 called wrongly. */
export type Command = (argv: readonly string[], io: CommandIo) => number;
/** A command that takes its time. */
export type SlowCommand = (argv: readonly string[], io: CommandIo) => Promise<number>;

/** The part of the process that starting a command needs. */
export type HostProcess = Pick<NodeJS.Process, 'argv' | 'env' | 'stdout' | 'stderr' | 'cwd' | 'exitCode'>;

/** Runs the command when `moduleUrl` is the file that node was started with, and does nothing when it was imported. */
export function runWhenMain(
  moduleUrl: string,
  command: Command | SlowCommand,
  host: HostProcess = process,
): void {
  const [, started, ...words] = host.argv;
  // Node names the file as it was typed, the module by its real path: a link may lie between the two.
  if (started === undefined || !existsSync(started)) return;
  if (realpathSync(started) !== fileURLToPath(moduleUrl)) return;
  host.stdout.on('error', endQuietly);
  const code = command(words, {
    stdout: escaping(host.stdout),
    stderr: escaping(host.stderr),
    variables: host.env,
    folder: host.cwd(),
    now: new Date(),
    randomBytes,
  });
  if (typeof code === 'number') host.exitCode = code;
  else void code.then((later) => (host.exitCode = later));
}

/** A reader that has seen enough, such as `head`, closes the pipe: what would follow is not wanted. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** A terminal obeys control characters, and what a command prints may hold names from elsewhere. */
const escaping = (sink: TextSink): TextSink => ({ write: (text) => sink.write(escapeControls(text)) });
