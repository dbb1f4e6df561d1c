import { OAuthClient, ownersBrowser, tokensOf } from '../harness/oauth-client.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import type { Visitor } from '../harness/visitor.js';

describe('A client of OAuth', () => {
  let testApp: TestApp;
  let browser: Visitor;
  beforeEach(async () => {
    testApp = await startTestApp();
    browser = await ownersBrowser(testApp);
  });
  afterEach(() => testApp.close());

  it('registers, is let in by the owner and gets tokens', async () => {
    const client = await OAuthClient.registered(testApp.url);
    const back = await client.authorize(browser, {});
    expect(back.searchParams.get('iss')).toBe(testApp.url);
    const response = await client.exchange(back.searchParams.get('code') ?? '');
    expect(response.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(tokensOf(response).refresh).toMatch(/^.{43}$/);
  });
});
