import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { approve } from '../../../test/harness/plans.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { until } from '../../../test/harness/until.js';
import { SqlResponseStore } from '../../storage/sql-response-store.js';
import type { RequestIdentity } from './request-identity.js';
import { idempotencyKey } from './request-identity.js';
import { IdempotencyService } from './idempotency-service.js';
import { RequestIdReusedError } from '../cooking.errors.js';
import { StartCommand } from '../start/start-command.js';

const REQUEST: RequestIdentity = { principal: { id: 'default' }, requestId: 'dinner', body: 'digest' };
const HOUR = 3600_000;

describe('IdempotencyService', () => {
  const folders = new StorageFolders();
  let clock: DrivenClock;
  let store: SqlResponseStore;
  let idempotency: IdempotencyService;

  beforeEach(() => {
    clock = new DrivenClock();
    store = new SqlResponseStore(folders.open(folders.make(), clock));
    idempotency = new IdempotencyService(store, clock);
    idempotency.onModuleInit();
  });
  afterEach(() => idempotency.onModuleDestroy());
  afterAll(() => folders.clear());

  const claimed = async (request = REQUEST) => {
    const at = clock.now().getTime();
    const requestId = idempotencyKey('start', request);
    await store.claim({ requestId, bodyHash: request.body, cookId: 'cook', status: null, body: null, at });
    const before = makeCookerState({ reading: makeReading(), sequence: 1 });
    const cook = {
      id: 'cook',
      cookerId: before.id,
      startedBy: 'coddle',
      requestedBy: request.principal.id,
      startedAt: clock.now(),
      began: clock.monotonic(),
      approved: approve(),
    } as const;
    return new StartCommand(request, cook, before, (changed) => idempotency.settle(changed));
  };
  const status = async () => (await store.find(idempotencyKey('start', REQUEST)))?.status;
  const shown = () => makeCookerState({ reading: makeCookingReading(), at: clock.monotonic(), sequence: 2 });
  const idle = () => makeCookerState({ reading: makeReading(), at: clock.monotonic(), sequence: 3 });

  it('has stored that a start was verified once the change is recorded', async () => {
    const command = await claimed();
    command.observe(shown());
    await command.recorded;
    expect(await idempotency.outcomeOf(REQUEST)).toEqual({ kind: 'started', cookId: 'cook' });
    expect(await idempotency.isSettled(REQUEST)).toBe(true);
  });

  it('stores a rejection by the cloud', async () => {
    const command = await claimed();
    command.markSent();
    command.reject('No.');
    await command.recorded;
    expect(await idempotency.outcomeOf(REQUEST)).toEqual({ kind: 'rejected', message: 'No.' });
  });

  it('stores that a cook did not start', async () => {
    const command = await claimed();
    command.timeOut(clock.monotonic());
    clock.advance(1_000);
    command.observe(idle());
    await command.recorded;
    expect(await idempotency.outcomeOf(REQUEST)).toEqual({ kind: 'not-started' });
  });

  it('reports an unknown outcome for a start that was never settled', async () => {
    await claimed();
    expect(await idempotency.outcomeOf(REQUEST)).toEqual({ kind: 'pending' });
    expect(await idempotency.isSettled(REQUEST)).toBe(false);
  });

  it('finds the commands of this process, for the latest 200 requests', async () => {
    const commands = await Promise.all(
      Array.from({ length: 201 }, (_, index) => claimed({ ...REQUEST, requestId: `dinner-${index}` })),
    );
    for (const command of commands) idempotency.addStart(command);
    expect(idempotency.findStart({ ...REQUEST, requestId: 'dinner-0' })).toBeUndefined();
    expect(idempotency.findStart({ ...REQUEST, requestId: 'dinner-200' })).toBe(commands[200]);
    const other = { ...REQUEST, requestId: 'dinner-200', body: 'other' };
    expect(() => idempotency.findStart(other)).toThrow(RequestIdReusedError);
  });

  it('releases the request_id of a start that was never sent', async () => {
    (await claimed()).fail();
    await until(async () => store.find(idempotencyKey('start', REQUEST)), undefined);
    expect(await idempotency.outcomeOf(REQUEST)).toBeUndefined();
  });

  it('identifies a request by its key, its request_id and its content', async () => {
    (await claimed()).observe(shown());
    await until(status, 200);
    await expect(idempotency.outcomeOf({ ...REQUEST, body: 'other' })).rejects.toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
    expect(
      await idempotency.outcomeOf({ ...REQUEST, principal: { id: 'guest' }, body: 'other' }),
    ).toBeUndefined();
    expect(await idempotency.outcomeOf({ ...REQUEST, requestId: undefined })).toBeUndefined();
  });

  it('forgets an outcome after 24 hours and accepts its request_id again', async () => {
    (await claimed()).observe(shown());
    await until(status, 200);
    clock.jump(24 * HOUR - 1);
    expect(await idempotency.outcomeOf(REQUEST)).toBeDefined();
    clock.jump(1);
    expect(await idempotency.outcomeOf(REQUEST)).toBeUndefined();
    await claimed();
    expect(await status()).toBeNull();
  });

  it('deletes expired outcomes every hour', async () => {
    (await claimed()).observe(shown());
    await until(status, 200);
    clock.advance(24 * HOUR + 1);
    clock.advance(HOUR);
    await until(status, undefined);
  });

  it('finds nothing while the store cannot be read, and continues', async () => {
    const log = CaughtLog.take();
    const folder = folders.make(new Map([['coddle.db', Buffer.from('no database'.repeat(100))]]));
    const broken = new IdempotencyService(new SqlResponseStore(folders.open(folder, clock)), clock);
    expect(await broken.outcomeOf(REQUEST)).toBeUndefined();
    const command = await claimed();
    command.observe(shown());
    await broken.settle(command);
    expect(log.at('warn')).toHaveLength(1);
  });
});
