import type { Scope } from '../../src/http/scopes.js';
import { Api } from '../harness/api.js';
import { chicken } from '../harness/journey.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';
import { GUARDED, OPEN, PAGES, SCOPE_OF } from '../harness/routes.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';

describe('An unknown query field', () => {
  let testApp: TestApp;
  let owner: SignedInOwner;
  let pusher: Api;
  const keys = new KeysFolder();
  beforeAll(async () => {
    const key = keys.add('garage', { scopes: ['readings:write'] });
    testApp = await startTestApp({ environment: { configDir: keys.path } });
    owner = await SignedInOwner.at(testApp);
    pusher = new Api(testApp.url, key);
  });
  afterAll(async () => {
    await testApp.close();
    keys.remove();
  });

  const request = (route: string, headers: Record<string, string | undefined> = {}) => {
    const [method = '', path = ''] = route.split(' ');
    return testApp.api.send(method, path, undefined, headers);
  };

  const clientOf = (scope: Scope | undefined) =>
    scope === 'owner' ? owner : scope === 'readings:write' ? pusher : testApp.api;

  const refusing = GUARDED.filter((route) => route !== 'POST /stop-cook');

  it.each(refusing)('is refused by its name: %s', async (route) => {
    for (const [query, name] of [
      ['nope=1', 'nope'],
      ['force=', 'force'],
      ['__proto__=1', '__proto__'],
      ['%0Anope', '·nope'],
    ]) {
      const [method = '', path = ''] = route.split(' ');
      const response = await clientOf(SCOPE_OF[route]).send(method, `${path}?${query}`);
      expect(response).toMatchObject({
        status: 400,
        body: { error: 'VALIDATION_ERROR', details: { field: name } },
      });
      expect(response.body['message']).toContain(`There is no field "${name}"`);
    }
  });

  it.each(GUARDED)('is not mentioned to a client without a key: %s', async (route) => {
    // Each from an address of its own, since one address may try only so many wrong keys.
    const address = { 'x-forwarded-for': `198.51.100.${GUARDED.indexOf(route)}` };
    expect(await request(`${route}?nope=1`, { authorization: undefined, ...address })).toMatchObject({
      status: 401,
      body: { error: 'UNAUTHORIZED' },
    });
  });

  it.each([...OPEN, ...PAGES])('is ignored on routes without a key: %s', async (route) => {
    await until(async () => (await request('GET /health/ready')).status, 200);
    expect((await request(`${route}?utm_source=chatgpt.com`)).status).toBe(200);
  });

  it('gets a hint where fields belong', async () => {
    const { body } = await testApp.api.post('/check-cook?time_minutes=90', chicken());
    expect(body['message']).toBe(
      'There is no field "time_minutes" in the address: fields are sent in the body.',
    );
  });

  it('does not prevent a stop, and its response says that it was ignored', async () => {
    await testApp.api.post('/start-cook', chicken());
    expect(await testApp.api.post('/stop-cook?device_id=nope')).toMatchObject({
      status: 200,
      body: { warnings: ['The query in the address was left out: fields are sent in the body.'] },
    });
  });
});
