import type { Environment } from '../../config/environment.js';
import type { CliContext } from '../cli-context.js';
import { localAddress } from '../doctor/local-server.js';

/** How long it may take to respond, in milliseconds. */
const REQUEST_TIMEOUT = 5_000;

/** The server of this installation, as this machine reaches it. */
export class RunningServer {
  constructor(
    private readonly io: Pick<CliContext, 'fetch'>,
    private readonly settings: Pick<Environment, 'host' | 'port' | 'apiKey'>,
  ) {}

  /** Whether it takes calls. */
  async isHealthy(): Promise<boolean> {
    return (await this.ask('/health'))?.status === 200;
  }

  /** Its response; undefined when it gives none. */
  async ask(path: string): Promise<Response | undefined> {
    try {
      return await this.io.fetch(`${localAddress(this.settings)}${path}`, {
        headers: { authorization: `Bearer ${this.settings.apiKey}` },
        signal: AbortSignal.timeout(REQUEST_TIMEOUT),
      });
    } catch {
      return undefined; // who asks has a sentence for that
    }
  }
}
