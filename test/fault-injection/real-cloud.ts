import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/simulate.js', import.meta.url));
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** The shipped simulator as a process of its own; what it received is read from its words. */
export class RealCloudProcess {
  private output = '';
  private read = 0;

  private constructor(private readonly child: ChildProcessByStdio<null, Readable, null>) {
    running.add(child);
    child.once('close', () => running.delete(child));
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.output += text));
  }

  /** Starts it at a free port, with a cooker in warm water. @throws Error with its output when it ends before */
  static async start(token: string): Promise<RealCloudProcess> {
    const options = ['--port', '0', '--token', token, '--speed', '2', '--water', '60'];
    const child = spawn(process.execPath, [PROGRAM, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    const cloud = new RealCloudProcess(child);
    while (!cloud.output.includes('Ctrl-C')) {
      await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
      if (child.exitCode !== null) throw new Error(`The simulator ended: ${cloud.output}`);
    }
    return cloud;
  }

  /** The address for clients. */
  get url(): string {
    return /ANOVA_WEBSOCKET_URL=(\S+)/.exec(this.output)![1]!;
  }

  /** How many starts it has received since they were last forgotten. */
  starts(): number {
    return this.output.slice(this.read).split('Received CMD_APC_START').length - 1;
  }

  forgetStarts(): void {
    this.read = this.output.length;
  }

  async stop(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    if (this.child.exitCode === null) await closed;
  }
}
