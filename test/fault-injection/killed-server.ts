import { setTimeout as sleep } from 'node:timers/promises';
import { SystemClock } from '../../src/shared/clock.js';
import { Database } from '../../src/storage/database.js';
import { SqlJournalStore } from '../../src/storage/sql-journal-store.js';
import type { ApiResponse, Json } from '../harness/api.js';
import { TOKEN } from '../harness/test-app.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { RealCloudProcess } from './real-cloud.js';
import { eventually, RealServer } from './real-server.js';
import { newFolder, removeFolder } from './temporary-folders.js';

/** A simulated cloud as a process of its own, and the data of a server that is killed again and again. */
class MortalServer {
  private constructor(
    readonly cloud: RealCloudProcess,
    private readonly folder: string,
  ) {}

  static async open(): Promise<MortalServer> {
    return new MortalServer(await RealCloudProcess.start(TOKEN), newFolder());
  }

  async start(): Promise<RealServer> {
    const server = await RealServer.start(this.cloud.url, this.folder, TOKEN);
    try {
      await server.ready();
      return server;
    } catch (error) {
      await server.kill();
      throw error;
    }
  }

  /** Reads the journal of a server that has ended: it is whole, and knows this command if there was one. */
  async verifyJournal(commandId: unknown): Promise<void> {
    const database = new Database(this.folder, new SystemClock());
    database.open();
    try {
      same('the trouble with the database', database.problem?.problem, undefined);
      const journal = new SqlJournalStore(database);
      same('the integrity error of the journal', await journal.integrityError(), undefined);
      if (typeof commandId !== 'string') return;
      const stages = (await journal.ofCommand(commandId)).map(({ stage }) => stage);
      holds('the journal knows the cook', stages.includes('intended'), stages);
    } finally {
      await database.onApplicationShutdown();
    }
  }

  async close(): Promise<void> {
    await this.cloud.stop();
    await removeFolder(this.folder);
  }
}

/** What a client knows of its request when the server is gone. */
async function askedAndKilled(
  server: RealServer,
  body: Json,
  chance: Chance,
): Promise<ApiResponse | undefined> {
  const afterResponse = chance.happens(0.3);
  const asked = server.api.post('/start-cook', body).catch(() => undefined);
  if (afterResponse) await asked;
  await sleep(chance.happens(0.5) ? chance.between(0, 60) : chance.between(0, 800));
  await server.kill();
  return asked;
}

/** What the server that came after knows: all that was acknowledged, and nothing twice. */
async function assertPickedUp(
  real: MortalServer,
  body: Json,
  first: ApiResponse | undefined,
): Promise<unknown> {
  const server = await real.start();
  try {
    const status = await firstStateOf(server);
    const cook = status['cook'] as Json | null;
    if (first?.status === 200) {
      same(
        'the cook that was acknowledged',
        [status['is_running'], cook?.['cook_id']],
        [true, first.body['cook_id']],
      );
    }
    if (status['is_running'] === true) same('started by', cook?.['started_by'], 'coddle');
    const again = await server.api.post('/start-cook', body);
    if (again.status === 200)
      holds('the repeated request returns the cook', again.body['verified'] === true, again.body);
    else
      holds('a cook that runs is known', !isNotStarted(again) || status['is_running'] === false, {
        again: again.body,
        status,
      });
    if (first?.status === 200) same('the repeated request', again.body['cook_id'], first.body['cook_id']);
    holds('one command for the request', real.cloud.starts() <= 1, real.cloud.starts());
    const stopped = await server.api.post('/stop-cook');
    holds('it can be stopped', [200, 404].includes(stopped.status), stopped.body);
    await eventually(
      'the cooker is idle',
      async () => (await server.api.get('/status')).body['state'] === 'idle',
    );
    server.signal('SIGTERM');
    same('how it ended', (await server.ended).code, 0);
    return again.body['cook_id'];
  } finally {
    await server.kill();
  }
}

/** The status once the cooker has reported: it is ready as soon as the cooker is listed, and its state comes after that. */
async function firstStateOf(server: RealServer): Promise<Json> {
  let status: Json = {};
  await eventually('the cooker has reported its state', async () => {
    status = (await server.api.get('/status')).body;
    return status['reading_age_seconds'] !== null;
  });
  return status;
}

const isNotStarted = ({ body }: ApiResponse): boolean =>
  (body['details'] as Json | undefined)?.['outcome'] === 'not_started';

export const killedServer = fault({
  row: 16,
  name: 'kill -9 at a random moment of a start',
  full: 200,
  small: 6,
  perStage: 25,
  open: () => MortalServer.open(),
  attempt: async (real, chance) => {
    const body = { ...anyPlan(chance), request_id: chance.id() };
    real.cloud.forgetStarts();
    const first = await askedAndKilled(await real.start(), body, chance);
    const cookId = await assertPickedUp(real, body, first);
    await real.verifyJournal(cookId);
  },
});
