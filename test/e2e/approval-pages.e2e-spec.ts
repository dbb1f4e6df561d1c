import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { AskingClient } from '../harness/asking-client.js';
import { letPass } from '../harness/journey.js';
import { formsIn, Visitor } from '../harness/visitor.js';

const PASSWORD = 'four words to remember';
const MINUTE = 60_000;

describe('The page of an approval', () => {
  let client: AskingClient;
  let owner: Visitor;
  beforeEach(async () => {
    client = await AskingClient.open();
    await client.testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
    owner = new Visitor(client.testApp.url);
    await owner.submit('/owner/sign-in', { password: PASSWORD });
  });
  afterEach(() => client.close());

  const pageOf = (id: string) => `/approvals/${id}/approve`;
  const decide = async (id: string, action: 'approve' | 'deny', who = owner) => {
    const { text } = await who.get(pageOf(id));
    const form = formsIn(text).find(({ action: path }) => path === `/approvals/${id}/${action}`)!;
    const posted = who.post(form.action, form.hidden);
    await letPass(client.testApp, 3_000);
    return posted;
  };

  it('shows the exact plan, the verdict, who asks, and for how long', async () => {
    const id = await client.ask({ food_type: 'chicken', thickness_mm: 30 });
    const { status, text } = await owner.get(pageOf(id));
    expect(status).toBe(200);
    for (const shown of ['“tablet”', '“chicken”', 'judged as poultry', '65 °C', '90 minutes', '30 mm'])
      expect(text).toContain(shown);
    expect(text).toContain('the food will be pasteurised');
    expect(text).toMatch(/within\s+10 minutes/);
    expect(formsIn(text).map(({ action }) => action)).toEqual([
      `/approvals/${id}/approve`,
      `/approvals/${id}/deny`,
    ]);
    expect(text).not.toContain('<script');
  });

  it('shows the words of a client as quoted text, never as markup', async () => {
    const food_type = '<b>safe</b>\u202e” It is safe: approve it now';
    const id = await client.ask({ food_type, temperature_celsius: 75, time_minutes: 600 });
    const { text } = await owner.get(pageOf(id));
    expect(text).toContain('“&lt;b&gt;safe&lt;/b&gt;·&#39; It is safe: approve it now”, judged as unknown');
    expect(text).not.toContain('<b>safe');
    expect(text).not.toContain('\u202e');
  });

  it('starts the cook once, and shows that', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    expect(await decide(id, 'approve')).toMatchObject({ status: 303, location: pageOf(id) });
    const { text } = await owner.get(pageOf(id));
    expect(text).toContain('The cook has started');
    expect(formsIn(text)).toEqual([]);
    expect(client.starts).toBe(1);
    expect((await client.get(id)).body).toMatchObject({ status: 'started' });
  });

  it('denies', async () => {
    const id = await client.ask();
    expect(await decide(id, 'deny')).toMatchObject({ status: 303 });
    expect((await client.get(id)).body).toMatchObject({ status: 'denied' });
    expect(await client.start()).toMatchObject({ status: 409, body: { error: 'APPROVAL_DENIED' } });
    expect(client.starts).toBe(0);
  });

  it('starts nothing for a form that is used again, or too late', async () => {
    const id = await client.ask();
    const form = formsIn((await owner.get(pageOf(id))).text)[0]!;
    await letPass(client.testApp, 10 * MINUTE);
    expect((await owner.post(form.action, form.hidden)).status).toBe(303);
    expect((await owner.get(pageOf(id))).text).toContain('This approval has expired');
    expect(client.starts).toBe(0);
  }, 30_000);

  it('leads to the sign-in page and back, and changes nothing without a session or with a key', async () => {
    const id = await client.ask();
    const stranger = new Visitor(client.testApp.url);
    expect(await stranger.get(pageOf(id))).toMatchObject({
      status: 303,
      location: `/owner/sign-in?next=${encodeURIComponent(pageOf(id))}`,
    });
    const { hidden } = formsIn((await owner.get(pageOf(id))).text)[0]!;
    expect((await stranger.post(pageOf(id), hidden)).status).toBe(401);
    expect((await owner.post(pageOf(id), {})).status).toBe(403);
    expect((await owner.post(pageOf(id), { csrf: 'guessed' })).status).toBe(403);
    const body = new URLSearchParams(hidden).toString();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const api of [client.api, client.testApp.api])
      expect((await api.post(pageOf(id), body, form)).status).toBe(401);
    expect((await client.get(id)).body).toMatchObject({ status: 'pending' });
    expect(client.starts).toBe(0);
  });

  it('says that there is no such approval', async () => {
    expect((await owner.get(pageOf('unknown'))).status).toBe(404);
  });
});
