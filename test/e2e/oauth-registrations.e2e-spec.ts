import { hash } from 'node:crypto';
import { OAuthClient, useOAuthApp, tokensOf } from '../harness/oauth-client.js';

const HOUR = 3_600_000;

describe('The registrations of clients', () => {
  const oauth = useOAuthApp();
  const { registered, ask } = oauth;

  describe('registrations', () => {
    it('are at most 50 that wait, and those in use are not counted', async () => {
      const used = await registered();
      await used.connect(oauth.browser);
      const waiting = await Promise.all(Array.from({ length: 50 }, () => registered()));
      expect(new Set(waiting.map(({ clientId }) => clientId)).size).toBe(50);
      const flood = await OAuthClient.register(oauth.testApp.url, {
        redirect_uris: ['https://chef.example/callback'],
      });
      expect(flood).toMatchObject({ status: 429, body: { error: 'temporarily_unavailable' } });
      oauth.testApp.clock.jump(0.3 * HOUR);
      // Who has not consented within a quarter of an hour makes way.
      expect((await ask(await registered())).status).toBeLessThan(400);
      oauth.testApp.clock.jump(24 * HOUR);
      expect((await ask(waiting[1]!)).status).toBe(400);
      await registered();
      tokensOf(await used.exchange((await used.authorize(oauth.browser)).searchParams.get('code') ?? ''));
    });

    it('are limited for each address', async () => {
      const register = () =>
        oauth.testApp.api.post('/oauth/register', { redirect_uris: ['https://chef.example/callback'] });
      const statuses = [];
      for (let count = 0; count < 11; count++) statuses.push((await register()).status);
      expect(statuses).toEqual([...Array<number>(10).fill(201), 429]);
    });
  });

  it('never fails for what a client sends', async () => {
    const client = await registered();
    const bodies = [
      '',
      '{',
      '[]',
      'null',
      '"a"',
      'a=b',
      'grant_type',
      'grant_type=password&username=a',
      '%00',
      '\u0000',
      'grant_type=authorization_code&grant_type=refresh_token',
      `grant_type=refresh_token&client_id=${client.clientId}`,
      `grant_type=authorization_code&client_id[]=${client.clientId}`,
      `client_id=https://&grant_type=refresh_token`,
      `token=${'a'.repeat(9_000)}&client_id=${client.clientId}`,
      'x'.repeat(17_000),
    ];
    const types = [
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=a',
    ];
    for (const path of ['token', 'register', 'revoke']) {
      for (const [index, body] of bodies.entries()) {
        for (const type of types) {
          const address = hash('sha256', `${path}${index}${type}`).slice(0, 4);
          const headers = {
            'content-type': type,
            'x-forwarded-for': `2001:db8:${address}::1`,
            authorization: undefined,
          };
          const { status, text } = await oauth.testApp.api.post(`/oauth/${path}`, body, headers);
          expect({ path, body, type, text, isClientError: status >= 200 && status < 500 }).toMatchObject({
            isClientError: true,
          });
        }
      }
    }
    const paths = [
      '/oauth/authorize',
      '/oauth/authorize/unknown',
      '/oauth/authorize?client_id=a&client_id=b',
      '/oauth/authorize?resource=%00&resource[]=a',
      '/oauth/consent/unknown',
      '/oauth/nothing',
      '/oauth/jwks?x=1',
      `/oauth/authorize?client_id=https://x.example/${'a'.repeat(3_000)}`,
      '/oauth/authorize?scope=%22%5C',
    ];
    for (const path of paths) expect((await oauth.browser.get(path)).status).toBeLessThan(500);
    for (const path of ['/oauth/token', '/oauth/register'])
      expect((await oauth.browser.get(path)).status).toBe(405);
  });
});
