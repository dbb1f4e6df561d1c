import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataFolder } from './data-folder.js';
import { API_KEY, TOKEN } from './test-app.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Settings that let a server start alone: the port of its cloud is closed. */
export const SETTINGS: Readonly<Record<string, string>> = {
  PERSONAL_ACCESS_TOKEN: TOKEN,
  API_KEY,
  ANOVA_WEBSOCKET_URL: 'ws://127.0.0.1:9',
  PUBLIC_URL: 'https://coddle.example',
  PORT: '0',
};

/** How a program ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What was built, running as a process of its own. `npm test` builds it before. */
export class ShippedServer {
  /** All that it wrote to both streams. */
  output = '';
  readonly ended: Promise<Ending>;
  private readonly child: ChildProcess;

  /** @param program path below the project, or an absolute one */
  constructor(program: string, settings: Readonly<Record<string, string>> = SETTINGS, folder = tmpdir()) {
    const data = new DataFolder();
    this.child = spawn(process.execPath, [resolve(ROOT, program)], {
      cwd: folder,
      env: { DATA_DIR: data.path, ...settings },
      stdio: 'pipe',
    });
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        data.remove();
        resolve({ code, signal });
      });
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
  }

  /** The address at which it listens, from its log. @throws Error with its output when it ends before */
  async address(): Promise<string> {
    for (;;) {
      const [, address] = /Listening at (http:[^"]+)"/.exec(this.output) ?? [];
      if (address !== undefined) return address;
      const heard = Promise.race([once(this.child.stdout!, 'data'), this.ended]);
      if ('code' in (await heard)) throw new Error(`It ended before it listened:\n${this.output}`);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Asks it to end and waits. Harmless when it has ended. */
  async stop(): Promise<Ending> {
    this.signal('SIGTERM');
    return this.ended;
  }
}

/** Copies what a release needs, and nothing else, into a folder of its own; runs `use` there. */
export async function unpacked<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'coddle-'));
  try {
    await cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
    await cp(join(ROOT, 'config/foods'), join(folder, 'config/foods'), { recursive: true });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
