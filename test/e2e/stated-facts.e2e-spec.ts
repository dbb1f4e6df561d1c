import { FoodDataError } from '../../src/safety/foods/food-data.error.js';
import type { Json } from '../harness/api.js';
import { responseOf, chicken, sent } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

describe('Facts that a client states about a food', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65);
  });
  afterEach(() => testApp.close());

  const check = async (known: Json = {}) => (await testApp.api.post('/check-cook', chicken(known))).body;
  const start = (known: Json = {}) => responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));

  it.each([
    ['a thickness', { thickness_mm: 80 }],
    ['that it is frozen', { start_state: 'frozen', thickness_mm: 60 }],
  ])('still count when a refused start is repeated without %s', async (_what, stated) => {
    expect((await start()).status).toBe(200);
    await responseOf(testApp, testApp.api.post('/stop-cook'));
    await testApp.clock.elapse(130_000);
    expect((await start(stated)).status).toBe(400);
    expect((await start()).status).toBe(400);
    expect(await check()).toMatchObject({ allowed: false });
    expect(sent(testApp).filter((command) => command === 'CMD_APC_START')).toHaveLength(1);
  });

  it('are named in the response, with who the plan was judged for', async () => {
    const steak = { food_type: 'beef steak', temperature_celsius: 55, time_minutes: 120 };
    expect(await check({ ...steak, vulnerable_consumers: true })).toMatchObject({ allowed: false });
    expect((await start(steak)).status).toBe(400);
    const stated = await check({ ...steak, time_minutes: 300 });
    expect(stated['assumptions']).toContain(
      'Someone who falls ill easily will eat it, as you said less than a minute ago.',
    );
    const { status, body } = await start({ ...steak, time_minutes: 300 });
    expect(status).toBe(200);
    expect(body['summary']).toMatch(
      /It was judged for someone who falls ill easily\..* as you said less than a minute ago\./,
    );
    expect(await check({ ...steak, vulnerable_consumers: false })).toMatchObject({
      allowed: true,
      verdict: 'unpasteurized_allowed',
    });
  });

  it('are not needed: without them the plan is judged for healthy adults', async () => {
    expect((await start()).body['summary']).toContain('It was judged for healthy adults.');
  });

  it('are forgotten after half an hour', async () => {
    await check({ thickness_mm: 80 });
    expect(await check()).toMatchObject({ allowed: false, thickness_mm: 80 });
    await testApp.clock.elapse(31 * 60_000);
    expect(await check()).toMatchObject({ allowed: true, thickness_mm: 35 });
  });

  const breast = (known: Json = {}): Json => chicken({ food_type: 'chicken breast', ...known });
  const steak = (known: Json = {}): Json => ({
    temperature_celsius: 55,
    time_minutes: 120,
    food_type: 'steak',
    ...known,
  });
  const tryStart = (body: Json) => responseOf(testApp, testApp.api.post('/start-cook', body));
  const refusal = async (body: Json) => {
    const { status, body: error } = await tryStart(body);
    expect([status, sent(testApp).length]).toEqual([expect.any(Number), 0]);
    return { status, code: error['error'], message: String(error['message']) };
  };

  it.each([
    ['steek for my pregnant wife', {}],
    ['steek', { vulnerable_consumers: true }],
    [null, { vulnerable_consumers: true }],
  ])('pass from food that is not understood to the next one: %s', async (food_type, stated) => {
    expect((await tryStart(steak({ food_type, ...stated }))).status).toBe(400);
    const { status, message } = await refusal(steak());
    expect(status).toBe(400);
    expect(message).toContain(
      'Someone who falls ill easily will eat it, as you said less than a minute ago.',
    );
  });

  it.each(['Hähnchenbrust', 'poulet', 'chicken', 'chicken breast fillet'])(
    'count for another name of the food: %s',
    async (food_type) => {
      expect((await tryStart(breast({ thickness_mm: 60 }))).status).toBe(400);
      const { status, message } = await refusal(breast({ food_type }));
      expect(status).toBe(400);
      expect(message).toMatch(
        /The thickest point is 60 mm, as you said .* ago\..* send its thickest point as thickness_mm/,
      );
      expect(await check({ food_type })).toMatchObject({ allowed: false, thickness_mm: 60 });
      expect((await tryStart(breast({ food_type, thickness_mm: 35 }))).status).toBe(200);
    },
  );

  it('include that the food is frozen, under a shorter name', async () => {
    const frozen = { temperature_celsius: 63, time_minutes: 200, thickness_mm: 60 };
    expect((await tryStart(breast({ ...frozen, food_type: 'frozen chicken breast' }))).status).toBe(400);
    const { message } = await refusal(chicken({ temperature_celsius: 63, time_minutes: 100 }));
    expect(message).toContain('The food is frozen, as you said');
  });

  it.each([
    { temperature_celsius: '65', thickness_mm: 60 },
    { thickness_mm: '60' },
    { thickness_mm: 60, time_minute: 90 },
    { thicknes_mm: 60 },
    { thickness_mm: 60, toPlan: 1 },
    { thickness_mm: 60, request_id: 'x'.repeat(65) },
  ])('are read from a malformed request: %j', async (stated) => {
    const { status, code } = await refusal(breast(stated));
    expect([status, code]).toEqual([400, 'VALIDATION_ERROR']);
    const { code: second, message } = await refusal(breast());
    expect(second).not.toBe('VALIDATION_ERROR');
    expect(message).toContain('60 mm, as you said less than a minute ago.');
  });

  it('are read from a malformed check, and beside a malformed header', async () => {
    await testApp.api.post('/check-cook', steak({ vulnerable_consumers: 'true' }));
    expect((await refusal(steak())).message).toContain('Someone who falls ill easily will eat it');
    const headers = { 'idempotency-key': 'x'.repeat(65) };
    expect((await testApp.api.post('/start-cook', breast({ thickness_mm: 60 }), headers)).status).toBe(400);
    expect(await check()).toMatchObject({ allowed: false, thickness_mm: 60 });
  });

  it('require the thickness of a piece that was too large', async () => {
    expect((await refusal(breast({ thickness_mm: 160 }))).code).toBe('PIECE_TOO_LARGE');
    const { code, message } = await refusal(breast());
    expect(code).toBe('THICKNESS_REQUIRED');
    expect(message).toContain('The thickest point may be 160 mm, as you said less than a minute ago.');
    const { violations } = await check({ food_type: 'poulet' });
    expect(violations).toMatchObject([
      {
        error: 'THICKNESS_REQUIRED',
        message: expect.stringContaining('may be 160 mm, as you said') as string,
      },
    ]);
  });

  it('include who eats it in words, also for clients that send false in every field', async () => {
    expect((await refusal(steak({ food_type: 'steak for a toddler' }))).status).toBe(400);
    const { message } = await refusal(steak({ vulnerable_consumers: false }));
    expect(message).toContain(
      'Someone who falls ill easily will eat it, as you said less than a minute ago.',
    );
    expect((await refusal(steak())).status).toBe(400);
  });

  it('do not affect a repeated start, and are not mentioned for its cook', async () => {
    const { status, body } = await tryStart(chicken({ request_id: 'dinner' }));
    expect(status).toBe(200);
    expect(await check({ thickness_mm: 80 })).toMatchObject({ allowed: false });
    const again = await tryStart(chicken({ request_id: 'dinner' }));
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ cook_id: body['cook_id'], replayed: true });
    expect(JSON.stringify(again.body)).not.toContain('80 mm');
    expect(sent(testApp)).toHaveLength(1);
  });
});

describe('A malformed request while the food data is damaged', () => {
  it('gets the response of a start that cannot be judged', async () => {
    const readFoods = () => {
      throw new FoodDataError('a file is altered');
    };
    const testApp = await startTestApp({ readFoods });
    try {
      for (const path of ['/start-cook', '/check-cook']) {
        const { status, body } = await testApp.api.post(path, chicken({ thickness_mm: '60' }));
        expect([status, body['error'], body['request_id']]).toEqual([
          503,
          'SAFETY_UNAVAILABLE',
          expect.any(String),
        ]);
      }
    } finally {
      await testApp.close();
    }
  });
});
