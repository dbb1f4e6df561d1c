import type { Json } from '../harness/api.js';
import { toolsOf, useOAuthApp } from '../harness/oauth-client.js';
import { Api } from '../harness/api.js';
import { McpClient } from '../harness/mcp-client.js';
import { SCOPE_OF } from '../harness/routes.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';

describe('The clients, for the owner', () => {
  const oauth = useOAuthApp();
  const scopes = ['status:read', 'cook:check', 'cook:start'];
  let owner: SignedInOwner;
  beforeAll(async () => {
    owner = await SignedInOwner.at(oauth.testApp);
  });

  const list = async () => (await owner.get<{ clients: Json[] }>('/owner/clients')).body.clients;
  const connect = async (name: string) => {
    const { access } = await (await oauth.registered({ name })).connect(oauth.browser, { scopes });
    const { id } = (await list()).find((client) => client['name'] === name)!;
    return { access, path: `/owner/clients/${encodeURIComponent(String(id))}` };
  };
  const start = async (access: string) => {
    const plan = { temperature_celsius: 65, time_minutes: 90, food_type: 'chicken' };
    return new McpClient(new Api(oauth.testApp.url, access)).call('start_cook', plan);
  };

  it('are listed with name, host, scopes, policy and last use', async () => {
    const { access } = await connect('Sous Chef');
    await toolsOf(oauth.testApp, { access });
    expect(await list()).toMatchObject([
      {
        id: expect.stringMatching(/^oauth:/) as string,
        ...{ name: 'Sous Chef', host: 'chef.example', scopes, start_policy: 'ask' },
        connected_at: expect.stringMatching(/^20/) as string,
      },
    ]);
  });

  it('keep a hostile name as data, without what a terminal or a page would obey', async () => {
    const name = '<img src=x onerror=alert(1)>\u202e';
    const { path } = await connect(name).catch(() => ({ path: '' }));
    const names = (await list()).map((client) => String(client['name']));
    expect(names.join()).not.toContain('\u202e');
    if (path !== '') await owner.send('DELETE', path);
  });

  it('start after an approval, or never, as the owner last chose', async () => {
    const { access, path } = await connect('Chef of Never');
    expect(await start(access)).toMatchObject({ content: { status: 'approval_required' } });
    expect(await owner.send('PATCH', path, { start_policy: 'never' })).toMatchObject({
      status: 200,
      body: { name: 'Chef of Never', start_policy: 'never' },
    });
    expect(await start(access)).toMatchObject({ content: { error: 'STARTS_NOT_ALLOWED' } });
    await owner.send('PATCH', path, { start_policy: 'ask' });
    expect(await start(access)).toMatchObject({ content: { status: 'approval_required' } });
  });

  it('reach no route of the owner with their token', async () => {
    const { access } = await connect('Curious Chef');
    const api = new Api(oauth.testApp.url, access);
    const cookie = { cookie: owner.cookie, 'x-csrf-token': owner.csrf };
    for (const route of Object.keys(SCOPE_OF).filter((one) => SCOPE_OF[one] === 'owner')) {
      const [method = '', path = ''] = route.replaceAll(/:\w+/g, 'unknown').split(' ');
      // Each from another address, and with a session that is sent along.
      const from = { 'x-forwarded-for': `198.51.100.${path.length}`, ...cookie };
      expect([route, (await api.send(method, path, undefined, from)).status]).toEqual([route, 401]);
    }
  });

  it('are refused at once when they are disconnected', async () => {
    const { access, path } = await connect('Leaving Chef');
    expect(await toolsOf(oauth.testApp, { access })).toContain('get_status');
    expect(await owner.send('DELETE', path)).toMatchObject({ status: 200, body: { ended: 1 } });
    expect(await toolsOf(oauth.testApp, { access })).toBe(401);
    for (const method of ['DELETE', 'PATCH'])
      expect(
        await owner.send(method, path, method === 'PATCH' ? { start_policy: 'ask' } : undefined),
      ).toMatchObject({ status: 404, body: { error: 'CLIENT_NOT_FOUND' } });
  });

  it.each<[string, Json, string]>([
    ['no policy', {}, 'start_policy'],
    ['an unknown policy', { start_policy: 'always' }, 'start_policy'],
    ['a list', { start_policy: ['ask'] }, 'start_policy'],
    ['scopes', { start_policy: 'ask', scopes: ['owner'] }, 'scopes'],
  ])('are not changed by %s', async (_what, body, field) => {
    const { path } = await connect(`Chef of ${field}`);
    expect(await owner.send('PATCH', path, body)).toMatchObject({
      status: 400,
      body: { error: 'VALIDATION_ERROR', details: { field } },
    });
  });

  it('are not changed by a body that is no JSON', async () => {
    const path = '/owner/clients/unknown';
    const send = (body: string, type: string) => owner.send('PATCH', path, body, { 'content-type': type });
    expect((await send('{', 'application/json')).status).toBe(400);
    expect((await send('start_policy=ask', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await send(`{"a":"${'x'.repeat(20_000)}"}`, 'application/json')).status).toBe(413);
  });
});
