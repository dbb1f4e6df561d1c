import { startTestApp, type TestApp } from '../harness/test-app.js';
import { chicken, sent, untilStatus } from '../harness/journey.js';

const MINUTE = 60_000;

describe('A cook from start to end', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(() => testApp.close());

  it('starts once the cooker shows it, heats, cooks, holds and stops', async () => {
    const { api, cloud } = testApp;
    const started = await api.post('/start-cook', chicken());
    expect(started.status).toBe(200);
    expect(started.body).toMatchObject({
      status: 'started',
      verified: true,
      device_id: cloud.cooker.identity.id,
      target_temp_celsius: 65,
      time_minutes: 90,
      food_type: 'chicken',
      food_class: 'poultry',
      safety: { allowed: true },
      summary: expect.stringMatching(/^Chicken at 65 °C for 90 minutes has started/) as string,
    });
    await untilStatus(testApp, { state: 'preheating', is_running: true, time_remaining_minutes: 90 });

    cloud.skip(45 * MINUTE);
    await untilStatus(testApp, { state: 'cooking', timer: 'running' });
    const { body: status } = await api.get('/status');
    expect(status).toMatchObject({
      device_online: true,
      target_temp_celsius: 65,
      stale: false,
      cook: { cook_id: started.body['cook_id'], food_type: 'chicken', started_by: 'coddle' },
      safety: { allowed: true },
    });
    const [remaining, elapsed] = [
      status['time_remaining_minutes'],
      status['time_elapsed_minutes'],
    ] as number[];
    expect([90, 91]).toContain(remaining! + elapsed!);

    cloud.skip(90 * MINUTE);
    await untilStatus(testApp, { state: 'done', is_running: true, time_remaining_minutes: 0 });

    const stopped = await api.post('/stop-cook');
    expect(stopped.status).toBe(200);
    expect(stopped.body).toMatchObject({
      status: 'stopped',
      verified: true,
      time_elapsed_minutes: 90,
      cook_id: started.body['cook_id'],
      summary: expect.stringMatching(/^Stopped: the 90 minutes were done/) as string,
    });
    await untilStatus(testApp, { state: 'idle', is_running: false, cook: null, safety: null });
    expect(await api.post('/stop-cook')).toMatchObject({ status: 404, body: { error: 'NO_ACTIVE_COOK' } });
    expect(sent(testApp)).toEqual(['CMD_APC_START', 'CMD_APC_STOP', 'CMD_APC_STOP']);
  });

  it('is refused for chicken at 50 °C, with numbers and alternatives, and nothing is sent', async () => {
    const refused = await testApp.api.post('/start-cook', chicken({ temperature_celsius: 50 }));
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error: 'POULTRY_TEMP_UNSAFE',
        message: expect.stringMatching(/50 °C.*57 °C/) as string,
        details: { field: 'temperature_celsius', received: 50, minimum: 57 },
      },
    });
    const alternatives = refused.body['alternatives'] as Record<string, unknown>[];
    expect(alternatives.length).toBeGreaterThan(0);
    for (const { verdict, ...setting } of alternatives) {
      const check = await testApp.api.post('/check-cook', { food_type: 'chicken', ...setting });
      expect(check.body).toMatchObject({ allowed: true, verdict });
    }
    expect(testApp.cloud.received).toEqual([]);
  });

  it('can be checked without touching the cooker, even out of range', async () => {
    const { api, cloud } = testApp;
    expect(await api.post('/check-cook', chicken())).toMatchObject({
      status: 200,
      body: { allowed: true, food_class: 'poultry', violations: [] },
    });
    expect(
      await api.post('/check-cook', chicken({ temperature_celsius: 300, time_minutes: 0 })),
    ).toMatchObject({
      status: 200,
      body: {
        allowed: false,
        verdict: 'rejected',
        violations: [
          { error: 'TEMPERATURE_TOO_HIGH' },
          { error: 'TEMPERATURE_TOO_HIGH' },
          { error: 'TIME_TOO_SHORT' },
        ],
      },
    });
    expect(cloud.received).toEqual([]);
  });

  it('is refused while another cook is on, with who started that one', async () => {
    const { api } = testApp;
    const started = await api.post('/start-cook', chicken());
    expect(await api.post('/start-cook', chicken({ time_minutes: 120 }))).toMatchObject({
      status: 409,
      body: {
        error: 'DEVICE_BUSY',
        details: {
          started_by: 'coddle',
          target_temp_celsius: 65,
          time_remaining_minutes: 90,
          cook_id: started.body['cook_id'],
        },
      },
    });
  });

  it('stops before the timer has begun', async () => {
    const { api } = testApp;
    await api.post('/start-cook', chicken());
    expect(await api.post('/stop-cook', {})).toMatchObject({
      status: 200,
      body: { verified: true, time_elapsed_minutes: 0, total_time_minutes: 0 },
    });
  });

  it('can use the listed foods and cookers', async () => {
    const { api } = testApp;
    const foods = await api.get<{ classes: { food_class: string }[] }>('/foods');
    expect(foods.body.classes).toContainEqual(
      expect.objectContaining({
        food_class: 'poultry',
        minimum_temperature_celsius: 57,
        must_be_pasteurized: true,
      }),
    );
    expect((await api.get('/devices')).body).toEqual({
      devices: [
        {
          device_id: testApp.cooker.identity.id,
          name: testApp.cooker.identity.name,
          type: 'a7',
          online: true,
          supported: true,
        },
      ],
    });
  });
});
