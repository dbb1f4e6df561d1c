import { setImmediate as nextTurn } from 'node:timers/promises';
import { ClientGrants } from '../../src/auth/oauth/client-grants.js';
import { Database } from '../../src/storage/database.js';
import { Api } from '../harness/api.js';
import { McpClient } from '../harness/mcp-client.js';
import { OAuthClient, useOAuthApp, tokensOf, toolsOf } from '../harness/oauth-client.js';
import { startTestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const MINUTE = 60_000;

describe('The tokens of clients of OAuth', () => {
  const oauth = useOAuthApp();
  const { registered } = oauth;

  describe('An access token', () => {
    it('is valid at /mcp alone, in the header alone', async () => {
      const { access, refresh } = await (await registered()).connect(oauth.browser);
      expect((await new Api(oauth.testApp.url, access).get('/status')).status).toBe(401);
      expect((await new Api(oauth.testApp.url, access).post('/stop-cook')).status).toBe(401);
      for (const token of [access, refresh]) {
        const message = new McpClient(oauth.testApp.api).message('tools/list');
        for (const path of [`/mcp?access_token=${token}`, `/mcp?token=${token}`]) {
          const headers = { ...message.headers, authorization: undefined };
          expect((await oauth.testApp.api.post(path, message.body, headers)).status).toBe(401);
        }
      }
      expect(await toolsOf(oauth.testApp, { access: refresh })).toBe(401);
    });

    it('is refused with a challenge that leads to a new one', async () => {
      const { headers } = await new McpClient(new Api(oauth.testApp.url, 'a'.repeat(43))).send('tools/list');
      expect(headers.get('www-authenticate')).toContain(
        `resource_metadata="${oauth.testApp.url}/.well-known/oauth-protected-resource/mcp"`,
      );
    });

    it('ends after an hour, and can be renewed', async () => {
      const client = await registered();
      const tokens = await client.connect(oauth.browser);
      oauth.testApp.clock.jump(59 * MINUTE);
      expect(await toolsOf(oauth.testApp, tokens)).toContain('get_status');
      oauth.testApp.clock.jump(MINUTE);
      expect(await toolsOf(oauth.testApp, tokens)).toBe(401);
      const renewed = tokensOf(await client.refresh(tokens.refresh));
      expect(await toolsOf(oauth.testApp, renewed)).toContain('get_status');
    });

    it('is worth what the owner chose last, also while it is used for the first time', async () => {
      const grants = oauth.testApp.app.get(ClientGrants, { strict: false });
      for (let turns = 0; turns < 12; turns++) {
        const { access } = await (await registered()).connect(oauth.browser);
        const grantId = (await grants.list()).find(({ lastUsedAt }) => lastUsedAt === null)!.grantId;
        const used = grants.principalOf(access);
        for (let turn = 0; turn < turns; turn++) await nextTurn();
        expect(await grants.change(grantId, { startPolicy: 'never' })).toMatchObject({ grantId });
        await used;
        await until(async () => typeof (await grants.find(grantId))?.lastUsedAt, 'number');
        expect(await grants.principalOf(access)).toMatchObject({ startPolicy: 'never' });
        expect(await grants.find(grantId)).toMatchObject({ startPolicy: 'never' });
      }
    }, 30_000);

    it('is for the audience for which it was made', async () => {
      const tokens = await (await registered()).connect(oauth.browser);
      const other = await startTestApp({
        after: { ...oauth.testApp, data: oauth.testApp.data.copy() },
        environment: { publicUrl: 'https://other.example' },
      });
      try {
        expect(await toolsOf(other, tokens)).toBe(401);
      } finally {
        await other.app.close();
      }
    });

    it.each(['access', 'refresh'] as const)(
      'end at once when the client revokes its %s token',
      async (which) => {
        const client = await registered();
        const tokens = await client.connect(oauth.browser);
        expect(await toolsOf(oauth.testApp, tokens)).toContain('get_status');
        expect((await client.revoke(tokens[which])).status).toBe(200);
        expect(await toolsOf(oauth.testApp, tokens)).toBe(401);
        expect((await client.refresh(tokens.refresh)).body).toMatchObject({ error: 'invalid_grant' });
      },
    );

    it('cannot be revoked by another client, and revoking what is none is no error', async () => {
      const tokens = await (await registered()).connect(oauth.browser);
      const other = await registered();
      for (const token of [tokens.access, tokens.refresh, 'a'.repeat(43), '']) await other.revoke(token);
      expect(await toolsOf(oauth.testApp, tokens)).toContain('get_status');
    });

    it('ends at once when the owner disconnects the client on the page', async () => {
      const client = await registered({ name: 'Leaving Chef' });
      const tokens = await client.connect(oauth.browser);
      expect(await toolsOf(oauth.testApp, tokens)).toContain('get_status');
      const list = await oauth.browser.get('/owner/apps');
      expect(list.text).toContain('Leaving Chef');
      const [id] = /(?<=value=")[\w-]{16}(?="\s*\/>\s*<button[^>]*>\s*Disconnect Leaving Chef)/.exec(
        list.text,
      )!;
      await oauth.browser.submit('/owner/apps', { client: id });
      expect(await toolsOf(oauth.testApp, tokens)).toBe(401);
      expect((await oauth.browser.get('/owner/apps')).text).not.toContain('Leaving Chef');
    });

    it('is stored as a digest only, and never logged, as codes and refresh tokens', async () => {
      const client = await registered();
      const back = await client.authorize(oauth.browser);
      const code = back.searchParams.get('code') ?? '';
      const tokens = tokensOf(await client.exchange(code));
      await toolsOf(oauth.testApp, tokens);
      const rows = await oauth.testApp.app
        .get(Database, { strict: false })
        .read((queries) => queries.selectFrom('oauth_documents').selectAll().execute());
      const stored = JSON.stringify(rows);
      for (const secret of [code, tokens.access, tokens.refresh]) {
        expect(stored).not.toContain(secret);
        expect(oauth.testApp.logs.join('\n')).not.toContain(secret);
      }
    });
  });

  describe('A code', () => {
    const codeFor = async (client: OAuthClient) =>
      (await client.authorize(oauth.browser)).searchParams.get('code') ?? '';

    it('that is used again ends the grant, also after its minute', async () => {
      for (const later of [0, 5 * MINUTE]) {
        const client = await registered();
        const code = await codeFor(client);
        const tokens = tokensOf(await client.exchange(code));
        oauth.testApp.clock.jump(later);
        expect((await client.exchange(code)).body).toMatchObject({ error: 'invalid_grant' });
        expect(await toolsOf(oauth.testApp, tokens)).toBe(401);
        expect((await client.refresh(tokens.refresh)).status).toBe(400);
      }
    });

    it('gives at most one client tokens that last, of several at once', async () => {
      const client = await registered();
      const code = await codeFor(client);
      const responses = await Promise.all([1, 2, 3].map(() => client.exchange(code)));
      const tokens = responses.filter(({ status }) => status === 200).map(tokensOf);
      expect(tokens.length).toBeLessThanOrEqual(1);
      for (const one of tokens) expect(await toolsOf(oauth.testApp, one)).toBe(401);
    });

    it('ends after 60 seconds', async () => {
      const client = await registered();
      const code = await codeFor(client);
      oauth.testApp.clock.jump(MINUTE);
      expect((await client.exchange(code)).body).toMatchObject({ error: 'invalid_grant' });
    });

    it.each([
      ['another verifier', { code_verifier: 'b'.repeat(43) }],
      ['no verifier', { code_verifier: undefined }],
      ['another redirect URI', { redirect_uri: 'https://chef.example/other' }],
      ['another client', { client_id: 'other' }],
      ['another resource', { resource: 'https://other.example/mcp' }],
    ])('is worth nothing with %s', async (_what, changes) => {
      const client = await registered();
      const { status, body } = await client.exchange(await codeFor(client), changes);
      expect([400, 401]).toContain(status);
      expect(body).not.toHaveProperty('access_token');
    });
  });

  describe('A refresh token', () => {
    it('is replaced at each use, and one that is used again ends the whole family', async () => {
      const client = await registered();
      const first = await client.connect(oauth.browser);
      const second = tokensOf(await client.refresh(first.refresh));
      const third = tokensOf(await client.refresh(second.refresh));
      expect(new Set([first.refresh, second.refresh, third.refresh]).size).toBe(3);
      expect((await client.refresh(first.refresh)).body).toMatchObject({ error: 'invalid_grant' });
      for (const { access, refresh } of [first, second, third]) {
        expect(await toolsOf(oauth.testApp, { access })).toBe(401);
        expect((await client.refresh(refresh)).status).toBe(400);
      }
    });

    it('gives tokens that last to none of two requests at once', async () => {
      const client = await registered();
      const { refresh } = await client.connect(oauth.browser);
      const responses = await Promise.all([1, 2].map(() => client.refresh(refresh)));
      for (const response of responses.filter(({ status }) => status === 200))
        expect(await toolsOf(oauth.testApp, tokensOf(response))).toBe(401);
    });

    it('may give less than was granted, and never more', async () => {
      const client = await registered();
      const { refresh } = await client.connect(oauth.browser);
      const less = tokensOf(await client.refresh(refresh, { scope: 'status:read' }));
      expect(await toolsOf(oauth.testApp, less)).not.toContain('stop_cook');
      const more = await client.refresh(less.refresh, { scope: 'status:read cook:start' });
      if (more.status === 200)
        expect(await toolsOf(oauth.testApp, tokensOf(more))).not.toContain('start_cook');
      else expect(more.status).toBe(400);
    });
  });
});
