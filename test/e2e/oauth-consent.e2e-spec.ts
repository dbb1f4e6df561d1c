import { useOAuthApp, pathOf } from '../harness/oauth-client.js';
import { formsIn, Visitor } from '../harness/visitor.js';

const HOUR = 3_600_000;

describe('The owner’s consent', () => {
  const oauth = useOAuthApp();
  const { registered } = oauth;

  describe('the consent page', () => {
    it('lets the owner sign in first, and finds the session when it is opened from another site', async () => {
      const client = await registered();
      const stranger = new Visitor(oauth.testApp.url);
      const asked = await stranger.get(client.authorizePath(), { fromElsewhere: true });
      const { location } = await stranger.get(pathOf(asked.location!), { fromElsewhere: true });
      expect(location).toBe(`/owner/sign-in?next=${encodeURIComponent(pathOf(asked.location!))}`);
      const { location: next } = await stranger.submit(location!, { password: 'four words to remember' });
      expect((await stranger.get(next!, { fromElsewhere: true })).text).toContain('Connect an app?');
    });

    it('has the owner tick starting, and may lead to the redirect URI alone', async () => {
      const { text, headers } = await (await registered()).openConsent(oauth.browser);
      expect(text).toMatch(/value="cook:start"\s*\/>/);
      expect(text).toMatch(/value="status:read"\s+checked/);
      expect(text).toMatch(/value="ask"\s+checked/);
      expect(headers.get('content-security-policy')).toContain("form-action 'self' https://chef.example;");
    });

    it('shows what a client says as text, and at most 64 characters of it', async () => {
      const name = `<img src=x onerror=alert(1)>\u202e\u0000${'x'.repeat(200)}`;
      const { text } = await (await registered({ name })).openConsent(oauth.browser);
      expect(text).not.toContain('<img');
      expect(text).not.toContain('\u202e');
      expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;··');
      expect(text).not.toContain('x'.repeat(40));
    });

    it('warns of a client with the name of another', async () => {
      const warning = 'Another app has the same name.';
      const first = await registered({ name: 'Claude' });
      expect((await first.openConsent(oauth.browser)).text).not.toContain(warning);
      await first.connect(oauth.browser);
      const second = await registered({ name: ' C l a u d e!', redirectUri: 'https://evil.example/back' });
      const { text } = await second.openConsent(oauth.browser);
      expect(text).toContain(warning);
      expect(text).toMatch(/is also the name of an app of\s+chef\.example/);
      expect((await (await registered({ name: 'Claude' })).openConsent(oauth.browser)).text).toContain(
        warning,
      );
    });

    it('takes a decision once, from the oauth.browser that was asked, with at least one scope', async () => {
      const client = await registered();
      const page = await client.openConsent(oauth.browser);
      const none = await client.sendDecision(oauth.browser, page, { scopes: [] });
      expect(none.status).toBe(400);
      expect(none.text).toContain('Tick what it may do, or choose Deny.');
      const other = new Visitor(oauth.testApp.url);
      await other.submit('/owner/sign-in', { password: 'four words to remember' });
      expect((await other.get(page.path)).text).toContain('This request has expired');
      const [form] = formsIn(page.text);
      const forged = await oauth.browser.post(form!.action, { decision: 'allow', scope: 'status:read' });
      expect(forged.location).toBeUndefined();
      await client.decide(oauth.browser, page, {});
      const again = await client.sendDecision(oauth.browser, page, {});
      expect([again.status, again.location]).toEqual([400, undefined]);
    });

    it('grants nothing that no client may have', async () => {
      const client = await registered();
      const scopes = ['status:read', 'owner', 'coffee:brew', 'readings:write'];
      const back = await client.authorize(oauth.browser, { scopes });
      const { body } = await client.exchange(back.searchParams.get('code') ?? '');
      expect(body['scope']).toBe('status:read');
    });

    it('expires after an hour', async () => {
      const page = await (await registered()).openConsent(oauth.browser);
      oauth.testApp.clock.jump(HOUR);
      expect((await oauth.browser.get(page.path)).text).toContain('This request has expired');
    });
  });
});
