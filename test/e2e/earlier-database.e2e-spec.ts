import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CookTracker } from '../../src/cooking/tracking/cook-tracker.js';
import { AnovaCloud } from '../../src/simulator/anova-cloud.js';
import { readJournal } from '../../src/storage/journal-reader.js';
import { Api, type ApiResponse, type Json } from '../harness/api.js';
import { DataFolder } from '../harness/data-folder.js';
import { DrivenClock } from '../harness/driven-clock.js';
import { responseOf, letPass, sent } from '../harness/journey.js';
import { startTestApp, TOKEN, type TestApp, type TestAppOptions } from '../harness/test-app.js';
import { until } from '../harness/until.js';
import { CELLAR, FIRST_COOKER } from '../harness/two-cookers.js';

const FIXTURE = join(import.meta.dirname, '../fixtures/database-0.1.0');

/** A request and the response of the earlier release. */
interface Exchange {
  readonly body: Json;
  readonly response: Pick<ApiResponse, 'status' | 'body'>;
}

/** The responses of the earlier release for this database. */
interface Responses {
  readonly key: string;
  readonly at: string;
  readonly list: { readonly cooks: readonly Json[] };
  readonly cooks: readonly { readonly cook: Json; readonly readings: Json; readonly csvSha256: string }[];
  readonly check: Exchange;
  readonly starts: readonly Exchange[];
}

const before = JSON.parse(readFileSync(join(FIXTURE, 'responses.json'), 'utf8')) as Responses;
/** The key of the fixture's requests. */
const ASSISTANT = {
  name: 'assistant',
  sha256: createHash('sha256').update(before.key).digest('hex'),
  added: '2026-01-20T08:00:00Z',
  expires: null,
};

/** Sentences and rules may have changed since; every other value must be the same. */
const WORDED_ANEW = new Set(['summary', 'message', 'warnings', 'assumptions', 'sources', 'rules_version']);

/** A response without these fields, at any depth. */
const without = (names: ReadonlySet<string>, body: unknown): unknown =>
  JSON.parse(JSON.stringify(body, (name, value: unknown) => (names.has(name) ? undefined : value)));
const values = (body: unknown) => without(WORDED_ANEW, body);
/** Stored values are shown unchanged; only the summary is new. */
const stored = (body: unknown) => without(new Set(['summary']), body);

/** Today's server on a copy of the database, at the time when the earlier release read it. */
async function open(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = new DrivenClock(new Date(before.at));
  const data = new DataFolder();
  cpSync(FIXTURE, data.path, { recursive: true });
  writeFileSync(join(data.path, 'keys.json'), JSON.stringify([ASSISTANT]), { mode: 0o600 });
  const cookers = [
    { id: FIRST_COOKER, name: 'Kitchen', water: 45 },
    { id: CELLAR, name: 'Cellar', water: 58 },
  ];
  const cloud = new AnovaCloud({ clock, token: TOKEN, cookers });
  await cloud.listen();
  const environment = { configDir: data.path, ...options.environment };
  return startTestApp({ ...options, after: { clock, cloud, data }, environment });
}

describe('A database of release 0.1.0', () => {
  let testApp: TestApp;
  let api: Api;
  beforeEach(async () => {
    testApp = await open({ environment: { anovaWebsocketUrl: 'ws://127.0.0.1:9' }, connected: false });
    api = new Api(testApp.url, before.key);
    const { cook_id: running } = before.list.cooks[0]!;
    const tracker = testApp.app.get(CookTracker, { strict: false });
    await until(() => tracker.on(CELLAR)?.id, running);
  });
  afterEach(() => testApp.close());

  it('lists every cook as before', async () => {
    const { body } = await api.get('/cooks');
    expect(values(body)).toEqual(values(before.list));
    expect(before.list.cooks).toHaveLength(4);
  });

  it.each(before.cooks.map(({ cook, ...rest }) => ({ id: String(cook['cook_id']), cook, ...rest })))(
    'shows the record and the curve of cook $id as before',
    async ({ cook, readings, csvSha256 }) => {
      const path = `/cooks/${String(cook['cook_id'])}`;
      expect(stored((await api.get(path)).body)).toEqual(stored(cook));
      expect((await api.get(`${path}/readings?points=12`)).body).toEqual(readings);
      const { text } = await api.get(`${path}/readings?format=csv`);
      expect(createHash('sha256').update(text).digest('hex')).toBe(csvSha256);
    },
  );

  it('judges a plan as before', async () => {
    const { status, body } = await api.post('/check-cook', before.check.body);
    expect(values({ status, body })).toEqual(values(before.check.response));
  });

  it('responds to every repeated start by its request_id and sends nothing', async () => {
    for (const { body, response } of before.starts) {
      const again = await responseOf(testApp, api.post('/start-cook', body));
      expect(values({ status: again.status, body: again.body })).toEqual(values(response));
    }
    expect(before.starts.map(({ response }) => response.status)).toEqual([409, 502, 409, 202]);
    expect(sent(testApp)).toEqual([]);
  });

  it('holds its whole journal', async () => {
    const entries = journalOf(testApp);
    expect(entries.slice(0, 4)).toEqual([
      'start intended',
      'start sent',
      'start acknowledged',
      'start verified',
    ]);
    expect(entries.length).toBeGreaterThanOrEqual(18);
  });
});

describe('A database of release 0.1.0 after a crash of the server that migrated it', () => {
  let testApp: TestApp;
  beforeEach(async () => (testApp = await open()));
  afterEach(() => testApp.close());

  it('reads as before, keeps the history of the food and adds to the journal', async () => {
    const entries = journalOf(testApp).length;
    expect(await warningsOf(testApp)).toMatch(LEFT_FOOD);
    const plan = { ...before.check.body, device_id: CELLAR, food_type: 'beef roast' };
    await letPass(testApp, 2_000);
    const { body } = await responseOf(testApp, new Api(testApp.url, before.key).post('/start-cook', plan));
    expect(body).toMatchObject({ status: 'started', verified: true });
    await letPass(testApp, 25_000);
    testApp = await testApp.crash();
    const api = new Api(testApp.url, before.key);
    for (const { cook, readings } of before.cooks.slice(2)) {
      const path = `/cooks/${String(cook['cook_id'])}`;
      expect(stored((await api.get(path)).body)).toEqual(stored(cook));
      expect((await api.get(`${path}/readings?points=12`)).body).toEqual(readings);
    }
    const { cooks } = (await api.get<{ cooks: Json[] }>('/cooks')).body;
    expect(cooks.map(({ state, outcome }) => [state, outcome])).toEqual([
      ['running', null],
      ['ended', 'not-seen'],
      ...before.list.cooks.slice(1).map(({ state, outcome }) => [state, outcome]),
    ]);
    expect(await warningsOf(testApp)).toMatch(LEFT_FOOD);
    expect(journalOf(testApp).slice(entries)).toEqual([
      'start intended',
      'start sent',
      'start acknowledged',
      'start verified',
    ]);
  });
});

/** The pork of the broken-off cook is still the food on its cooker. */
const LEFT_FOOD = /already been 1\d\d minutes between 5 and 54\.4 °C/;
const warningsOf = async ({ url }: TestApp): Promise<string> =>
  JSON.stringify((await new Api(url, before.key).post('/check-cook', before.check.body)).body);

/** Every entry of the journal, after its chain was verified. */
function journalOf({ data }: TestApp): string[] {
  const entries: string[] = [];
  readJournal(data.path, ({ kind, stage }) => void entries.push(`${kind} ${stage}`));
  return entries;
}
