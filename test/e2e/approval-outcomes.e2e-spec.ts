import type { StartPolicy } from '../../src/auth/principal.js';
import type { TokenSource } from '../../src/auth/principal-source.js';
import { Principals } from '../../src/auth/access.guards.js';
import { CookJournal } from '../../src/cooking/audit/cook-journal.js';
import { CookerGateway } from '../../src/device/cooker-gateway.js';
import { commandLost } from '../../src/simulator/behaviours.js';
import { AskingClient } from '../harness/asking-client.js';
import { Api } from '../harness/api.js';
import type { NamedKey } from '../../src/auth/named-key.js';
import { breakOff } from '../harness/broken-off.js';
import { letPass, untilStatus } from '../harness/journey.js';
import { makePrincipal } from '../harness/principals.js';
import { until } from '../harness/until.js';

const MINUTE = 60_000;

describe('An approval', () => {
  let client: AskingClient;
  beforeEach(async () => {
    client = await AskingClient.open();
  });
  afterEach(() => client.close());

  it('stays approved while it is not known whether it started, and then has one outcome', async () => {
    client.testApp.cloud.everyCommand(commandLost);
    const id = await client.ask({ request_id: 'dinner' });
    await client.approve(id);
    expect((await client.get(id)).body).toMatchObject({ status: 'approved' });
    client.testApp.cooker.setWater(64);
    await letPass(client.testApp, 10_000);
    await until(async () => (await client.store.find(id)).state, 'failed');
    expect(await client.start({ request_id: 'dinner' })).toMatchObject({ status: 504 });
    expect(client.starts).toBe(1);
  });

  it('has one outcome after a crash when its command may have been sent', async () => {
    const gateway = client.testApp.app.get(CookerGateway, { strict: false });
    jest.spyOn(gateway, 'start').mockReturnValue(new Promise(() => undefined));
    const id = await client.ask({ request_id: 'dinner' });
    void client.approvals.approve(id, 'owner').catch(() => undefined);
    await until(() => client.journal('start'), ['intended']);
    await client.crash();
    await letPass(client.testApp, 2_000);
    client.testApp.cooker.setWater(64);
    await letPass(client.testApp, 10_000);
    await until(async () => (await client.store.find(id)).state, 'failed');
    expect(client.starts).toBe(0);
  });

  it.each<[string, Partial<NamedKey> | undefined]>([
    ['was revoked', undefined],
    ['lost its scope', { scopes: ['status:read'] }],
    ['was limited to another cooker', { devices: ['x'] }],
    ['was revoked, and another key got its name,', { added: '2026-03-01T12:05:00Z' }],
  ])('fails when the client %s meanwhile', async (_what, change) => {
    const id = await client.ask();
    client.keys.change((keys) => (change ? keys.map((key) => ({ ...key, ...change })) : []));
    await client.testApp.clock.elapse(1_000);
    await client.approve(id);
    expect(await client.store.find(id)).toMatchObject({
      state: 'failed',
      reason: expect.any(String) as string,
    });
    expect(client.starts).toBe(0);
  });

  it('fails with the reason when the cooker is busy, and that is kept', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    client.testApp.cooker.startFromApp(56, 60);
    await letPass(client.testApp, 2_000);
    await client.approve(id);
    const reason = expect.stringMatching(/already cooking/) as string;
    expect((await client.get(id)).body).toMatchObject({ status: 'failed', cook: null, reason });
    expect(await client.start({ request_id: 'dinner' })).toMatchObject({
      status: 409,
      body: { error: 'APPROVAL_FAILED' },
    });
    expect(client.starts).toBe(0);
    expect(await client.journal()).toEqual(['requested', 'approved', 'consumed', 'failed']);
  });

  it('is failed after a crash between the approval and the start, and never resumed', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    const journal = client.testApp.app.get(CookJournal, { strict: false });
    jest.spyOn(journal, 'logStartIntent').mockReturnValue(new Promise(() => undefined));
    void client.approvals.approve(id, 'owner').catch(() => undefined);
    await until(() => client.journal(), ['requested', 'approved', 'consumed']);
    await client.crash();
    await until(async () => (await client.store.find(id)).state, 'failed');
    await letPass(client.testApp, 5_000);
    expect(client.starts).toBe(0);
    expect(await client.journal()).toEqual(['requested', 'approved', 'consumed', 'failed']);
    await expect(client.approvals.approve(id, 'owner')).rejects.toMatchObject({ code: 'APPROVAL_SETTLED' });
  });

  it('fails when the cooker holds other food than it did when the start was asked for', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    await client.start({}, client.testApp.api);
    await letPass(client.testApp, 20_000);
    await breakOff(client.testApp, 2 * MINUTE, 40);
    await untilStatus(client.testApp, { state: 'idle' });
    await client.approve(id);
    expect(await client.store.find(id)).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/has changed since it was asked for/) as string,
    });
    expect(client.starts).toBe(1);
    expect(await client.start({ request_id: 'supper' })).toMatchObject({ status: 202 });
  }, 30_000);

  it('fails when the cooker is offline, and says so', async () => {
    const id = await client.ask();
    client.testApp.cooker.goOffline();
    await untilStatus(client.testApp, { device_online: false });
    await client.approve(id);
    expect(await client.store.find(id)).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/offline/) as string,
    });
    expect(client.starts).toBe(0);
  });

  it('fails for a client that may start nothing any more, which is then refused', async () => {
    let startPolicy: StartPolicy = 'ask';
    const guest = () => makePrincipal({ kind: 'key', id: 'guest', name: 'Guest', startPolicy });
    const source: TokenSource = {
      principalOf: (token) => (token === 'guest-token' ? guest() : undefined),
      current: (id) => (id === 'guest' ? guest() : undefined),
    };
    client.testApp.app.get(Principals, { strict: false }).addTokens(source);
    const api = new Api(client.testApp.url, 'guest-token');
    const { body } = await client.start({}, api);
    startPolicy = 'never';
    await client.approve(String(body['approval_id']));
    expect(await client.store.find(String(body['approval_id']))).toMatchObject({ state: 'failed' });
    expect(await client.start({ request_id: 'x' }, api)).toMatchObject({
      status: 403,
      body: { error: 'STARTS_NOT_ALLOWED' },
    });
    expect(client.starts).toBe(0);
  });
});
