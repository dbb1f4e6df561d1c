import type { Json } from '../harness/api.js';
import { responseOf, chicken, letPass, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

/** The part of a status about the food. */
type Safety = Json & {
  readonly pasteurized: boolean;
  readonly pasteurized_up_to_mm: number;
  readonly pasteurized_at: string;
  readonly added_minutes: number;
  readonly warnings: readonly string[];
};

/** Milliseconds between two states, short enough to keep the connection alive. */
const STRIDE = 20_000;

describe('The food of a cook', () => {
  let testApp: TestApp;

  beforeEach(async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65);
  });
  afterEach(() => testApp.close());

  const safety = async (): Promise<Safety> => (await testApp.api.get('/status')).body['safety'] as Safety;
  const summary = async (): Promise<string> => String((await testApp.api.get('/status')).body['summary']);
  const minutesPass = async (minutes: number): Promise<void> => {
    for (let passed = 0; passed < minutes * 60_000; passed += STRIDE) {
      await testApp.clock.elapse(STRIDE);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  };
  const start = async (known: Json = {}): Promise<void> => {
    const response = await responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
    expect(response).toMatchObject({ status: 200, body: { verified: true } });
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { timer: 'running' });
  };
  const at = (instant: string): number => Date.parse(instant);

  it('is followed from the water to the core, with the time of pasteurisation', async () => {
    const began = testApp.clock.now().getTime();
    await start();
    const first = await safety();
    expect(first).toMatchObject({
      basis: 'modelled from bath readings',
      pasteurized: false,
      pasteurized_up_to_mm: 0,
      added_minutes: 0,
      error: null,
    });
    const promised = (at(first.pasteurized_at) - began) / 60_000;
    expect(promised).toBeGreaterThan(80);
    expect(promised).toBeLessThan(86);

    await minutesPass(45);
    const half = await safety();
    expect(half.pasteurized).toBe(false);
    expect(half.pasteurized_up_to_mm).toBeGreaterThan(10);
    expect(half.pasteurized_up_to_mm).toBeLessThan(35);
    expect(Math.abs(at(half.pasteurized_at) - at(first.pasteurized_at))).toBeLessThan(90_000);

    await minutesPass(42);
    const done = await safety();
    expect(done).toMatchObject({ pasteurized: true, allowed: true });
    expect(done.pasteurized_up_to_mm).toBeGreaterThanOrEqual(35);
    expect(await summary()).toContain('The food is pasteurised.');
    const listed = await testApp.api.get('/cooks');
    expect(listed.body['cooks']).toMatchObject([{ state: 'running', summary: 'The food is pasteurised.' }]);

    await minutesPass(5);
    const stopped = await responseOf(testApp, testApp.api.post('/stop-cook'));
    expect(stopped.body['summary']).toMatch(
      /^Stopped: the 90 minutes were done\. The water was 65 °C\. The food is pasteurised\.$/,
    );
    const over = await testApp.api.get('/cooks');
    expect(over.body['cooks']).toMatchObject([{ state: 'ended', summary: 'The food was pasteurised.' }]);
  }, 240_000);

  it('becomes safe for thicker pieces while the cooker holds', async () => {
    await start();
    await minutesPass(91);
    const atTheEnd = await safety();
    await minutesPass(45);
    expect((await safety()).pasteurized_up_to_mm).toBeGreaterThan(atTheEnd.pasteurized_up_to_mm + 5);
  }, 240_000);

  it('needs longer after a power cut of twenty minutes, and the status says by how much', async () => {
    await start();
    const before = await safety();
    await minutesPass(30);
    testApp.cooker.fallSilent();
    testApp.cooker.failHeater();
    testApp.cooker.setWater(52);
    await minutesPass(20);
    testApp.cooker.mendHeater();
    testApp.cooker.speak();
    await minutesPass(25);

    const after = await safety();
    expect(after.added_minutes).toBeGreaterThanOrEqual(15);
    expect(after.added_minutes).toBe(
      Math.round((at(after.pasteurized_at) - at(before.pasteurized_at)) / 60_000),
    );
    expect(after.warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(new RegExp(`adds ${after.added_minutes} minutes`)),
        expect.stringMatching(/^The water was not observed for (20|21) minutes/),
        expect.stringMatching(/^The timer ends \d+ minutes before the food is pasteurised/),
      ]),
    );
  }, 240_000);

  it('is pasteurised later under an open lid', async () => {
    await start();
    const promised = (await safety()).pasteurized_at;
    testApp.cooker.failHeater();
    testApp.cooker.setWater(60);
    await minutesPass(10);
    const open = await safety();
    expect(at(open.pasteurized_at)).toBeGreaterThan(at(promised) + 10 * 60_000);
    expect(open.warnings[0]).toMatch(/^The timer ends \d+ minutes before the food is pasteurised/);
    expect(await summary()).toContain('The timer ends');

    testApp.cooker.mendHeater();
    await minutesPass(15);
    expect(at((await safety()).pasteurized_at)).toBeLessThan(at(open.pasteurized_at));
  }, 240_000);

  it('causes a warning when the setpoint is lowered in the app', async () => {
    testApp.cooker.setWater(50);
    testApp.cooker.startFromApp(50, 90);
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { timer: 'running' });
    expect(await safety()).toMatchObject({
      allowed: false,
      pasteurized: false,
      pasteurized_at: null,
      warnings: expect.arrayContaining([expect.stringMatching(/50 °C.*60 °C/)]) as string[],
    });
  });

  it('causes a warning when the timer is shortened', async () => {
    await start();
    testApp.cooker.changeTimer(40);
    await letPass(testApp, 4_000);
    const told = await safety();
    expect(told.warnings[0]).toMatch(
      /^The timer ends 4\d minutes before the food is pasteurised: leave it in for another 8\d minutes\.$/,
    );
  });

  it('causes no warning while the shortest offered time goes as planned', async () => {
    const { body } = await testApp.api.post('/check-cook', chicken({ time_minutes: 60 }));
    const offered = body['alternatives'] as readonly Json[];
    const { verdict, ...shortest } = offered.find((one) => one['temperature_celsius'] === 65)!;
    expect(verdict).toBe('pasteurized');
    await start(shortest);
    const atFirst = await safety();
    expect(atFirst.warnings.join()).not.toContain('The timer');
    await minutesPass(80);
    expect((await safety()).warnings).toEqual(atFirst.warnings);
  }, 240_000);

  it('is described by a stop that comes too early', async () => {
    await start();
    await minutesPass(60);
    const response = await responseOf(testApp, testApp.api.post('/stop-cook'));
    const stopped = response.body['safety'] as Safety;
    expect(stopped).toMatchObject({ pasteurized: false, pasteurized_at: null, allowed: false });
    expect(stopped.warnings.join()).not.toContain('The timer');
    expect(response.body['summary']).toMatch(
      /^Stopped early: .* Not pasteurised: [01]\.\d of \d log of \w+ so far; 2\d minutes more would do\.$/,
    );
    expect(await safety()).toBeNull();
  }, 240_000);

  it('is remembered when its cooker loses the cook', async () => {
    await start();
    await minutesPass(40);
    testApp.cooker.unplug();
    await minutesPass(20);
    testApp.cooker.setWater(56);
    testApp.cooker.plugIn();
    await minutesPass(1);
    await untilStatus(testApp, { state: 'idle', cook: null });
    const left = await safety();
    expect(left).toMatchObject({ pasteurized: false, allowed: false });
    expect(left.warnings[0]).toMatch(
      /^The cook ended before its food was done\. Not pasteurised: .* minutes more would do\. If it is still in the water/,
    );
  }, 240_000);

  it('must be thrown away after four hours in water in which pathogens grow', async () => {
    testApp.cooker.setWater(56);
    await start({ food_type: 'beef steak', temperature_celsius: 56, time_minutes: 240, thickness_mm: 40 });
    testApp.cooker.failHeater();
    testApp.cooker.setWater(45);
    await minutesPass(241);
    expect(await safety()).toMatchObject({ error: 'COOK_INTERRUPTED', pasteurized: false });
    expect(await summary()).toContain('Throw the food away');
  }, 240_000);
});
