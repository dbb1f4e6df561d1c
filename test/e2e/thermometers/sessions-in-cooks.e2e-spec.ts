import type { Json } from '../../harness/api.js';
import { chicken, letPass, responseOf, untilStatus } from '../../harness/journey.js';
import { killed, ProbeJourney } from '../../harness/probe-journey.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

type Safety = Json & {
  readonly pasteurized: boolean;
  readonly core_temp_celsius: number;
  readonly warnings: readonly string[];
  readonly measured_core: Json;
};

describe('A sous vide cook with a probe in its food', () => {
  let testApp: TestApp;
  let bath: ProbeJourney;
  beforeEach(async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65);
    bath = new ProbeJourney(testApp);
    await bath.read(5);
  });
  afterEach(() => bath.testApp.close());

  const start = async (known: Json = {}): Promise<string> => {
    const { status, body } = await responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
    expect(status).toBe(200);
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { timer: 'running' });
    return String(body['cook_id']);
  };
  const status = async () => (await bath.testApp.api.get('/status')).body;
  const safety = async (): Promise<Safety> => (await status())['safety'] as Safety;
  /** The modelled core, as the page reads it. */
  let model = 5;
  const pass = async (minutes: number, reads: (core: number) => number | undefined): Promise<void> => {
    for (let minute = 0; minute < minutes; minute++) {
      model = (await safety()).core_temp_celsius;
      await bath.pass(1, () => reads(model));
    }
  };

  it('warns at once when the core is colder than calculated, and is not pasteurised by the calculation', async () => {
    const cookId = await start();
    const id = await bath.begun({ cook_id: cookId });
    await pass(30, (core) => core - 8);
    const colder = await safety();
    expect(colder).toMatchObject({
      pasteurized: false,
      pasteurized_at: null,
      basis: 'modelled from bath readings, corrected by the probe in the food',
      measured_core: { session_id: id, effect: 'worsens', cause: 'thicker_than_told', error: null },
    });
    expect(colder.warnings[0]).toMatch(
      /^The probe in the food reads \d+(\.\d)? °C, \d(\.\d)? °C less than calculated: the piece is probably thicker than stated\./,
    );
    expect((await status())['summary']).toContain('The probe in the food reads');

    await pass(60, (core) => core - 8);
    expect((await safety()).pasteurized).toBe(false);
    const { model: modelled, summary } = await bath.session(id);
    expect(modelled).toMatchObject({ pasteurized: true, effect: 'worsens', error: null });
    expect(summary).toContain('Not pasteurised');
    const listed = await testApp.api.get(`/cooks/${cookId}`);
    expect(listed.body['safety']).toMatchObject({
      pasteurized: false,
      measured_core: { session_id: id, effect: 'worsens' },
    });

    // The end of the session does not make the verdict better again.
    await bath.end(id);
    await pass(3, () => undefined);
    expect((await safety()).pasteurized).toBe(false);
  }, 240_000);

  it('keeps a correction over a restart', async () => {
    const id = await bath.begun({ cook_id: await start() });
    await pass(88, (core) => core - 8);
    expect((await safety()).pasteurized).toBe(false);
    bath.testApp = await testApp.crash();
    await letPass(bath.testApp, 4_000);
    await untilStatus(bath.testApp, { timer: 'running' });
    await pass(2, (core) => core - 8);
    expect(await safety()).toMatchObject({ pasteurized: false, measured_core: { session_id: id } });
  }, 240_000);

  it('stands by the calculation while the probe is in the water', async () => {
    const id = await bath.begun({ cook_id: await start() });
    await pass(20, () => 64.9);
    const wrong = await safety();
    expect(wrong).toMatchObject({
      pasteurized: false,
      measured_core: { effect: 'confirms', cause: 'probe_in_water', error: 'PROBE_IMPLAUSIBLE' },
    });
    expect(wrong.warnings.join(' ')).toContain('it is in the water or in a thin edge');
    const session = await bath.session(id);
    expect(session.model).toMatchObject({ error: 'PROBE_IMPLAUSIBLE', cause: 'probe_in_water' });
    await pass(30, () => 64.9);
    expect((await safety()).pasteurized).toBe(false);
    await pass(36, () => 64.9);
    expect((await safety()).pasteurized).toBe(true);
  }, 240_000);

  it('is pasteurised sooner by a plausible probe that reads a little more than calculated', async () => {
    const cookId = await start();
    await bath.begun({ cook_id: cookId });
    let sooner = 0;
    for (let minute = 0; minute < 84; minute++) {
      await pass(1, (core) => Math.min(core + 1.7, 64.6));
      const { pasteurized, measured_core: measured } = await safety();
      if (!pasteurized) continue;
      expect(measured).toMatchObject({ effect: 'improves', error: null });
      sooner = minute;
      break;
    }
    expect(sooner).toBeGreaterThan(70);
    expect(sooner).toBeLessThan(80);
  }, 240_000);

  it('is not pasteurised sooner by a probe that was attached late', async () => {
    const cookId = await start();
    await pass(40, () => undefined);
    await bath.begun({ cook_id: cookId });
    await pass(39, (core) => Math.min(core + 1.7, 64.6));
    expect((await safety()).pasteurized).toBe(false);
    expect((await safety()).measured_core).toMatchObject({ effect: 'confirms' });
  }, 240_000);

  it('stands by the calculation while the probe is in a thin edge, which is as warm as the water within minutes', async () => {
    await bath.begun({ cook_id: await start() });
    let reading = 0;
    // Halfway to the water every two minutes.
    await pass(20, () => 65 - 60 * 2 ** -(++reading / 6));
    expect(await safety()).toMatchObject({
      pasteurized: false,
      measured_core: { effect: 'confirms', cause: 'probe_in_water', error: 'PROBE_IMPLAUSIBLE' },
    });
  }, 240_000);

  it('is not pasteurised sooner by a probe in another piece, which is thinner', async () => {
    await bath.begun({ cook_id: await start() });
    await pass(79, (core) => Math.min(core + 5, 64.6));
    expect(await safety()).toMatchObject({ pasteurized: false, measured_core: { effect: 'confirms' } });
    await pass(8, (core) => Math.min(core + 5, 64.6));
    expect((await safety()).pasteurized).toBe(true);
  }, 240_000);

  it('keeps what a probe said that moves to another food, and hears no more of it', async () => {
    const first = await bath.begun({ cook_id: await start() });
    await pass(30, (core) => core - 8);
    expect(await bath.begin({ food_type: 'duck breast' })).toMatchObject({ status: 409 });
    await bath.end(first);
    const second = await bath.begun({ food_type: 'duck breast' });
    await pass(60, () => 70);
    const { pasteurized, measured_core: measured } = await safety();
    expect([pasteurized, measured['session_id'], measured['effect']]).toEqual([false, first, 'none']);
    expect((await bath.session(first)).safety.log_reductions.every(({ predicted }) => predicted < 1)).toBe(
      true,
    );
    expect(killed(await bath.session(second))).toBeGreaterThan(1);
  }, 240_000);

  it('is judged by both names of its food', async () => {
    testApp.cooker.setWater(56);
    const cookId = await start({ food_type: 'beef steak', temperature_celsius: 56, time_minutes: 240 });
    const refused = await bath.begin({ cook_id: cookId, food_type: 'chicken', target_core_celsius: 55 });
    expect(refused).toMatchObject({ status: 400, body: { error: 'POULTRY_TEMP_UNSAFE' } });
  });

  it('may be a cook of this server that is on, and no other', async () => {
    expect(await bath.begin({ cook_id: 'none' })).toMatchObject({
      status: 404,
      body: { error: 'COOK_NOT_FOUND', details: { field: 'cook_id' } },
    });
    testApp.cooker.startFromApp(60, 90);
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { is_running: true });
    const { body } = await testApp.api.get('/status');
    const foreign = (body['cook'] as Json)['cook_id'];
    expect(await bath.begin({ cook_id: foreign })).toMatchObject({ status: 404 });
    const alone = await bath.session(await bath.begun());
    expect([alone['cook_id'], killed(alone)]).toEqual([null, 0]);
  });
});
