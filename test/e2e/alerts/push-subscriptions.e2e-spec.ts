import { FakePushService } from '../../harness/fake-push-service.js';
import type { Json } from '../../harness/api.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const PATH = '/owner/push-subscriptions';

describe('The browsers that receive messages, for the owner', () => {
  let service: FakePushService;
  let testApp: TestApp;
  let owner: SignedInOwner;
  const start = async (alertAllowPrivate = true) => {
    testApp = await startTestApp({ environment: { alertAllowPrivate } });
    owner = await SignedInOwner.at(testApp);
  };
  beforeEach(async () => {
    service = await FakePushService.open();
  });
  afterEach(async () => {
    await testApp.close();
    await service.close();
  });

  const list = async () => (await owner.get<{ public_key: string; subscriptions: Json[] }>(PATH)).body;

  it('are none at first, with the key of this server, which stays the same', async () => {
    await start();
    const { public_key: key, subscriptions } = await list();
    expect(subscriptions).toEqual([]);
    expect(Buffer.from(key, 'base64url')).toHaveLength(65);
    testApp = await testApp.crash();
    owner = await SignedInOwner.at(testApp);
    expect((await list()).public_key).toBe(key);
  });

  it('are listed without their address, once each, also after a crash', async () => {
    await start();
    const subscription = service.subscribe('phone').toJSON();
    const first = await owner.post(PATH, subscription);
    expect(first).toMatchObject({
      status: 200,
      body: {
        id: expect.stringMatching(/^[\da-f]{20}$/) as string,
        push_service: new URL(service.origin).host,
        subscribed_at: expect.stringMatching(/^20.*Z$/) as string,
      },
    });
    await owner.post(PATH, subscription);
    testApp = await testApp.crash();
    owner = await SignedInOwner.at(testApp);
    const { status, body, text } = await owner.get<{ subscriptions: Json[] }>(PATH);
    expect([status, body.subscriptions]).toEqual([200, [first.body]]);
    for (const secret of [subscription.endpoint, subscription.keys.auth]) {
      expect(text).not.toContain(secret);
      expect(testApp.logs.join('\n')).not.toContain(secret);
    }
  });

  it('end one by one', async () => {
    await start();
    const { body } = await owner.post(PATH, service.subscribe('phone').toJSON());
    const end = () => owner.send('DELETE', `${PATH}/${String(body['id'])}`);
    expect(await end()).toMatchObject({ status: 200, body: { ended: 1 } });
    expect(await end()).toMatchObject({ status: 404, body: { error: 'SUBSCRIPTION_NOT_FOUND' } });
    expect((await list()).subscriptions).toEqual([]);
  });

  it('are 20 at most', async () => {
    await start();
    const subscribe = () => owner.post(PATH, service.subscribe('phone').toJSON());
    const made = [];
    for (let i = 0; i < 20; i++) made.push((await subscribe()).status);
    expect(made).toEqual(Array<number>(20).fill(200));
    expect(await subscribe()).toMatchObject({ status: 409, body: { error: 'TOO_MANY_SUBSCRIPTIONS' } });
  });

  it('lie outside of the own network unless the settings allow it', async () => {
    await start(false);
    const { keys } = service.subscribe('phone').toJSON();
    for (const endpoint of [
      `${service.origin}/push/1`,
      'https://127.0.0.1/push/1',
      'https://[::1]/push/1',
      'https://localhost/push/1',
      'https://192.168.1.10/push/1',
      'https://0x7f000001/push/1',
    ]) {
      expect(await owner.post(PATH, { endpoint, keys })).toMatchObject({
        status: 400,
        body: { error: 'VALIDATION_ERROR', details: { field: 'endpoint' } },
      });
    }
    expect((await owner.post(PATH, { endpoint: 'https://push.example/1', keys })).status).toBe(200);
  });

  it.each<[string, (given: Json) => Json, string]>([
    ['no address', (given) => ({ ...given, endpoint: undefined }), 'endpoint'],
    [
      'an address with a user',
      (given) => ({ ...given, endpoint: 'https://me:it@push.example/' }),
      'endpoint',
    ],
    ['an address of another kind', (given) => ({ ...given, endpoint: 'ftp://push.example/' }), 'endpoint'],
    [
      'an address with a line feed',
      (given) => ({ ...given, endpoint: 'https://push.example/\n' }),
      'endpoint',
    ],
    [
      'a long address',
      (given) => ({ ...given, endpoint: `https://push.example/${'a'.repeat(2_000)}` }),
      'endpoint',
    ],
    ['no keys', (given) => ({ ...given, keys: undefined }), 'keys'],
    ['keys that are a list', (given) => ({ ...given, keys: [] }), 'keys'],
    [
      'a key beside the curve',
      (given) => ({ ...given, keys: { ...(given['keys'] as Json), p256dh: 'BAAA' } }),
      'keys',
    ],
    ['a short secret', (given) => ({ ...given, keys: { ...(given['keys'] as Json), auth: 'AAAA' } }), 'keys'],
    ['a field that there is not', (given) => ({ ...given, name: 'phone' }), 'name'],
  ])('are not taken with %s', async (_what, change, field) => {
    await start();
    const body = change(service.subscribe('phone').toJSON());
    expect(await owner.post(PATH, body)).toMatchObject({
      status: 400,
      body: { error: 'VALIDATION_ERROR', details: { field: expect.stringContaining(field) as string } },
    });
    expect((await list()).subscriptions).toEqual([]);
  });

  it('are nothing that a key may see or change, not even the strongest', async () => {
    await start();
    const subscription = service.subscribe('phone').toJSON();
    const send = [testApp.api.get(PATH), testApp.api.post(PATH, subscription)];
    for (const response of await Promise.all(send)) expect(response.status).toBe(403);
  });
});
