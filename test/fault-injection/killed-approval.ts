import { setTimeout as sleep } from 'node:timers/promises';
import { OwnerSecrets } from '../../src/auth/owner/owner-secrets.js';
import { SystemClock } from '../../src/shared/clock.js';
import { Database } from '../../src/storage/database.js';
import { command, PASSWORD, setPassword } from '../adversarial/owner.js';
import { Api, type ApiResponse, type Json } from '../harness/api.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { TOKEN } from '../harness/test-app.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { RealCloudProcess } from './real-cloud.js';
import { eventually, RealServer } from './real-server.js';
import { newFolder, removeFolder } from './temporary-folders.js';

/** Clients that must ask have 6 starts an hour, which counts on. */
const TRIALS_AN_HOUR = 5;
/** An approved start takes about 30 ms until it is verified. */
const LONGEST = 60;
/** What may come of an approval; one that was never decided still waits. */
const OUTCOMES = ['pending', 'started', 'failed'];

/** A simulated cloud as a process of its own, and an installation whose server is killed while its owner approves. */
class ApprovingServer {
  private constructor(
    readonly cloud: RealCloudProcess,
    private readonly keys: KeysFolder,
    private readonly key: string,
    private readonly folder: string,
  ) {}

  static async open(): Promise<ApprovingServer> {
    const keys = new KeysFolder();
    const key = keys.add('tablet', { ask: true });
    const folder = newFolder();
    await withPassword(folder);
    return new ApprovingServer(await RealCloudProcess.start(TOKEN), keys, key, folder);
  }

  async start(): Promise<{ readonly server: RealServer; readonly client: Api }> {
    const server = await RealServer.start(this.cloud.url, this.folder, TOKEN, { CONFIG_DIR: this.keys.path });
    try {
      await server.ready();
      await eventually('the cooker has reported its state', async () => {
        const { body } = await server.api.get('/status');
        return body['reading_age_seconds'] !== null;
      });
      return { server, client: new Api(server.url, this.key) };
    } catch (error) {
      await server.kill();
      throw error;
    }
  }

  approve(id: string) {
    return command(this.folder, 'approve', { approval_id: id }, { password: PASSWORD });
  }

  async close(): Promise<void> {
    await this.cloud.stop();
    this.keys.remove();
    await removeFolder(this.folder);
  }
}

/** Sets the owner's password in the data of a server that does not run. */
async function withPassword(folder: string): Promise<void> {
  const clock = new SystemClock();
  const database = new Database(folder, clock);
  database.open();
  try {
    await setPassword(new OwnerSecrets(database), clock.now());
  } finally {
    await database.onApplicationShutdown();
  }
}

/** Asks for a start, has the owner approve it, and kills the server at some moment of that. @returns the approval */
async function approvedAndKilled(real: ApprovingServer, body: Json, chance: Chance): Promise<string> {
  const { server, client } = await real.start();
  try {
    const asked = await client.post('/start-cook', body);
    same('the start', [asked.status, asked.body['status']], [202, 'approval_required']);
    const id = String(asked.body['approval_id']);
    void real.approve(id).catch(() => undefined);
    await sleep(chance.between(0, LONGEST));
    return id;
  } finally {
    await server.kill();
  }
}

const stateOf = async (client: Api, id: string): Promise<unknown> =>
  (await client.get(`/approvals/${id}`)).body['status'];

/** The approval has its outcome, which is the truth and stays it, whatever is tried again. */
async function assertOneOutcome(real: ApprovingServer, body: Json, id: string): Promise<void> {
  const { server, client } = await real.start();
  try {
    await eventually('the approval has an outcome', async () =>
      OUTCOMES.includes(String(await stateOf(client, id))),
    );
    const state = await stateOf(client, id);
    const { body: status } = await client.get('/status');
    const sent = real.cloud.starts();
    same('it is started where it cooks', state === 'started', status['is_running']);
    same('commands', sent, state === 'started' ? 1 : 0);
    assertRepetition(await client.post('/start-cook', body), { id, state });
    same('commands after the repetition', real.cloud.starts(), sent);
    // A consent that was used is never used again; one that the server never received can be given again.
    const { ok } = await real.approve(id);
    same('it can be approved', ok, state === 'pending');
    const last = await stateOf(client, id);
    same('the outcome in the end', last, state === 'pending' ? 'started' : state);
    same('commands in the end', real.cloud.starts(), last === 'started' ? 1 : 0);
    await stopped(server);
  } finally {
    await server.kill();
  }
}

/** A repetition starts nothing: it tells of the cook, or of the approval, or that nothing was started. */
function assertRepetition(
  { status, body }: ApiResponse,
  { id, state }: { readonly id: string; readonly state: unknown },
): void {
  const { approval_id: approval, error, replayed, details } = body;
  const seen = { state, status, error, approval, replayed, message: body['message'] };
  if (state === 'pending') holds('it is the same approval', status === 202 && approval === id, seen);
  else if (state === 'started') holds('it is the same cook', status === 200 && replayed === true, seen);
  else if (status === 202)
    holds('another approval is needed', approval !== undefined && approval !== id, seen);
  else {
    const isNotStarted = (details as Json | undefined)?.['outcome'] === 'not_started';
    holds('it is refused, as not started', status === 409 || isNotStarted, seen);
  }
}

async function stopped(server: RealServer): Promise<void> {
  const { status, body } = await server.api.post('/stop-cook');
  holds('it can be stopped', [200, 404].includes(status), body);
}

export const killedApproval = fault({
  row: 24,
  name: 'kill -9 between approve and start',
  full: 200,
  small: 6,
  perStage: TRIALS_AN_HOUR,
  open: () => ApprovingServer.open(),
  attempt: async (real, chance) => {
    const body = { ...anyPlan(chance), ...(chance.happens(0.5) && { request_id: chance.id() }) };
    real.cloud.forgetStarts();
    const id = await approvedAndKilled(real, body, chance);
    await assertOneOutcome(real, body, id);
  },
});
