import { Approvals } from '../../src/approvals/approvals.js';
import { Armings } from '../../src/approvals/armings.js';
import { CookApprovals } from '../../src/cooking/approvals/cook-approvals.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import { Api, type ApiResponse, type Json } from './api.js';
import { chicken, responseOf, sent } from './journey.js';
import { KeysFolder } from './keys-folder.js';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.js';

/** The address that the links to approvals begin with. */
export const PUBLIC_URL = 'https://cooker.example.org';

/** An application with a key that has to ask before each start, and the owner who decides. */
export class AskingClient {
  private constructor(
    readonly keys: KeysFolder,
    private readonly options: TestAppOptions,
    public testApp: TestApp,
    readonly key: string,
  ) {}

  /** @param name of the key that asks */
  static async open(options: TestAppOptions = {}, name = 'tablet'): Promise<AskingClient> {
    const keys = new KeysFolder();
    const key = keys.add(name, { ask: true });
    const environment = { configDir: keys.path, publicUrl: PUBLIC_URL, ...options.environment };
    const settings = { cookers: [{ name: 'Kitchen', water: 65 }], ...options, environment };
    return new AskingClient(keys, settings, await startTestApp(settings), key);
  }

  async close(): Promise<void> {
    await this.testApp.close();
    this.keys.remove();
  }

  /** Ends the server as a signal would, and starts it again. */
  async restart(changed: TestAppOptions = {}): Promise<void> {
    await this.testApp.leave();
    this.testApp = await startTestApp({ ...this.options, ...changed, after: this.testApp });
  }

  /** Lets the server crash, and starts it again with what had reached the disk. */
  async crash(): Promise<void> {
    this.testApp = await this.testApp.crash();
  }

  get api(): Api {
    return new Api(this.testApp.url, this.key);
  }

  get approvals(): CookApprovals {
    return this.testApp.app.get(CookApprovals, { strict: false });
  }

  get store(): Approvals {
    return this.testApp.app.get(Approvals, { strict: false });
  }

  get armings(): Armings {
    return this.testApp.app.get(Armings, { strict: false });
  }

  /** Asks for a start with the key, or with another client. */
  start(known: Json = {}, api = this.api): Promise<ApiResponse> {
    return responseOf(this.testApp, api.post('/start-cook', chicken(known)));
  }

  /** Asks for a start that needs approval. @returns the id of the approval */
  async ask(known: Json = {}): Promise<string> {
    return String((await this.start(known)).body['approval_id']);
  }

  /** The owner approves. */
  async approve(id: string): Promise<void> {
    let isDone = false;
    const approved = this.approvals.approve(id, 'owner').finally(() => (isDone = true));
    for (let passed = 0; !isDone && passed < 40; passed++) {
      await this.testApp.clock.elapse(500);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await approved;
  }

  /** The owner lets the key start without asking. */
  arm(changed: Partial<Parameters<Armings['arm']>[0]> = {}) {
    const { identity } = this.testApp.cooker;
    return this.armings.arm({
      ...{ principal: 'tablet', cookerId: identity.id, cookerName: 'Kitchen' },
      ...{ lasts: 4 * 3600_000, starts: 1, by: 'owner', ...changed },
    });
  }

  get(id: string): Promise<ApiResponse> {
    return this.api.get(`/approvals/${id}`);
  }

  /** How many starts reached the cloud. */
  get starts(): number {
    return sent(this.testApp).filter((command) => command === 'CMD_APC_START').length;
  }

  /** The stages of approvals and armings in the journal, oldest first. */
  async journal(kind = 'approval'): Promise<string[]> {
    const entries = await this.testApp.app.get(JournalStore, { strict: false }).after(0, 200);
    return entries.flatMap((entry) => (entry.kind === kind ? [entry.stage] : []));
  }
}
