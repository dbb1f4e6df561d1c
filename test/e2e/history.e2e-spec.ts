import { chicken, letPass, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const MINUTE = 60_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

interface Listed {
  readonly cook_id: string;
  readonly state: string;
}
interface Page {
  readonly cooks: readonly Listed[];
  readonly next_cursor: string | null;
}
interface Readings {
  readonly points: number;
  readonly recorded: number;
  readonly readings: readonly { readonly at: string; readonly water_temp_celsius: number }[];
}

let testApp: TestApp;
beforeEach(async () => {
  testApp = await startTestApp();
});
afterEach(() => testApp.close());

const page = async (query = '') => (await testApp.api.get<Page>(`/cooks${query}`)).body;
const readings = async (id: string, query = '') =>
  (await testApp.api.get<Readings>(`/cooks/${id}/readings${query}`)).body;

/** Starts chicken and lets part of its time pass, pushing every state as the cooker would. */
async function start(passed: number): Promise<string> {
  const { body } = await testApp.api.post('/start-cook', chicken());
  await letPass(testApp, passed);
  return body['cook_id'] as string;
}

async function stop(id: string): Promise<void> {
  await testApp.api.post('/stop-cook');
  await until(async () => (await testApp.api.get(`/cooks/${id}`)).body['state'], 'ended');
}

describe('A cook', () => {
  it('is in the history while it is on, and complete afterwards', async () => {
    const { api } = testApp;
    expect(await page()).toEqual({ cooks: [], next_cursor: null });
    const id = await start(3 * MINUTE);
    expect((await page()).cooks).toMatchObject([
      { cook_id: id, state: 'running', outcome: null, ended_at: null, food_type: 'chicken' },
    ]);
    testApp.cloud.skip(45 * MINUTE);
    await untilStatus(testApp, { state: 'cooking' });
    await letPass(testApp, MINUTE);
    await stop(id);

    expect((await api.get(`/cooks/${id}`)).body).toMatchObject({
      cook_id: id,
      device_id: testApp.cooker.identity.id,
      device_type: 'a7',
      started_by: 'coddle',
      started_at: expect.stringMatching(INSTANT) as string,
      ended_at: expect.stringMatching(INSTANT) as string,
      state: 'ended',
      outcome: 'stopped',
      plan: { temperature_celsius: 65, time_minutes: 90, food_type: 'chicken', start_state: 'refrigerated' },
      verdict: { allowed: true, verdict: 'pasteurized' },
      safety: { pasteurized: false, log_reductions: expect.any(Array) as unknown[] },
      bath: { reached_at: expect.stringMatching(INSTANT) as string },
      settings: [{ at: expect.any(String) as string, target_temp_celsius: 65, timer_minutes: 90 }],
      settings_total: 1,
      summary: expect.stringMatching(
        /^Chicken at 65 °C for 90 minutes on .* Stopped after \d+ minutes/,
      ) as string,
    });
    expect((await page()).cooks).toMatchObject([{ cook_id: id, state: 'ended', outcome: 'stopped' }]);
  });

  it('has a curve up to now with its ends and its peaks', async () => {
    const id = await start(4 * MINUTE);
    const all = await readings(id, '?points=5000');
    expect(all.points).toBe(all.recorded);
    expect(all.recorded).toBeGreaterThan(60);
    const few = await readings(id, '?points=10');
    expect(few.points).toBeLessThanOrEqual(10);
    expect(few.recorded).toBe(all.recorded);
    const waters = ({ readings }: Readings) => readings.map((reading) => reading.water_temp_celsius);
    expect([Math.min(...waters(few)), Math.max(...waters(few))]).toEqual([
      Math.min(...waters(all)),
      Math.max(...waters(all)),
    ]);
    expect([few.readings[0], few.readings.at(-1)]).toEqual([all.readings[0], all.readings.at(-1)]);
    const moments = all.readings.map(({ at }) => Date.parse(at));
    expect(moments.every((at, index) => index === 0 || at - moments[index - 1]! >= 1_000)).toBe(true);
    expect((await readings(id)).points).toBe(56);
  });

  it('can be opened in a spreadsheet', async () => {
    const id = await start(2 * MINUTE);
    await stop(id);
    const { api } = testApp;
    const asked = await api.get(`/cooks/${id}/readings?format=csv`);
    expect(asked.status).toBe(200);
    expect(asked.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(asked.headers.get('content-disposition')).toBe(`attachment; filename="cook-${id}.csv"`);
    const [header, ...lines] = asked.text.split('\r\n');
    expect(header).toBe('time_utc,water_celsius,target_celsius,state,remaining_minutes');
    expect(lines.pop()).toBe('');
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) {
      expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,\d+\.\d\d,65\.00,preheating,90$/);
    }
    const accepted = await api.get(`/cooks/${id}/readings`, { accept: 'text/csv' });
    expect(accepted.text).toBe(asked.text);
    expect(accepted.headers.get('vary')).toBe('Accept');
    const head = await api.send('HEAD', `/cooks/${id}/readings?format=csv`);
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([
      200,
      '',
      String(asked.text.length),
    ]);
    const json = await api.get(`/cooks/${id}/readings?format=json`, { accept: 'text/csv' });
    expect(json.headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('is found page by page, the newest first', async () => {
    const ids: string[] = [];
    for (let cook = 0; cook < 3; cook++) {
      const id = await start(5_000);
      await stop(id);
      ids.unshift(id);
      await letPass(testApp, 200_000);
    }
    const first = await page('?limit=2');
    expect(first.cooks.map(({ cook_id }) => cook_id)).toEqual(ids.slice(0, 2));
    const second = await page(`?limit=2&cursor=${first.next_cursor!}`);
    expect(second).toMatchObject({ cooks: [{ cook_id: ids[2] }], next_cursor: null });
    const end = Buffer.from(`0.${ids[0]!}`).toString('base64url');
    expect(await page(`?cursor=${end}`)).toEqual({ cooks: [], next_cursor: null });
  }, 20_000);
});

describe('A query of the history', () => {
  it.each([
    ['limit', '0'],
    ['limit', '101'],
    ['limit', '-1'],
    ['limit', '1.5'],
    ['limit', '1e2'],
    ['limit', 'ten'],
    ['limit', '9'.repeat(40)],
    ['cursor', '0'],
    ['cursor', '-1'],
    ['cursor', 'next'],
    ['cursor', '%00'],
    ['cursor', 'x'.repeat(121)],
    ['page', '2'],
  ])('is refused with the name of the malformed field: %s=%s', async (field, value) => {
    expect(await testApp.api.get(`/cooks?${field}=${value}`)).toMatchObject({
      status: 400,
      body: { error: 'VALIDATION_ERROR', details: { field } },
    });
  });

  it.each([
    ['points', '3'],
    ['points', '5001'],
    ['points', '-1'],
    ['points', 'all'],
    ['points', '1&points=2'],
    ['format', 'xml'],
    ['points', '100001&format=csv'],
  ])('is refused for malformed fields of readings too: %s=%s', async (field, value) => {
    const id = await start(5_000);
    expect(await testApp.api.get(`/cooks/${id}/readings?${field}=${value}`)).toMatchObject({
      status: 400,
      body: { error: 'VALIDATION_ERROR', details: { field } },
    });
  });

  it.each(['unknown', '%20', '%00', '%F0%9F%8D%B2', 'x'.repeat(65), '__proto__', "'%20OR%201=1--"])(
    'gets COOK_NOT_FOUND for an unknown cook: %s',
    async (id) => {
      for (const path of [`/cooks/${id}/readings`, `/cooks/${id}/readings?format=csv`, `/cooks/${id}`]) {
        expect(await testApp.api.get(path)).toMatchObject({
          status: 404,
          body: { error: 'COOK_NOT_FOUND' },
        });
      }
    },
  );
});
