import { Api, type Json } from '../harness/api.js';
import { AskingClient } from '../harness/asking-client.js';
import { letPass, responseOf } from '../harness/journey.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';

const MINUTE = 60_000;

describe('The armings, for the owner', () => {
  let client: AskingClient;
  let owner: SignedInOwner;
  beforeEach(async () => {
    client = await AskingClient.open();
    owner = await SignedInOwner.at(client.testApp);
  });
  afterEach(() => client.close());

  const arm = (known: Json = {}) =>
    owner.post('/owner/armings', { principal: 'tablet', minutes: 240, ...known });
  const list = async () => (await owner.get<{ armings: Json[] }>('/owner/armings')).body.armings;
  const disarm = (id: unknown) => owner.send('DELETE', `/owner/armings/${String(id)}`);

  it('let a client start without asking, once, and say so', async () => {
    const { status, body } = await arm();
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { principal: 'tablet', device_name: 'Kitchen', starts_left: 1, suspended: false },
    });
    expect(await list()).toEqual([body]);
    expect(await client.start()).toMatchObject({ status: 200, body: { status: 'started' } });
    await responseOf(client.testApp, client.testApp.api.post('/stop-cook'));
    expect(await client.start({ time_minutes: 91 })).toMatchObject({ status: 202 });
    expect(await list()).toEqual([]);
    expect(await client.journal('arming')).toEqual(['armed', 'used']);
  });

  it('end when they are ended, each by its id', async () => {
    const { body } = await arm({ starts: 20 });
    expect(await disarm(body['id'])).toMatchObject({ status: 200, body: { ended: 1 } });
    expect(await client.start()).toMatchObject({ status: 202 });
    for (const id of [body['id'], 'unknown', '%00', 'tablet'])
      expect(await disarm(id)).toMatchObject({ status: 404, body: { error: 'ARMING_NOT_FOUND' } });
    expect(await client.journal('arming')).toEqual(['armed', 'disarmed']);
  });

  it('end with their key, so that a new key of its name asks again', async () => {
    await arm({ starts: 20 });
    expect(await owner.send('DELETE', '/owner/keys/tablet')).toMatchObject({ status: 200 });
    expect(await list()).toEqual([]);
    const { body } = await owner.post('/owner/keys', { name: 'tablet', ask: true });
    const again = new Api(client.testApp.url, String(body['key']));
    expect(await client.start({}, again)).toMatchObject({ status: 202 });
    expect(await client.journal('arming')).toEqual(['armed', 'disarmed']);
  });

  it('are not those of a key that is made after theirs was revoked at the machine', async () => {
    await arm();
    client.keys.change(() => []);
    await letPass(client.testApp, MINUTE);
    const { body } = await owner.post('/owner/keys', { name: 'tablet', ask: true });
    const again = new Api(client.testApp.url, String(body['key']));
    expect(await client.start({}, again)).toMatchObject({ status: 202 });
  });

  it('end by themselves', async () => {
    await arm({ minutes: 1 });
    await letPass(client.testApp, MINUTE);
    expect(await list()).toEqual([]);
  });

  it('last a day at most', async () => {
    const { body } = await arm({ minutes: 1440 });
    const left = Date.parse(String(body['until'])) - client.testApp.clock.now().getTime();
    expect(Math.round(left / MINUTE)).toBe(1440);
  });

  it('are suspended after a restart until the clock is right', async () => {
    await arm();
    await client.restart({ isSynchronised: () => false });
    const again = await SignedInOwner.at(client.testApp);
    expect((await again.get<{ armings: Json[] }>('/owner/armings')).body.armings).toMatchObject([
      { principal: 'tablet', suspended: true },
    ]);
  });

  it.each<[string, Json, string]>([
    ['no minutes', { minutes: null }, 'minutes'],
    ['no time', { minutes: 0 }, 'minutes'],
    ['more than a day', { minutes: 1441 }, 'minutes'],
    ['half a minute', { minutes: 0.5 }, 'minutes'],
    ['no start', { starts: 0 }, 'starts'],
    ['more than 20 starts', { starts: 21 }, 'starts'],
    ['no name', { principal: 7 }, 'principal'],
    ['a field that there is not', { until: '2030-01-01' }, 'until'],
  ])('are not made for %s', async (_what, known, field) => {
    expect(await arm(known)).toMatchObject({ status: 400, body: { details: { field } } });
    expect(await list()).toEqual([]);
  });

  it.each([
    ['that there is not', 'unknown', /There is no key or client/],
    ['that starts without asking', 'default', /starts cooks without asking/],
    ['that only reads', 'display', /may not start cooks/],
    ['that is the owner', 'owner', /without asking/],
  ])('are refused for a client %s', async (_what, principal, sentence) => {
    client.keys.add('display', { scopes: ['status:read'] });
    await client.testApp.clock.elapse(1_000);
    const { status, body } = await arm({ principal });
    expect({ status, body }).toMatchObject({ status: 409, body: { error: 'ARMING_REFUSED' } });
    expect(body['message']).toMatch(sentence);
  });

  it('are refused for a cooker that there is not', async () => {
    expect(await arm({ device_id: 'unknown' })).toMatchObject({
      status: 404,
      body: { error: 'DEVICE_NOT_FOUND' },
    });
  });
});
