import { killed, line, PROBE, ProbeJourney } from '../../harness/probe-journey.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { makeProbeFacts } from '../../harness/thermometer-facts.js';

describe('A food on the grill with a probe in it', () => {
  let testApp: TestApp;
  let grill: ProbeJourney;
  beforeEach(async () => {
    testApp = await startTestApp();
    grill = new ProbeJourney(testApp);
  });
  afterEach(() => grill.testApp.close());

  it('is followed from the fridge until it is pasteurised, and goes on being killed after it was taken off', async () => {
    const id = await grill.begun({ target_core_celsius: 74 });
    await grill.read(4);
    const first = await grill.session(id);
    expect(first).toMatchObject({
      probe_id: PROBE,
      food: 'chicken',
      food_class: 'poultry',
      state: 'running',
      cook_id: null,
      target_core_celsius: 74,
      temperature_celsius: 4,
      reading_age_seconds: 0,
      safety: { verdict: 'not_pasteurized', pasteurized: false, minutes_core_in_danger_zone: 0, error: null },
      forecast: { state: 'too_early', earliest: null },
    });
    expect(first).not.toHaveProperty('model');

    await grill.pass(40, line(4, 62, 40));
    const hot = await grill.session(id);
    expect(hot.safety).toMatchObject({ verdict: 'not_pasteurized', pasteurized: false });
    expect(hot.safety['pasteurized_at']).not.toBeNull();
    expect(hot.summary).toMatch(
      /^Chicken: the core is 62 °C\. Not pasteurised: \d\.\d of \d log of \w+ so far\./,
    );
    expect(killed(hot)).toBeGreaterThan(0);

    // It is taken off: the core rises a little, and stays hot.
    await grill.pass(10, line(62, 64, 5));
    const done = await grill.session(id);
    expect(killed(done)).toBeGreaterThan(killed(hot) + 3);
    await grill.pass(10, () => 64);
    const over = await grill.session(id);
    expect(over.safety).toMatchObject({ verdict: 'pasteurized', pasteurized: true });
    expect(over.summary).toContain('It is pasteurised.');

    const { status, body: ended } = await grill.end(id);
    expect([status, ended]).toMatchObject([200, { state: 'ended', safety: { pasteurized: true } }]);
    expect((await grill.end(id)).body).toEqual(ended);
    const listed = await testApp.api.get<{ sessions: unknown[] }>('/probe-sessions');
    expect(listed.body.sessions).toMatchObject([{ session_id: id, state: 'ended' }]);
  }, 120_000);

  it('is not dead in the stall, in which its core stays the same for an hour', async () => {
    await grill.read(5);
    const id = await grill.begun({ food_type: 'pork shoulder', thickness_mm: 120, target_core_celsius: 95 });
    await grill.pass(90, line(5, 66, 90));
    await grill.pass(60, () => 66);
    const stalled = await grill.session(id);
    expect(stalled).toMatchObject({ probe_state: 'ok', safety: { verdict: 'pasteurized' } });
    expect(stalled.forecast['earliest']).toBeNull();
    await grill.pass(10, line(66, 68, 10));
    expect((await grill.session(id)).safety).toMatchObject({ verdict: 'pasteurized' });
  }, 120_000);

  it('credits nothing in a silence, and takes it for no observation', async () => {
    await grill.read(20);
    const id = await grill.begun();
    await grill.pass(10, line(20, 56, 10));
    const before = await grill.session(id);
    await grill.pass(90, () => undefined);
    const silent = await grill.session(id);
    expect(killed(silent)).toBe(killed(before));
    expect(silent.safety['pasteurized_at']).toBeNull();
    expect(silent.safety['minutes_unobserved']).toBe(90);
    expect(silent.safety['minutes_core_in_danger_zone']).toBeLessThanOrEqual(20);
    expect(silent.summary).toContain('The core was not measured for 90 minutes');
    await grill.pass(1, () => 62);
    expect(killed(await grill.session(id))).toBeLessThan(killed(before) + 1);
  }, 120_000);

  it('must be thrown away after four hours in the danger zone', async () => {
    await grill.read(30);
    const id = await grill.begun();
    await grill.pass(242, () => 30);
    const spoilt = await grill.session(id);
    expect(spoilt.safety).toMatchObject({
      verdict: 'must_be_discarded',
      pasteurized: false,
      error: 'COOK_INTERRUPTED',
    });
    expect(spoilt.summary).toMatch(/^Throw the food away: its core was, or may have been/);
  }, 120_000);

  it('is not spoilt by a night in which its gateway is dead and both ends are hot', async () => {
    await grill.read(4);
    const id = await grill.begun();
    await grill.pass(40, line(4, 70, 40));
    await grill.pass(10, () => 70);
    await testApp.clock.elapse(9 * 3600_000);
    const silent = await grill.session(id);
    expect(silent.safety).toMatchObject({ verdict: 'unknown', pasteurized: null, minutes_unobserved: 540 });
    expect(silent.safety['minutes_core_in_danger_zone']).toBeLessThan(40);
    expect(silent.summary).toBe(
      'Chicken: the core was 70 °C 9 hours ago. It was pasteurised when its core was last measured. The core was not measured for 540 minutes: nothing counts as killed in that time.',
    );
    await grill.pass(1, () => 69);
    expect((await grill.session(id)).safety).toMatchObject({ verdict: 'pasteurized', error: null });
  }, 120_000);

  it('may be spoilt when it was warm as the readings ended, and is not said to be', async () => {
    await grill.read(20);
    const id = await grill.begun();
    await grill.pass(10, line(20, 40, 10));
    await testApp.clock.elapse(5 * 3600_000);
    const silent = await grill.session(id);
    expect(silent.safety).toMatchObject({ verdict: 'unknown', pasteurized: null, error: null });
    expect(silent.summary).toMatch(
      /^Throw the food away, unless you know that it was hotter or colder: its core was not measured for 29[01] minutes, and may have been between 5 and 54.4 °C then\./,
    );
  }, 120_000);

  it('says nothing of the food by a probe that lies on the table', async () => {
    await grill.read(4);
    const id = await grill.begun();
    await grill.pass(40, line(4, 68, 40));
    await grill.pass(20, () => 68);
    const before = await grill.session(id);
    await grill.pass(3, line(68, 24, 2));
    await grill.pass(242, (minute) => 24 + (minute % 2) / 10);
    const out = await grill.session(id);
    expect(out.safety['minutes_core_in_danger_zone']).toBe(before.safety['minutes_core_in_danger_zone']);
    expect(out.safety).toMatchObject({ verdict: 'unknown', error: null });
    expect(out.summary).toMatch(/^Chicken: the probe is out of the food; it reads 24(\.1)? °C\./);
    expect(killed(out)).toBe(killed(before));
  }, 120_000);

  it('has an unknown verdict once its sensor is dead, and what it read while it was stuck counts for nothing', async () => {
    await grill.read(4);
    const id = await grill.begun();
    await grill.pass(30, line(4, 61, 30));
    const before = await grill.session(id);
    expect(killed(before)).toBeGreaterThan(0);
    await grill.pass(20, () => 70);
    expect((await grill.session(id)).safety).toMatchObject({ verdict: 'pasteurized' });
    grill.report([makeProbeFacts({ faulty: true })]);
    await grill.read(70);
    const dead = await grill.session(id);
    expect(dead).toMatchObject({ probe_state: 'dead', safety: { verdict: 'unknown', pasteurized: null } });
    expect(killed(dead)).toBeLessThan(killed(before) + 1);
    expect(dead.summary).toContain('The probe does not work');
  }, 120_000);

  it('sees the lid opened by what the air above it does', async () => {
    const air = 'thermoworks-a1-2';
    grill.report([makeProbeFacts(), makeProbeFacts({ probeId: air, kind: 'ambient' })]);
    await grill.read(4);
    const id = await grill.begun({ target_core_celsius: 74 });
    const core = line(4, 44, 40);
    for (let minute = 1; minute <= 40; minute++) {
      await grill.pass(1, (passed) => core(minute - 1 + passed));
      await grill.read(minute === 30 || minute === 31 ? 70 : 140 + (minute % 3), { probeId: air });
    }
    const { forecast } = await grill.session(id);
    expect(forecast['events']).toEqual([expect.objectContaining({ kind: 'lid_open' })]);
  }, 120_000);

  it('goes on after a restart as if there had been none', async () => {
    await grill.read(4);
    const id = await grill.begun({ target_core_celsius: 74 });
    await grill.pass(40, line(4, 62, 40));
    const before = await grill.session(id);
    grill.testApp = await testApp.crash();
    const after = await grill.session(id);
    expect(after.safety).toEqual(before.safety);
    expect(after).toMatchObject({ state: 'running', started_at: before['started_at'] });
    grill.report();
    await grill.pass(20, () => 64);
    expect((await grill.session(id)).safety).toMatchObject({ verdict: 'pasteurized' });
  }, 120_000);
});
