import { CookRecordRepository } from '../../src/cooking/record/cook-record.repository.js';
import type { CookForecastDto } from '../../src/history/dto/cook-forecast.dto.js';
import { chicken, letPass, responseOf, stopAndJournal, untilStatus } from '../harness/journey.js';
import { Api, type Json } from '../harness/api.js';
import { makeRecordedCook } from '../harness/stored-cooks.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

const MINUTE = 60_000;
const at = (moment: string | null): number => Date.parse(moment ?? '');

describe('GET /cooks/{cook_id}/forecast', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp({ cookers: [{ name: 'Kitchen', water: 64 }] });
  });
  afterEach(() => testApp.close());

  async function begin(known: Json = {}): Promise<string> {
    const { body } = await responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
    return String(body['cook_id']);
  }
  const forecastOf = async (cookId: string, api: Api = testApp.api) =>
    (await api.get<CookForecastDto & Json>(`/cooks/${cookId}/forecast`)).body;
  /** Time that passes without a state for each second of it. */
  const cookFor = (minutes: number) => letPass(testApp, minutes * MINUTE);

  it('says nothing of the core until the water is hot, and predicts when it goes in', async () => {
    testApp.cooker.setWater(30);
    const cookId = await begin();
    await letPass(testApp, 60_000);
    const { body: status } = await testApp.api.get('/status');
    expect(status['state']).toBe('preheating');
    const forecast = await forecastOf(cookId);
    expect(forecast).toMatchObject({ measured: [], core_source: 'modelled' });
    expect(forecast.summary).toContain('being heated');
    expect(at(forecast.food_in_at)).toBeGreaterThan(at(forecast.as_of));
    expect(forecast.points[0]).toMatchObject({ at: forecast.food_in_at, core_celsius: 5, water_celsius: 65 });
    expect(at(forecast.pasteurized_at)).toBeGreaterThan(at(forecast.food_in_at) + 80 * MINUTE);
  });

  it('joins the core so far with the forecast, and agrees with GET /status', async () => {
    const cookId = await begin();
    await untilCooking();
    await cookFor(2);
    const [forecast, { body: status }] = [await forecastOf(cookId), await testApp.api.get('/status')];
    const safety = status['safety'] as Json;
    expect(forecast.measured[0]!.core_celsius).toBe(5);
    expect(forecast.measured.at(-1)).toEqual({
      at: forecast.as_of,
      core_celsius: forecast.points[0]!.core_celsius,
    });
    expect(forecast.measured.at(-1)!.core_celsius).toBeCloseTo(Number(safety['core_temp_celsius']), 1);
    expect(forecast.pasteurized_at).toBe(safety['pasteurized_at']);
    expect(forecast.log_reductions).toEqual(safety['log_reductions']);
    expect(forecast.points.length).toBeLessThanOrEqual(200);
    expect(at(forecast.points.at(-1)!.at)).toBeGreaterThanOrEqual(at(forecast.pasteurized_at) - 60_000);
    expect(forecast.age_seconds).toBeLessThan(15);
  });

  it('has no forecast once the cook is over, and keeps the core', async () => {
    const cookId = await begin();
    await untilCooking();
    await cookFor(2);
    await stopAndJournal(testApp);
    const forecast = await forecastOf(cookId);
    expect(forecast).toMatchObject({ points: [], age_seconds: null, ends_at: null, core_source: 'modelled' });
    expect(forecast.summary).toContain('over');
    expect(forecast.measured.length).toBeGreaterThan(2);
  });

  it('says why there is no core for food that heat need not make safe', async () => {
    testApp.cooker.setWater(84.5);
    const cookId = await begin({ food_type: 'carrots', temperature_celsius: 85, time_minutes: 60 });
    await untilCooking();
    expect(await forecastOf(cookId)).toMatchObject({
      measured: [],
      points: [],
      pasteurized_at: null,
      required_log: null,
      core_source: null,
      summary: 'Heat is not needed to make this food safe, so its core is not modelled.',
    });
  });

  it('says that it cannot predict yet when the water has only begun to warm', async () => {
    testApp.cooker.setWater(30);
    const forecast = await forecastOf(await begin());
    expect(forecast).toMatchObject({ points: [], measured: [], food_in_at: null, pasteurized_at: null });
    expect(forecast.summary).toContain('cannot be predicted yet');
  });

  it('predicts nothing while the water is not measured', async () => {
    const cookId = await begin();
    await untilCooking();
    testApp.cooker.fallSilent();
    await testApp.clock.elapse(11 * MINUTE);
    const forecast = await forecastOf(cookId);
    expect(forecast).toMatchObject({ points: [], pasteurized_at: null, core_source: 'modelled' });
    expect(forecast.summary).toContain('has not been measured');
    expect(forecast.age_seconds).toBeGreaterThan(600);
  });

  it('gives nulls and a sentence for a cook of which only the water is known', async () => {
    const foreign = makeRecordedCook({ plan: null, verdict: null, startedBy: 'app' });
    await testApp.app.get(CookRecordRepository, { strict: false }).save(foreign);
    expect(await forecastOf(foreign.cookId)).toMatchObject({
      as_of: null,
      core_source: null,
      measured: [],
      points: [],
      summary: 'What was cooked is not known to this server, so its core is not modelled.',
    });
  });

  it('is 404 for an unknown cook', async () => {
    const { status, body } = await testApp.api.get('/cooks/no-such/forecast');
    expect([status, body['error']]).toEqual([404, 'COOK_NOT_FOUND']);
  });

  async function untilCooking(): Promise<void> {
    await letPass(testApp, 60_000);
    await untilStatus(testApp, { state: 'cooking' });
  }
});
