import { CELLAR, KITCHEN, TwoCookers } from './harness/two-cookers.js';

const FIRST = `Pot (${KITCHEN})`;
const SECOND = `pot (${CELLAR})`;

describe('Two cookers of one name', () => {
  let two: TwoCookers;
  beforeEach(async () => {
    two = await TwoCookers.open({
      cookers: [
        { id: KITCHEN, name: 'Pot' },
        { id: CELLAR, name: 'pot' },
      ],
    });
  });
  afterEach(() => two.kitchen.close());

  it('are told apart in the status, and keep their names as values', async () => {
    expect(await two.status(KITCHEN)).toMatchObject({
      device_name: 'Pot',
      summary: expect.stringMatching(/^Pot \(Kitchen/) as string,
    });
    expect(await two.kitchen.api.get('/devices')).toMatchObject({
      body: { devices: [{ name: 'Pot' }, { name: 'pot' }] },
    });
  });

  it('are told apart when a choice is missing', async () => {
    expect(await two.kitchen.api.get('/status')).toMatchObject({
      status: 409,
      body: {
        message: `The account has 2 cookers: say which by device_id (${FIRST}, ${SECOND}).`,
        details: { devices: [{ name: 'Pot' }, { name: 'pot' }] },
      },
    });
    await two.start(KITCHEN);
    await two.start(CELLAR, { time_minutes: 95 });
    expect(await two.stop()).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining(`${FIRST}, ${SECOND}`) as string },
    });
  });

  it('are told apart when nothing runs, or only the other', async () => {
    expect(await two.stop()).toMatchObject({
      status: 404,
      body: { message: `Nothing is cooking on ${FIRST} or ${SECOND}.` },
    });
    await two.start(CELLAR);
    expect(await two.stop({ device_id: KITCHEN })).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining(`Nothing is cooking on ${FIRST}. ${SECOND} is`) as string },
    });
  });

  it('are found by what sentences call them', async () => {
    await two.start(KITCHEN);
    await two.start(CELLAR, { time_minutes: 95 });
    expect((await two.stop({ device_id: SECOND })).status).toBe(200);
    expect(two.stopped).toEqual([CELLAR]);
  });
});
