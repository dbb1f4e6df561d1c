import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { approve } from '../../../test/harness/plans.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { until } from '../../../test/harness/until.js';
import { EventBus } from '../../shared/event-bus.js';
import { SqlAnswerStore } from '../../storage/sql-answer-store.js';
import type { RequestIdentity } from './request-identity.js';
import { idempotencyKey } from './request-identity.js';
import { KeptAnswers } from './kept-answers.js';
import { StartCommand } from '../start/start-command.js';

const CALL: RequestIdentity = { key: 'default', requestId: 'dinner', body: 'digest' };
const HOUR = 3600_000;

describe('KeptAnswers', () => {
  const folders = new StorageFolders();
  let clock: DrivenClock;
  let events: EventBus;
  let store: SqlAnswerStore;
  let answers: KeptAnswers;

  beforeEach(() => {
    clock = new DrivenClock();
    events = new EventBus();
    store = new SqlAnswerStore(folders.open(folders.make(), clock));
    answers = new KeptAnswers(store, events, clock);
    answers.onModuleInit();
  });
  afterEach(() => answers.onModuleDestroy());
  afterAll(() => folders.clear());

  const claimed = async (call = CALL) => {
    const at = clock.now().getTime();
    const requestId = idempotencyKey('start', call);
    await store.claim({ requestId, bodyHash: call.body, cookId: 'cook', status: null, answer: null, at });
    const before = makeCookerState({ reading: makeReading(), sequence: 1 });
    const cook = {
      id: 'cook',
      cookerId: before.id,
      startedBy: 'coddle',
      requestedBy: call.key,
      startedAt: clock.now(),
      began: clock.monotonic(),
      approved: approve(),
    } as const;
    return new StartCommand(call, cook, before, (changed) => events.emit('start.changed', changed));
  };
  const status = async () => (await store.find(idempotencyKey('start', CALL)))?.status;
  const shown = () => makeCookerState({ reading: makeCookingReading(), at: clock.monotonic(), sequence: 2 });
  const idle = () => makeCookerState({ reading: makeReading(), at: clock.monotonic(), sequence: 3 });

  it('gives back the answer of a start that was seen', async () => {
    (await claimed()).observe(shown());
    await until(status, 200);
    expect(await answers.ofStart(CALL)).toMatchObject({ status: 'started', verified: true, cook_id: 'cook' });
    expect(await answers.isSettled(CALL)).toBe(true);
  });

  it('refuses again what the cloud refused', async () => {
    (await claimed()).refuse('No.');
    await until(status, 502);
    await expect(answers.ofStart(CALL)).rejects.toMatchObject({ code: 'COMMAND_REJECTED', message: 'No.' });
  });

  it('says of a start that was seen not to have happened that it did not', async () => {
    const attempt = await claimed();
    attempt.giveUp('unknown', clock.monotonic());
    clock.advance(1_000);
    attempt.observe(idle());
    await until(status, 504);
    await expect(answers.ofStart(CALL)).rejects.toMatchObject({ details: { outcome: 'not_started' } });
  });

  it('does not know what became of a start that nobody settled', async () => {
    await claimed();
    await expect(answers.ofStart(CALL)).rejects.toMatchObject({ details: { outcome: 'unknown' } });
    expect(await answers.isSettled(CALL)).toBe(false);
  });

  it('gives the request_id of a start that was never sent free again', async () => {
    (await claimed()).fail();
    await until(async () => store.find(idempotencyKey('start', CALL)), undefined);
    expect(await answers.ofStart(CALL)).toBeUndefined();
  });

  it('knows a call by its key, its request_id and its content', async () => {
    (await claimed()).observe(shown());
    await until(status, 200);
    await expect(answers.ofStart({ ...CALL, body: 'other' })).rejects.toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
    expect(await answers.ofStart({ ...CALL, key: 'guest', body: 'other' })).toBeUndefined();
    expect(await answers.ofStart({ ...CALL, requestId: undefined })).toBeUndefined();
  });

  it('forgets after 24 hours, and what it forgot may be used again', async () => {
    (await claimed()).observe(shown());
    await until(status, 200);
    clock.jump(24 * HOUR - 1);
    expect(await answers.ofStart(CALL)).toBeDefined();
    clock.jump(1);
    expect(await answers.ofStart(CALL)).toBeUndefined();
    await claimed();
    expect(await status()).toBeNull();
  });

  it('clears away every hour what nobody asks for any more', async () => {
    (await claimed()).observe(shown());
    await until(status, 200);
    clock.advance(24 * HOUR + 1);
    clock.advance(HOUR);
    await until(status, undefined);
  });

  it('knows nothing while nothing can be read, and harms nobody', async () => {
    const log = CaughtLog.take();
    const folder = folders.make(new Map([['coddle.db', Buffer.from('no database'.repeat(100))]]));
    const broken = new KeptAnswers(new SqlAnswerStore(folders.open(folder, clock)), events, clock);
    expect(await broken.ofStart(CALL)).toBeUndefined();
    broken.onModuleInit();
    (await claimed()).observe(shown());
    await until(() => log.at('warn').length, 1);
    await broken.onModuleDestroy();
  });
});
