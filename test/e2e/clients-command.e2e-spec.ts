import { clientsCommand } from '../../src/cli/clients-command.js';
import { OAuthClient, ownersBrowser, toolsOf } from '../harness/oauth-client.js';
import { OwnerAtTerminal } from '../harness/owner-at-terminal.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import type { Visitor } from '../harness/visitor.js';

const PASSWORD = 'four words to remember';

describe('coddle clients', () => {
  let testApp: TestApp;
  let browser: Visitor;
  let terminal: OwnerAtTerminal;
  beforeAll(async () => {
    testApp = await startTestApp();
    browser = await ownersBrowser(testApp);
    terminal = new OwnerAtTerminal(testApp.data.path);
  });
  afterAll(() => testApp.close());

  const coddle = (words: string, typed?: readonly string[]) =>
    terminal.run(clientsCommand, words.split(' '), typed);

  it('lists nothing where no app is connected', async () => {
    expect((await coddle('list')).out).toBe('No app is connected.\n');
  });

  it('lists apps with scopes, start policy and last use, and disconnects one with the owner’s password', async () => {
    const client = await OAuthClient.registered(testApp.url, { name: 'Sous Chef\u202e' });
    const scopes = ['status:read', 'cook:start'];
    const tokens = await client.connect(browser, { scopes, startPolicy: 'trusted' });
    const { out } = await coddle('list');
    expect(out).toMatch(
      /^oauth:[\w-]{16} {2}"Sous Chef·", chef\.example: status:read cook:start, starts without asking; connected 2026-03-01T12:00Z, not used yet\n$/,
    );
    expect(await toolsOf(testApp, tokens)).toContain('start_cook');
    expect((await coddle('list')).out).toContain('last used 2026-03-01T12:00Z');

    const [id = ''] = /oauth:\S+/.exec(out) ?? [];
    expect((await coddle(`revoke ${id}`)).refusal).toContain('Only a person at a terminal');
    expect((await coddle(`revoke ${id}`, ['wrong password here'])).refusal).toBeDefined();
    expect(await toolsOf(testApp, tokens)).toContain('start_cook');

    const revoked = await coddle(`revoke ${id}`, [PASSWORD]);
    expect(revoked.out).toBe('Disconnected: "Sous Chef·", chef.example.\n');
    expect(await toolsOf(testApp, tokens)).toBe(401);
    expect((await client.refresh(tokens.refresh)).status).toBe(400);
    expect((await coddle('list')).out).toBe('No app is connected.\n');
    expect((await coddle(`revoke ${id}`, [PASSWORD])).refusal).toContain(
      'No client is connected with this id',
    );
  });
});
