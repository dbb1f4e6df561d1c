import { chicken, letPass, sent } from '../harness/journey.js';
import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';
import { CLIENTS } from './assistant-client.js';
import { whileTimePasses } from './passing-time.js';

/** A moment of a call at which the connection breaks. */
interface Break {
  readonly when: string;
  /** Resolves at that moment. */
  readonly reached: (testApp: TestApp) => Promise<unknown>;
}

const starts = (testApp: TestApp) => sent(testApp).filter((command) => command === 'CMD_APC_START').length;

const BREAKS: readonly Break[] = [
  { when: 'as soon as the request is sent', reached: () => new Promise((next) => setTimeout(next, 1)) },
  { when: 'after the command reached the cooker', reached: (testApp) => until(() => starts(testApp), 1) },
  {
    when: 'while the cooker is being waited for',
    reached: async (testApp) => {
      await until(() => starts(testApp), 1);
      await letPass(testApp, 2_000);
    },
  },
];

describe.each(CLIENTS)('$name whose connection breaks during a start', (kind) => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65);
  });
  afterEach(() => testApp.close());

  /** A client whose requests can be cut off. */
  const breakable = async () => {
    const cut = new AbortController();
    const through: typeof fetch = (input, init) => {
      const signals = [cut.signal, ...(init?.signal ? [init.signal] : [])];
      return fetch(input, { ...init, signal: AbortSignal.any(signals) });
    };
    return { client: await kind.connect({ url: testApp.url, key: API_KEY, fetch: through }), cut };
  };

  it.each(BREAKS)('starts once when it repeats the call, $when', async ({ reached }) => {
    const first = await breakable();
    const lost = first.client.call('start_cook', chicken()).then(
      () => 'came',
      () => 'lost',
    );
    await reached(testApp);
    first.cut.abort();
    await first.client.close();
    const again = await kind.connect({ url: testApp.url, key: API_KEY });
    const result = await whileTimePasses(testApp, again.call('start_cook', chicken()));
    expect(result.structuredContent).toMatchObject({ status: 'started', verified: true });
    await whileTimePasses(testApp, lost);
    expect(starts(testApp)).toBe(1);
    await again.close();
  });

  it('starts once when ten identical calls come at once', async () => {
    const client = await kind.connect({ url: testApp.url, key: API_KEY });
    const calls = Array.from({ length: 10 }, () => client.call('start_cook', chicken()));
    const results = await whileTimePasses(testApp, Promise.all(calls));
    expect(new Set(results.map(({ structuredContent }) => structuredContent!['cook_id'])).size).toBe(1);
    expect(starts(testApp)).toBe(1);
    await client.close();
  });
});
