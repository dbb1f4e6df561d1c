import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';

const FIRST = `Pot (${FIRST_COOKER})`;
const SECOND = `pot (${CELLAR})`;

describe('Two cookers of one name', () => {
  let two: TwoCookers;
  beforeEach(async () => {
    two = await TwoCookers.open({
      cookers: [
        { id: FIRST_COOKER, name: 'Pot' },
        { id: CELLAR, name: 'pot' },
      ],
    });
  });
  afterEach(() => two.testApp.close());

  it('are distinguished in the status and keep their names as values', async () => {
    expect(await two.status(FIRST_COOKER)).toMatchObject({
      device_name: 'Pot',
      summary: expect.stringMatching(/^Pot \(Kitchen/) as string,
    });
    expect(await two.testApp.api.get('/devices')).toMatchObject({
      body: { devices: [{ name: 'Pot' }, { name: 'pot' }] },
    });
  });

  it('are distinguished when a choice is missing', async () => {
    expect(await two.testApp.api.get('/status')).toMatchObject({
      status: 409,
      body: {
        message: `The account has 2 cookers: say which by device_id (${FIRST}, ${SECOND}).`,
        details: { devices: [{ name: 'Pot' }, { name: 'pot' }] },
      },
    });
    await two.start(FIRST_COOKER);
    await two.start(CELLAR, { time_minutes: 95 });
    expect(await two.stop()).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining(`${FIRST}, ${SECOND}`) as string },
    });
  });

  it('are distinguished when none runs or only the other', async () => {
    expect(await two.stop()).toMatchObject({
      status: 404,
      body: { message: `Nothing is cooking on ${FIRST} or ${SECOND}.` },
    });
    await two.start(CELLAR);
    expect(await two.stop({ device_id: FIRST_COOKER })).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining(`Nothing is cooking on ${FIRST}. ${SECOND} is`) as string },
    });
  });

  it('can be addressed by the names in the sentences', async () => {
    await two.start(FIRST_COOKER);
    await two.start(CELLAR, { time_minutes: 95 });
    expect((await two.stop({ device_id: SECOND })).status).toBe(200);
    expect(two.stopped).toEqual([CELLAR]);
  });
});
