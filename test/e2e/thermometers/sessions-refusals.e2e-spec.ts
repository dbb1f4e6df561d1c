import type { Json } from '../../harness/api.js';
import { McpClient } from '../../harness/mcp-client.js';
import { line, PROBE, ProbeJourney } from '../../harness/probe-journey.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { makeProbeFacts } from '../../harness/thermometer-facts.js';

describe('A probe session', () => {
  let testApp: TestApp;
  let grill: ProbeJourney;
  beforeEach(async () => {
    testApp = await startTestApp();
    grill = new ProbeJourney(testApp);
    await grill.read(4);
  });
  afterEach(() => testApp.close());

  const ago = (minutes: number): string =>
    new Date(testApp.clock.now().getTime() - minutes * 60_000).toISOString();

  it.each<[string, Json, number, string]>([
    ['an unknown probe', { probe_id: 'none' }, 404, 'PROBE_NOT_FOUND'],
    ['an unknown cook', { cook_id: 'none' }, 404, 'COOK_NOT_FOUND'],
    ['a target below the limit', { target_core_celsius: 56 }, 400, 'POULTRY_TEMP_UNSAFE'],
    ['a target in °F', { target_core_celsius: 165 }, 400, 'TEMPERATURE_TOO_HIGH'],
    ['a poisonous food', { food_type: 'rhubarb leaves' }, 400, 'POISONOUS'],
    ['raw beans', { food_type: 'kidney beans', target_core_celsius: 95 }, 400, 'TOXIN_NEEDS_BOILING'],
    ['an unknown food', { food_type: 'gloop', target_core_celsius: 55 }, 400, 'FOOD_TYPE_UNKNOWN'],
    ['a thickness in cm', { thickness_mm: 3 }, 400, 'THICKNESS_OUT_OF_RANGE'],
    ['no food', { food_type: undefined }, 400, 'VALIDATION_ERROR'],
    ['an unknown field', { core: 74 }, 400, 'VALIDATION_ERROR'],
    ['a text for a number', { target_core_celsius: '74' }, 400, 'VALIDATION_ERROR'],
    ['a time that is none', { started_at: 'noon' }, 400, 'VALIDATION_ERROR'],
    ['a time without readings', { started_at: '2026-03-01T11:00:00Z' }, 400, 'VALIDATION_ERROR'],
    ['a time long ago', { started_at: '1970-01-01T00:00:00Z' }, 400, 'VALIDATION_ERROR'],
    ['a time to come', { started_at: '2100-01-01T00:00:00Z' }, 400, 'VALIDATION_ERROR'],
  ])('is refused for %s', async (_what, known, status, code) => {
    const refused = await grill.begin(known);
    expect([refused.status, refused.body['error']]).toEqual([status, code]);
    expect(refused.text).not.toContain('"session_id"');
  });

  it('is refused on a probe that is not in food', async () => {
    const air = 'thermoworks-a1-2';
    grill.report([makeProbeFacts(), makeProbeFacts({ probeId: air, kind: 'ambient' })]);
    expect(await grill.begin({ probe_id: air })).toMatchObject({
      status: 400,
      body: { error: 'PROBE_NOT_A_CORE' },
    });
  });

  it('is one for each probe, and once for each request', async () => {
    const [one, other] = await Promise.all([
      grill.begin({ request_id: 'thighs' }),
      grill.begin({ request_id: 'thighs' }),
    ]);
    expect(one.status).toBe(200);
    expect(other.body.session_id).toBe(one.body.session_id);
    expect((await grill.begin({ request_id: 'thighs' })).body.session_id).toBe(one.body.session_id);
    expect(await grill.begin({ request_id: 'thighs', food_type: 'duck' })).toMatchObject({
      status: 409,
      body: { error: 'REQUEST_ID_REUSED' },
    });
    expect(await grill.begin()).toMatchObject({
      status: 409,
      body: { error: 'PROBE_BUSY', details: { session_id: one.body.session_id } },
    });
  });

  it('is unknown under any other id', async () => {
    for (const id of ['none', '%00', 'x'.repeat(300)])
      expect([404, 400]).toContain((await testApp.api.get(`/probe-sessions/${id}`)).status);
    expect(await grill.end('none')).toMatchObject({
      status: 404,
      body: { error: 'PROBE_SESSION_NOT_FOUND' },
    });
  });

  it('says that nothing is known while its probe never reports', async () => {
    grill.report([makeProbeFacts(), makeProbeFacts({ probeId: 'thermoworks-a1-3' })]);
    const id = await grill.begun({ probe_id: 'thermoworks-a1-3' });
    await grill.pass(30, () => undefined);
    const silent = await grill.session(id);
    expect(silent).toMatchObject({
      temperature_celsius: null,
      reading_at: null,
      safety: { verdict: 'unknown', pasteurized: null, pasteurized_at: null },
    });
    expect(silent.safety['basis']).toBe(
      'nothing: the probe has reported no core temperature since the session began',
    );
    expect(silent.summary).toContain('the probe has reported no core temperature since the session began');
  });

  it('may have begun as far back as its probe was read, and counts only what was measured', async () => {
    await grill.pass(30, line(4, 60, 30));
    const id = await grill.begun({ started_at: ago(30) });
    const late = await grill.session(id);
    expect(late.safety['minutes_core_in_danger_zone']).toBeGreaterThan(24);
    expect(late.safety.log_reductions[0]!.predicted).toBeGreaterThan(0);
    await grill.end(id);
    // The probe moves to another food: what it read in the first one is not that food's.
    const early = await grill.begin({ food_type: 'duck breast', started_at: ago(10) });
    expect(early).toMatchObject({ status: 400, body: { error: 'VALIDATION_ERROR' } });
    const next = await grill.session(await grill.begun({ food_type: 'duck breast' }));
    expect(next.safety.log_reductions.map(({ predicted }) => predicted)).toEqual([0, 0]);
  }, 60_000);

  it('says that the clock of a device is slow when everything comes late', async () => {
    const id = await grill.begun();
    await testApp.clock.elapse(400_000);
    for (let minute = 0; minute < 3; minute++) {
      await testApp.clock.elapse(60_000);
      grill.report();
      await grill.read(65, { ago: 300_000 });
    }
    expect(await grill.session(id)).toMatchObject({
      temperature_celsius: 65,
      safety: { verdict: 'not_pasteurized' },
      summary:
        'Chicken: the core was 65 °C 5 minutes ago. Not pasteurised: 0 of 7 log of Salmonella so far. The readings of the probe come more than 2 minutes late, so they do not count. Its clock may be slow.',
    });
  }, 60_000);

  it('credits nothing for readings that come late', async () => {
    const id = await grill.begun();
    await grill.pass(1, () => 4);
    await grill.pass(20, () => undefined);
    for (let minute = 18; minute > 3; minute--) await grill.read(75, { ago: minute * 60_000 });
    const session = await grill.session(id);
    expect(session.safety).toMatchObject({ verdict: 'not_pasteurized', pasteurized: false });
    expect(session.safety.log_reductions.every(({ predicted }) => predicted === 0)).toBe(true);
  }, 60_000);

  it('is begun, read and ended by tools', async () => {
    const client = new McpClient(testApp.api, '2026-07-28');
    const begun = await client.call('start_probe_session', {
      probe_id: PROBE,
      food_type: 'chicken',
      target_core_celsius: 74,
    });
    const id = begun.content['session_id'];
    expect(begun.content).toMatchObject({ state: 'running', food_class: 'poultry' });
    const read = await client.call('get_probe_sessions', {});
    expect(read.content).toMatchObject({ sessions: [{ session_id: id }] });
    expect(read.text).toContain('Chicken: the core is 4 °C.');
    const refused = await client.call('start_probe_session', { probe_id: PROBE, food_type: 'duck' });
    expect(refused).toMatchObject({ isError: true, content: { error: 'PROBE_BUSY' } });
    const ended = await client.call('end_probe_session', { session_id: id });
    expect(ended.content).toMatchObject({ session_id: id, state: 'ended' });
  });
});
