import { AskingClient } from '../harness/asking-client.js';
import type { ApiResponse } from '../harness/api.js';
import { letPass, responseOf } from '../harness/journey.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';

const MINUTE = 60_000;

describe('GET /owner/approvals', () => {
  let client: AskingClient;
  let owner: SignedInOwner;
  beforeEach(async () => {
    client = await AskingClient.open();
    owner = await SignedInOwner.at(client.testApp);
  });
  afterEach(() => client.close());

  const list = async () =>
    (await owner.get<{ approvals: Record<string, unknown>[] }>('/owner/approvals')).body.approvals;
  const decide = (id: string, action: 'approve' | 'deny'): Promise<ApiResponse> =>
    responseOf(client.testApp, owner.post(`/owner/approvals/${id}/${action}`));

  it('shows the exact plan, the verdict, who asks, and until when', async () => {
    const id = await client.ask({ food_type: 'chicken', thickness_mm: 30 });
    expect(await list()).toMatchObject([
      {
        approval_id: id,
        status: 'pending',
        plan: { temperature_celsius: 65, time_minutes: 90, food_type: 'chicken', device_name: 'Kitchen' },
        safety: { allowed: true, thickness_mm: 30 },
        client: { principal: 'tablet', name: 'tablet', host: null },
        decided_at: null,
        decided_by: null,
      },
    ]);
  });

  it('puts those that wait in front of newer ones that are decided', async () => {
    const first = await client.ask();
    await letPass(client.testApp, MINUTE);
    const second = await client.ask({ temperature_celsius: 70 });
    await decide(second, 'deny');
    expect((await list()).map(({ approval_id: id }) => id)).toEqual([first, second]);
  });

  it('starts the cook once, and says so however often it is approved', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    const outcome = { status: 'started', decided_by: 'owner', cook: { device_name: 'Kitchen' } };
    expect(await decide(id, 'approve')).toMatchObject({ status: 200, body: outcome });
    expect(await decide(id, 'approve')).toMatchObject({ status: 200, body: outcome });
    expect(await decide(id, 'deny')).toMatchObject({ status: 200, body: outcome });
    expect(client.starts).toBe(1);
    expect(await client.journal()).toEqual(['requested', 'approved', 'consumed', 'started']);
  });

  it('denies', async () => {
    const id = await client.ask();
    expect(await decide(id, 'deny')).toMatchObject({ status: 200, body: { status: 'denied', cook: null } });
    expect(await client.start()).toMatchObject({ status: 409, body: { error: 'APPROVAL_DENIED' } });
    expect(await client.journal()).toEqual(['requested', 'denied']);
  });

  it('says that an approval has expired, and starts nothing', async () => {
    const id = await client.ask();
    await letPass(client.testApp, 10 * MINUTE);
    expect(await decide(id, 'approve')).toMatchObject({ status: 200, body: { status: 'expired' } });
    expect(client.starts).toBe(0);
  }, 30_000);

  it('says why an approved start failed', async () => {
    const id = await client.ask();
    client.keys.change(() => []);
    await client.testApp.clock.elapse(1_000);
    expect(await decide(id, 'approve')).toMatchObject({
      status: 200,
      body: {
        ...{ status: 'failed', cook: null },
        reason: 'The access of the client that asked for it has ended meanwhile.',
      },
    });
  });

  it('says that there is no such approval', async () => {
    for (const id of ['unknown', '%00', 'a'.repeat(200)])
      expect(await decide(id, 'approve')).toMatchObject({
        status: 404,
        body: { error: 'APPROVAL_NOT_FOUND' },
      });
  });

  it('is closed to keys, and the client that asks cannot approve', async () => {
    const id = await client.ask();
    const refused = { status: 403, body: { error: 'INSUFFICIENT_SCOPE', details: { scope: 'owner' } } };
    for (const api of [client.api, client.testApp.api]) {
      expect(await api.get('/owner/approvals')).toMatchObject(refused);
      expect(await api.post(`/owner/approvals/${id}/approve`)).toMatchObject(refused);
      // A key does not borrow the rights of a session that is sent along.
      const headers = { cookie: owner.cookie, 'x-csrf-token': owner.csrf };
      expect(await api.post(`/owner/approvals/${id}/approve`, {}, headers)).toMatchObject(refused);
    }
    expect((await client.get(id)).body).toMatchObject({ status: 'pending' });
    expect(client.starts).toBe(0);
  });
});
