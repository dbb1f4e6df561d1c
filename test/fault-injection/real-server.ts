import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from '../harness/api.js';
import { SETTINGS, ShippedServer, type Ending } from '../harness/shipped-server.js';
import { API_KEY } from '../harness/test-app.js';

const PROGRAM = 'dist/main.js';
const STEP = 20;
const running = new Set<ShippedServer>();
// Should this process end before its time, nothing of it stays behind.
process.once('exit', () => running.forEach((server) => server.signal('SIGKILL')));

/** The shipped server as a process of its own, with a folder for its data. */
export class RealServer {
  private constructor(
    private readonly server: ShippedServer,
    readonly url: string,
    readonly api: Api,
  ) {}

  /** Starts it, and waits until it listens. @throws Error with its output when it ends before */
  static async start(
    cloud: string,
    folder: string,
    token: string,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<RealServer> {
    const server = launched(cloud, folder, token, settings);
    const url = await server.address();
    return new RealServer(server, url, new Api(url, API_KEY));
  }

  get output(): string {
    return this.server.output;
  }

  get ended(): Promise<Ending> {
    return this.server.ended;
  }

  /** Waits until a cook could be started. */
  async ready(): Promise<void> {
    await eventually('it is ready', async () => (await this.api.get('/health/ready')).status === 200);
  }

  signal(signal: NodeJS.Signals): void {
    this.server.signal(signal);
  }

  /** Ends it at once and waits. Harmless when it has ended. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }
}

/** Starts it, without waiting for it to be ready. */
export function launched(
  cloud: string,
  folder: string,
  token: string,
  known: Readonly<Record<string, string>> = {},
): ShippedServer {
  const settings = {
    ...SETTINGS,
    PERSONAL_ACCESS_TOKEN: token,
    ANOVA_WEBSOCKET_URL: cloud,
    DATA_DIR: folder,
    RATE_LIMIT_PER_MINUTE: '1000000',
    STARTS_PER_DAY: '1000000',
    ...known,
  };
  const server = new ShippedServer(PROGRAM, settings, folder);
  running.add(server);
  void server.ended.then(() => running.delete(server));
  return server;
}

/** Polls a condition in real time. @throws Error when it is not met after `seconds` */
export async function eventually(
  what: string,
  look: () => boolean | Promise<boolean>,
  seconds = 20,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await look())) {
    if (performance.now() > end) throw new Error(`Not so within ${seconds} s: ${what}`);
    await sleep(STEP);
  }
}
