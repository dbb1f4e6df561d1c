import type { Json } from '../harness/api.js';
import { responseOf, chicken, letPass, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

/** Milliseconds between two states, short enough to keep the connection alive. */
const STRIDE = 10_000;

/** The part of a status about the food. */
type Safety = Json & { readonly warnings: readonly string[] };

describe('A cook whose water is not measured', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65);
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { timer: 'running' });
  });
  afterEach(() => testApp.close());

  const status = async (): Promise<Json & { safety: Safety; summary: string }> =>
    (await testApp.api.get<Json & { safety: Safety; summary: string }>('/status')).body;
  const minutesPass = async (minutes: number, meanwhile: () => void = () => undefined): Promise<void> => {
    for (let passed = 0; passed < minutes * 60_000; passed += STRIDE) {
      meanwhile();
      await testApp.clock.elapse(STRIDE);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  };
  const mad = (temperature: number) => () => testApp.cooker.setWater(temperature);

  it.each([149, -17.8])(
    'says for how long while the thermometer says %d °C',
    async (temperature) => {
      await minutesPass(20);
      const before = await status();
      expect(before.safety).toMatchObject({ pasteurized_at: expect.any(String) as string });
      await minutesPass(12, mad(temperature));
      const { safety, summary, ...rest } = await status();
      expect(rest).toMatchObject({ current_temp_celsius: null, expected_end: null });
      expect(safety).toMatchObject({ pasteurized: false, pasteurized_at: null });
      expect(safety.warnings[0]).toMatch(
        /^The water has not been measured for 1[12] minutes, so nothing counts/,
      );
      expect(summary).toContain(safety.warnings[0]);
      expect(summary).toContain('the water temperature is not known (it was 65 °C 1');
      expect(summary).not.toMatch(/149|-17\.8|−17\.8/);
    },
    60_000,
  );

  it('says so for a silent cooker and predicts nothing', async () => {
    await minutesPass(5);
    testApp.cooker.fallSilent();
    await minutesPass(100);
    const { safety, summary } = await status();
    expect(safety).toMatchObject({ pasteurized: false, pasteurized_at: null });
    expect(safety.warnings[0]).toMatch(/^The water has not been measured for (99|100) minutes/);
    expect(summary).toContain(safety.warnings[0]);
  }, 60_000);

  it('says so when it is stopped, and in its record', async () => {
    await minutesPass(20);
    await minutesPass(80, mad(149));
    const list = (await testApp.api.get('/cooks')).text;
    expect(list).toMatch(/The water has not been measured for (79|80) minutes/);
    const { body } = await responseOf(testApp, testApp.api.post('/stop-cook'));
    expect(body).toMatchObject({
      safety: { allowed: false, pasteurized: false },
      summary: expect.stringMatching(
        /^Stopped: the 90 minutes were done\. The water was not measured for the last (79|80) minutes.* Not pasteurised/,
      ) as string,
    });
    for (const path of ['/cooks', `/cooks/${String(body['cook_id'])}`])
      expect((await testApp.api.get(path)).text).toMatch(
        /The food was not pasteurised\. The water was not measured for the last (79|80) minutes/,
      );
  }, 60_000);

  it('repeats the time that was last seen, which never rises', async () => {
    const left = async () => Number((await status())['time_remaining_minutes']);
    await minutesPass(5);
    testApp.cooker.fallSilent();
    const course = [await left()];
    for (const seconds of [14, 2, 30, 20, 3000]) {
      await testApp.clock.elapse(seconds * 1000);
      course.push(await left());
    }
    expect(course).toEqual(course.toSorted((one, other) => other - one));
    expect(course.at(-1)).toBeGreaterThanOrEqual(84);
    const { summary, ...rest } = await status();
    expect(rest).toMatchObject({ expected_end: null, device_online: false });
    expect(summary).toMatch(/This is what it said 51 minutes ago: [^.]*, 8[45] minutes left\./);
    testApp.cooker.speak();
    await minutesPass(1);
    const after = await status();
    expect(after['time_remaining_minutes']).toBeLessThanOrEqual(34);
    expect(after['expected_end']).not.toBeNull();
  }, 60_000);

  it('counts as pasteurised only as of the last reading after four hours', async () => {
    await minutesPass(95);
    expect((await status()).safety).toMatchObject({ pasteurized: true });
    testApp.cooker.fallSilent();
    await testApp.clock.elapse(230 * 60_000);
    expect((await status()).safety).toMatchObject({ pasteurized: true });
    await testApp.clock.elapse(11 * 60_000);
    const { safety, summary } = await status();
    expect(safety).toMatchObject({ pasteurized: false, pasteurized_at: null });
    expect(safety.warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^The water has not been measured for 24\d minutes.*throw the food away\.$/),
        expect.stringMatching(/^The food was pasteurised as of the last reading only: 4 hours/),
      ]),
    );
    expect(summary).toContain('throw the food away');
  }, 60_000);

  it('gives the unobserved hours once the cooker is back', async () => {
    await minutesPass(5);
    testApp.cooker.fallSilent();
    await testApp.clock.elapse(90 * 60_000);
    testApp.cooker.speak();
    await minutesPass(1);
    const { safety } = await status();
    expect(safety).toMatchObject({ minutes_unobserved: 90, error: null });
    expect(safety.warnings.join()).not.toContain('has not been measured');
  }, 60_000);

  it('is not assumed after a single implausible reading', async () => {
    await minutesPass(5);
    testApp.cooker.setWater(104);
    await letPass(testApp, 1_000);
    expect((await status()).summary).not.toContain('104');
    testApp.cooker.setWater(65);
    await minutesPass(1);
    expect(await status()).toMatchObject({ current_temp_celsius: 65 });
  }, 60_000);
});

describe('A cook whose water was never measured', () => {
  it('is not a success when it is stopped', async () => {
    const testApp = await startTestApp();
    try {
      testApp.cooker.setWater(149);
      await letPass(testApp, 5_000);
      await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
      for (let passed = 0; passed < 100 * 60_000; passed += STRIDE) {
        testApp.cooker.setWater(149);
        await testApp.clock.elapse(STRIDE);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      const { body } = await responseOf(testApp, testApp.api.post('/stop-cook'));
      expect(body).toMatchObject({
        safety: { allowed: false, pasteurized: false },
        summary: expect.stringMatching(
          /The water was not measured for the last \d+ minutes.*The food is not pasteurised\./,
        ) as string,
      });
    } finally {
      await testApp.close();
    }
  }, 60_000);

  it('is not pasteurised either when it is stopped before its time has begun', async () => {
    const testApp = await startTestApp();
    try {
      testApp.cooker.setWater(40);
      await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
      const { body } = await responseOf(testApp, testApp.api.post('/stop-cook'));
      expect(body['summary']).toMatch(
        /^Stopped before the 90 minutes had begun\. The water was [\d.]+ °C\. The food is not pasteurised\.$/,
      );
    } finally {
      await testApp.close();
    }
  }, 60_000);
});
