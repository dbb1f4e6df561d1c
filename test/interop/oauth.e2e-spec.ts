import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { chicken, sent } from '../harness/journey.js';
import { PublishedClients } from '../harness/published-clients.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { Visitor } from '../harness/visitor.js';
import { AssistantAccount, CALLBACK } from './assistant-account.js';
import { CLIENTS } from './assistant-client.js';
import { EVERYTHING, OwnerAtThePage, type Decision } from './owner-at-the-page.js';
import { whileTimePasses } from './passing-time.js';

const PASSWORD = 'four words to remember';
const HOUR = 3_600_000;
const DOCUMENT = 'assistant.clients.example/oauth/client.json';
const PUBLISHED = `https://${DOCUMENT}`;

// The library behind the server is loaded with the first request.
jest.setTimeout(30_000);

describe.each(CLIENTS)('$name, with its own code for OAuth', (kind) => {
  let testApp: TestApp;
  let owner: OwnerAtThePage;
  let browser: Visitor;
  let clients: PublishedClients;
  beforeAll(async () => {
    clients = await PublishedClients.open();
    clients.publish(DOCUMENT, {
      client_id: PUBLISHED,
      client_name: 'Interop',
      redirect_uris: [CALLBACK],
      token_endpoint_auth_method: 'none',
    });
  });
  afterAll(() => clients.close());
  beforeEach(async () => {
    testApp = await startTestApp({ outside: clients.network });
    await testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
    browser = new Visitor(testApp.url);
    owner = new OwnerAtThePage(testApp.url, browser, PASSWORD);
  });
  afterEach(() => testApp.close());

  const accountFor = (decision: Decision, own: { published?: string } = {}) =>
    new AssistantAccount((address) => owner.decide(address, decision), own);
  const connect = (account: AssistantAccount) => kind.connect({ url: testApp.url, account });

  it.each([
    ['registers', {}],
    ['publishes its metadata', { published: PUBLISHED }],
  ])('%s, is let in by the owner, and uses its tools', async (_how, own) => {
    const account = accountFor({ scopes: EVERYTHING }, own);
    const client = await connect(account);
    const clientId = account.led!.searchParams.get('client_id');
    expect(clientId === PUBLISHED).toBe('published' in own);
    expect(owner.shown.at(-1)).toContain(
      'published' in own ? 'assistant.clients.example' : new URL(CALLBACK).host,
    );
    expect((await client.tools()).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['get_status', 'start_cook', 'get_approval']),
    );
    expect((await client.call('get_status')).structuredContent).toMatchObject({ is_running: false });
    await client.close();
  });

  it('sees only the tools that the owner ticked', async () => {
    const client = await connect(accountFor({ scopes: ['status:read'] }));
    const names = (await client.tools()).map(({ name }) => name);
    expect(names).toContain('get_status');
    expect(names).not.toContain('start_cook');
    await client.close();
  });

  it('gets a question for the owner in the place of a start, and starts nothing', async () => {
    const client = await connect(accountFor({ scopes: EVERYTHING }));
    testApp.cooker.setWater(65);
    const { isError, structuredContent, content } = await whileTimePasses(
      testApp,
      client.call('start_cook', chicken()),
    );
    expect(isError ?? false).toBe(false);
    expect(structuredContent).toMatchObject({
      status: 'approval_required',
      approve_url: expect.stringMatching(/^http.*\/approvals\/[\w-]+\/approve$/) as string,
    });
    expect(content[0]!.text).toContain(structuredContent!['approve_url']);
    expect(sent(testApp)).not.toContain('CMD_APC_START');
    await client.close();
  });

  it('starts once the owner has approved the plan at the page, and learns it by its tool', async () => {
    const client = await connect(accountFor({ scopes: EVERYTHING }));
    testApp.cooker.setWater(65);
    const { structuredContent } = await whileTimePasses(testApp, client.call('start_cook', chicken()));
    const { approval_id, approve_url } = structuredContent as { approval_id: string; approve_url: string };
    const learned = async () => (await client.call('get_approval', { approval_id })).structuredContent;
    expect(await learned()).toMatchObject({ status: 'pending' });
    const { pathname } = new URL(approve_url);
    expect((await browser.get(pathname, { fromElsewhere: true })).text).toMatch(/chicken/i);
    await whileTimePasses(testApp, browser.submit(pathname, {}, /approve$/));
    expect(await learned()).toMatchObject({ status: 'started' });
    expect(sent(testApp).filter((command) => command === 'CMD_APC_START')).toHaveLength(1);
    await client.close();
  });

  it('starts at once where the owner trusts it', async () => {
    const client = await connect(accountFor({ scopes: EVERYTHING, startPolicy: 'trusted' }));
    testApp.cooker.setWater(65);
    const { structuredContent } = await whileTimePasses(testApp, client.call('start_cook', chicken()));
    expect(structuredContent).toMatchObject({ status: 'started', verified: true });
    expect(sent(testApp).filter((command) => command === 'CMD_APC_START')).toHaveLength(1);
    await client.close();
  });

  it('renews its tokens by itself when they have expired', async () => {
    const account = accountFor({ scopes: EVERYTHING });
    const client = await connect(account);
    const { access_token: first, refresh_token: refresh } = account.kept!;
    expect(refresh).toBeDefined();
    await testApp.clock.elapse(HOUR + 1_000);
    expect((await client.call('get_status')).structuredContent).toMatchObject({ is_running: false });
    expect(account.kept!.access_token).not.toBe(first);
    expect(account.kept!.refresh_token).not.toBe(refresh);
    await client.close();
  });

  it('learns that the owner denied it', async () => {
    const account = accountFor({ scopes: [], decision: 'deny' });
    await expect(connect(account)).rejects.toThrow();
    expect((await account.callback)?.get('error')).toBe('access_denied');
    expect(account.kept).toBeUndefined();
  });
});
