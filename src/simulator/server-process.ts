import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import type { Output } from './terminal.js';

/** How much of the log is kept to explain a death, in characters. */
const TAIL = 4000;
/** Milliseconds until a server that was asked to end is killed; it may take ten seconds for requests in progress. */
const STOP_TIMEOUT = milliseconds(12_000);

/** How the owner of the server signs in, in a browser. */
export interface DemoSignIn {
  /** The path of a login link. */
  readonly path: string;
  readonly password: string;
}

export interface ServerProcessOptions {
  /** The script that Node runs. */
  readonly file: string;
  /** Its command-line arguments; default none. */
  readonly args?: readonly string[];
  /** Hears every moment of the simulated time that the server says it has reached, in ms. */
  readonly onMoment?: (moment: number) => void;
  /** The whole environment: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the server's log goes as it comes; default nowhere, and only its end is kept. */
  readonly log?: Output;
}

/** The server as a child process. */
export class ServerProcess {
  /** Resolves once it has ended, for any reason, or could not be started. */
  readonly ended: Promise<void>;
  /** Resolves once the server has said how its owner signs in. */
  readonly signIn: Promise<DemoSignIn>;
  private readonly child: ChildProcess;
  private tail = '';

  constructor({ file, args = [], environment, log, onMoment }: ServerProcessOptions) {
    this.child = spawn(process.execPath, [file, ...args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.signIn = new Promise((resolve) => {
      this.child.on('message', (message) => {
        if (typeof message === 'number') onMoment?.(message);
        else resolve(message as DemoSignIn);
      });
    });
    this.ended = new Promise((resolve) => {
      this.child.once('close', () => resolve());
      this.child.once('error', () => resolve());
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        if (log) log.write(text);
        else this.tail = (this.tail + text).slice(-TAIL);
      });
    }
  }

  /** The last of its log, unless that was shown as it came. */
  get tailLog(): string {
    return this.tail;
  }

  /** Asks it to end, kills it when it does not, and waits. Harmless when it has ended. */
  async end(clock: Clock): Promise<void> {
    this.child.kill('SIGTERM');
    const cancel = clock.after(milliseconds(STOP_TIMEOUT), () => this.child.kill('SIGKILL'));
    await this.ended;
    cancel();
  }
}
