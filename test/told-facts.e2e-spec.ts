import type { Json } from './support/api.js';
import { answered, chicken, sent } from './support/journey.js';
import { startKitchen, type Kitchen } from './support/kitchen.js';

describe('What a client has told of a food', () => {
  let kitchen: Kitchen;
  beforeEach(async () => {
    kitchen = await startKitchen();
    kitchen.cooker.setWater(65);
  });
  afterEach(() => kitchen.close());

  const check = async (known: Json = {}) => (await kitchen.api.post('/check-cook', chicken(known))).body;
  const start = (known: Json = {}) => answered(kitchen, kitchen.api.post('/start-cook', chicken(known)));

  it.each([
    ['a thickness', { thickness_mm: 80 }],
    ['that it is frozen', { start_state: 'frozen', thickness_mm: 60 }],
  ])('is not dropped when a refused start comes again without %s', async (_what, told) => {
    expect((await start()).status).toBe(200);
    await answered(kitchen, kitchen.api.post('/stop-cook'));
    await kitchen.clock.elapse(130_000);
    expect((await start(told)).status).toBe(400);
    expect((await start()).status).toBe(400);
    expect(await check()).toMatchObject({ allowed: false });
    expect(sent(kitchen).filter((command) => command === 'CMD_APC_START')).toHaveLength(1);
  });

  it('is named in what is answered, with for whom it was judged', async () => {
    const steak = { food_type: 'beef steak', temperature_celsius: 55, time_minutes: 120 };
    expect(await check({ ...steak, vulnerable_consumers: true })).toMatchObject({ allowed: false });
    expect((await start(steak)).status).toBe(400);
    const told = await check({ ...steak, time_minutes: 300 });
    expect(told['assumptions']).toContain(
      'Someone who falls ill easily will eat it, as told less than a minute ago.',
    );
    const { status, body } = await start({ ...steak, time_minutes: 300 });
    expect(status).toBe(200);
    expect(body['summary']).toMatch(
      /It was judged for someone who falls ill easily\..* as told less than a minute ago\./,
    );
    expect(await check({ ...steak, vulnerable_consumers: false })).toMatchObject({
      allowed: true,
      verdict: 'unpasteurized_allowed',
    });
  });

  it('is judged for healthy adults where nobody told', async () => {
    expect((await start()).body['summary']).toContain('It was judged for healthy adults.');
  });

  it('is forgotten after half an hour', async () => {
    await check({ thickness_mm: 80 });
    expect(await check()).toMatchObject({ allowed: false, thickness_mm: 80 });
    await kitchen.clock.elapse(31 * 60_000);
    expect(await check()).toMatchObject({ allowed: true, thickness_mm: 35 });
  });
});
