import { killed, line, PROBE, ProbeJourney } from '../../harness/probe-journey.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { makeProbeFacts } from '../../harness/thermometer-facts.js';

const OTHER = 'thermoworks-a1-2';
const THIRD = 'thermoworks-a1-3';

describe('A food with several probes in it', () => {
  let testApp: TestApp;
  let grill: ProbeJourney;
  beforeEach(async () => {
    testApp = await startTestApp();
    grill = new ProbeJourney(testApp);
    grill.report([PROBE, OTHER, THIRD].map((probeId) => makeProbeFacts({ probeId })));
  });
  afterEach(() => grill.testApp.close());

  const begun = () => grill.begun({ other_probe_ids: [OTHER] });
  /** Both are read for minutes, twice each. */
  const pass = async (
    minutes: number,
    one: (minute: number) => number,
    other: (minute: number) => number,
  ) => {
    for (let half = 1; half <= minutes * 2; half++) {
      await testApp.clock.elapse(30_000);
      grill.report();
      await grill.read(one(half / 2));
      await testApp.clock.elapse(1_000);
      await grill.read(other(half / 2), { probeId: OTHER });
    }
  };

  it('is as hot as the coldest of them', async () => {
    const id = await begun();
    await pass(30, line(4, 70, 25), line(4, 50, 30));
    const cold = await grill.session(id);
    expect(cold).toMatchObject({
      temperature_celsius: 50,
      probes: [
        { probe_id: PROBE, temperature_celsius: 70, state: 'ok', trusted: true },
        { probe_id: OTHER, temperature_celsius: 50, state: 'ok', trusted: true },
      ],
      safety: { verdict: 'not_pasteurized' },
    });
    expect(killed(cold)).toBe(0);
    await pass(
      15,
      () => 70,
      (minute) => 50 + 2 * Math.min(minute, 10),
    );
    expect((await grill.session(id)).safety).toMatchObject({ verdict: 'pasteurized' });
    grill.testApp = await testApp.crash();
    expect(await grill.session(id)).toMatchObject({
      safety: { verdict: 'pasteurized' },
      probes: [{ probe_id: PROBE }, { probe_id: OTHER }],
    });
  }, 120_000);

  it('is unknown while one of them does not work, and the warmer one never takes its place', async () => {
    const id = await begun();
    await pass(10, line(4, 30, 10), line(4, 20, 10));
    await grill.pass(30, line(30, 75, 20));
    const silent = await grill.session(id);
    expect(killed(silent)).toBe(0);
    expect(silent).toMatchObject({ probe_state: 'lost', safety: { verdict: 'unknown', pasteurized: null } });
    grill.report(
      [PROBE, OTHER, THIRD].map((probeId) => makeProbeFacts({ probeId, faulty: probeId === OTHER })),
    );
    await grill.read(75, { probeId: OTHER });
    expect(await grill.session(id)).toMatchObject({
      probe_state: 'dead',
      safety: { verdict: 'unknown', pasteurized: null },
    });
  }, 120_000);

  it('has each of its probes for itself', async () => {
    const id = await begun();
    const busy = { status: 409, body: { error: 'PROBE_BUSY', details: { session_id: id } } };
    expect(await grill.begin({ probe_id: OTHER })).toMatchObject(busy);
    expect(await grill.begin({ probe_id: THIRD, other_probe_ids: [OTHER] })).toMatchObject(busy);
    expect(await grill.begin({ probe_id: THIRD, other_probe_ids: ['nothing'] })).toMatchObject({
      status: 404,
      body: { error: 'PROBE_NOT_FOUND', details: { field: 'other_probe_ids' } },
    });
    for (const ids of [Array(8).fill(THIRD), [THIRD, THIRD], 'text', [5]])
      expect(await grill.begin({ probe_id: THIRD, other_probe_ids: ids })).toMatchObject({
        status: 400,
        body: { error: 'VALIDATION_ERROR' },
      });
    await grill.end(id);
    expect((await grill.begin({ probe_id: OTHER })).status).toBe(200);
  }, 60_000);

  it('in water is judged by whichever of them is worse', async () => {
    testApp.cooker.setWater(65);
    const { body } = await testApp.api.post('/start-cook', {
      temperature_celsius: 65,
      time_minutes: 120,
      food_type: 'chicken breast',
    });
    await testApp.clock.elapse(5_000);
    await begunIn(String(body['cook_id']));
    await pass(
      5,
      () => 20,
      () => 4,
    );
    const { safety } = (await testApp.api.get<{ safety: Record<string, unknown> }>('/status')).body;
    expect(safety['measured_core']).toMatchObject({ probe_id: OTHER, temperature_celsius: 4 });
  }, 60_000);
  const begunIn = (cookId: string) => grill.begun({ other_probe_ids: [OTHER], cook_id: cookId });
});

describe('A session that was forgotten', () => {
  let testApp: TestApp;
  let grill: ProbeJourney;
  beforeEach(async () => {
    testApp = await startTestApp();
    grill = new ProbeJourney(testApp);
  });
  afterEach(() => grill.testApp.close());

  const letPass = async (hours: number, reads?: number) => {
    for (let half = 0; half < hours * 2; half++) {
      // At once, since in a week everything that happens every few seconds happens 120,000 times.
      testApp.clock.advance(29 * 60_000);
      await testApp.clock.elapse(60_000);
      if (reads !== undefined) await grill.read(reads);
    }
  };

  it('ends by itself once its probe was silent for a day', async () => {
    const id = await grill.begun();
    await grill.pass(40, line(4, 70, 40));
    await grill.pass(5, () => 70);
    await letPass(23);
    expect(await grill.session(id)).toMatchObject({ state: 'running' });
    await letPass(2);
    const over = await grill.session(id);
    expect(over).toMatchObject({ state: 'ended', ended_by: 'silence', safety: { verdict: 'unknown' } });
    expect(over.summary).toBe(
      'Chicken: the core was 70 °C. The session ended by itself after 24 hours without a reading. It was pasteurised when its core was last measured. The core was not measured for 1440 minutes: nothing counts as killed in that time.',
    );
    expect((await grill.begin()).status).toBe(200);
  }, 120_000);

  it('ends by itself after a week, also while it is read', async () => {
    const id = await grill.begun({ food_type: 'carrots' });
    await letPass(7 * 24 - 1, 90);
    expect(await grill.session(id)).toMatchObject({ state: 'running' });
    await letPass(2, 90);
    const list = await testApp.api.get<{ sessions: Record<string, unknown>[] }>('/probe-sessions');
    expect(list.body.sessions).toMatchObject([{ session_id: id, state: 'ended', ended_by: 'age' }]);
  }, 120_000);
});
