import type { Json } from '../harness/api.js';
import { chicken, letPass, responseOf, untilStatus } from '../harness/journey.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

const HOUR = 3_600_000;

describe('Food that was left, for the owner', () => {
  let testApp: TestApp;
  let owner: SignedInOwner;
  beforeEach(async () => {
    testApp = await startTestApp({ cookers: [{ name: 'Kitchen' }] });
    owner = await SignedInOwner.at(testApp);
  });
  afterEach(() => testApp.close());

  const foods = async () => (await owner.get<{ foods: Json[] }>('/owner/foods-left')).body.foods;
  const discard = (cookId: unknown, deviceId = testApp.cooker.identity.id) =>
    owner.post(`/owner/devices/${encodeURIComponent(deviceId)}/discarded`, { cook_id: cookId });
  const start = () => responseOf(testApp, testApp.api.post('/start-cook', chicken()));
  /** A cook that broke off and left spoilt food. @returns its id */
  const breakOff = async (): Promise<string> => {
    testApp.cooker.setWater(65);
    const { body } = await start();
    await letPass(testApp, 20_000);
    testApp.cooker.unplug();
    await testApp.clock.elapse(5 * HOUR);
    testApp.cooker.setWater(32);
    testApp.cooker.plugIn();
    await letPass(testApp, 10_000);
    await untilStatus(testApp, { state: 'idle' });
    return String(body['cook_id']);
  };

  it('is listed with its plan and its cooker, and starts nothing until it is confirmed as thrown away', async () => {
    const id = await breakOff();
    expect(await foods()).toMatchObject([
      {
        cook_id: id,
        plan: { food_type: 'chicken', temperature_celsius: 65, device_name: 'Kitchen' },
        must_be_discarded: true,
      },
    ]);
    expect(await start()).toMatchObject({ status: 409, body: { error: 'FOOD_MUST_BE_DISCARDED' } });
    expect(await discard(id)).toMatchObject({ status: 200, body: { cook_id: id } });
    expect(await foods()).toEqual([]);
    expect((await start()).status).toBe(200);
  }, 30_000);

  it('is not confirmed for another cooker, for another cook, or twice', async () => {
    const id = await breakOff();
    const refused = { status: 409, body: { error: 'NOTHING_TO_DISCARD' } };
    expect(await discard(id, 'another')).toMatchObject(refused);
    expect(await discard('unknown')).toMatchObject(refused);
    expect(await foods()).toHaveLength(1);
    expect((await discard(id)).status).toBe(200);
    expect(await discard(id)).toMatchObject(refused);
  }, 30_000);

  it('is not confirmed while a cook is on', async () => {
    testApp.cooker.setWater(65);
    const { body } = await start();
    expect(await discard(body['cook_id'])).toMatchObject({
      status: 409,
      body: { error: 'NOTHING_TO_DISCARD', message: expect.stringMatching(/^A cook is on/) as string },
    });
  });

  it.each([undefined, null, 7, ['a'], 'x'.repeat(65)])('is not confirmed for the id %j', async (id) => {
    expect(await discard(id)).toMatchObject({ status: 400, body: { details: { field: 'cook_id' } } });
  });
});
