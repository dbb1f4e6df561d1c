import { Api, type ApiResponse, type Overrides } from '../harness/api.js';
import { AskingClient } from '../harness/asking-client.js';
import { chicken, sent } from '../harness/journey.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { LEGACY, McpClient, messageIn, MODERN, toCallResult } from '../harness/mcp-client.js';
import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';

const JSON_WITH_KEY = { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` };
const ERAS = [MODERN, LEGACY] as const;

/** The headers that are not left out. */
const stated = (headers: Overrides): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** The code of an error of the protocol; undefined where there is none. */
const codeIn = (response: ApiResponse): unknown =>
  (messageIn(response)['error'] as { readonly code?: number } | undefined)?.code;

describe('A message that breaks the protocol', () => {
  let testApp: TestApp;
  let modern: McpClient;
  let legacy: McpClient;
  beforeAll(async () => {
    testApp = await startTestApp({ environment: { publicUrl: 'https://cooker.example.org' } });
    modern = new McpClient(testApp.api, MODERN);
    legacy = new McpClient(testApp.api, LEGACY);
  });
  afterAll(() => testApp.close());
  afterEach(() => {
    expect(sent(testApp)).toEqual([]);
    expect(testApp.logs.filter((line) => line.includes('INTERNAL_ERROR'))).toEqual([]);
  });

  it.each<[string, Overrides, number]>([
    ['without the header of its method', { 'mcp-method': undefined }, -32020],
    ['with the header of another method', { 'mcp-method': 'tools/list' }, -32020],
    ['without the header of its tool', { 'mcp-name': undefined }, -32020],
    ['with the header of another tool', { 'mcp-name': 'stop_cook' }, -32020],
    ['with another revision in its header', { 'mcp-protocol-version': '2030-01-01' }, -32020],
  ])('is refused %s', async (_name, headers, code) => {
    // The second time the envelope is known, so that nothing but the headers decides.
    await modern.call('get_status');
    const response = await modern.send('tools/call', { name: 'get_status', arguments: {} }, headers);
    expect([response.status, codeIn(response)]).toEqual([400, code]);
  });

  it.each<[string, unknown]>([
    ['no field', {}],
    ['an id of null', { jsonrpc: '2.0', id: null, method: 'ping' }],
    ['an object as its id', { jsonrpc: '2.0', id: {}, method: 'ping' }],
    ['a method that is no text', { jsonrpc: '2.0', id: 1, method: 5 }],
    ['another version of JSON-RPC', { jsonrpc: '1.0', id: 1, method: 'ping' }],
    ['an empty batch', []],
  ])('is refused with %s', async (_name, body) => {
    const response = await testApp.api.post('/mcp', body, legacy.message('ping').headers);
    expect([response.status, codeIn(response)]).toEqual([400, -32600]);
  });

  it('is refused when its method or its tool is unknown', async () => {
    for (const client of [modern, legacy]) {
      expect(codeIn(await client.send('tools/roast'))).toBe(-32601);
      expect(codeIn(await client.send('tools/call', { name: 'roast' }))).toBe(-32602);
      expect(codeIn(await client.send('prompts/get', { name: 'roast' }))).toBe(-32602);
      expect(codeIn(await client.send('resources/read', { uri: 'coddle://roast' }))).toBe(-32602);
    }
  });

  it('is refused as a batch where the revision knows none, and when a batch is long', async () => {
    const { body } = modern.message('tools/list');
    const response = await testApp.api.post('/mcp', [body, body], modern.message('tools/list').headers);
    expect([response.status, codeIn(response)]).toEqual([400, -32600]);
    const many = Array.from({ length: 17 }, () => legacy.message('ping').body);
    expect(await testApp.api.post('/mcp', many, legacy.message('ping').headers)).toMatchObject({
      status: 400,
      body: { error: 'VALIDATION_ERROR' },
    });
  });

  it.each<[string, string, number, string, Overrides?]>([
    ['no JSON', '{', 400, 'VALIDATION_ERROR'],
    ['a number', '7', 400, 'VALIDATION_ERROR'],
    ['more than 16 KiB', JSON.stringify({ pad: 'x'.repeat(17_000) }), 413, 'PAYLOAD_TOO_LARGE'],
    ['deep nesting', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 400, 'VALIDATION_ERROR'],
    ['another type', '{}', 415, 'UNSUPPORTED_MEDIA_TYPE', { 'content-type': 'text/plain' }],
    ['another origin', '{}', 403, 'ORIGIN_NOT_ALLOWED', { origin: 'https://evil.example' }],
    ['no key', '{}', 401, 'UNAUTHORIZED', { authorization: undefined }],
  ])('gets the form of every error for %s', async (_name, body, status, error, headers = {}) => {
    expect(await testApp.api.post('/mcp', body, headers)).toMatchObject({ status, body: { error } });
  });

  it.each(['GET', 'DELETE', 'PUT'])('is refused as %s', async (method) => {
    const { status, headers } = await testApp.api.send(method, '/mcp');
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('shows a client without a token where it gets one, and which scopes the tools need', async () => {
    const { headers } = await testApp.api.post('/mcp', {}, { authorization: undefined });
    expect(headers.get('www-authenticate')).toBe(
      'Bearer resource_metadata="https://cooker.example.org/.well-known/oauth-protected-resource/mcp", ' +
        'scope="status:read cook:check cook:start cook:stop history:read alerts:write probes:write"',
    );
  });
});

describe.each(ERAS)('A call that is refused, for a client of %s,', (era) => {
  let testApp: TestApp;
  let client: McpClient;
  beforeEach(async () => {
    testApp = await startTestApp();
    client = new McpClient(testApp.api, era);
  });
  afterEach(() => testApp.close());

  it.each<[string, string, unknown, string]>([
    ['an unknown argument', 'get_status', { force: true }, 'There is no field "force".'],
    ['an argument of no tool', 'list_foods', { all: true }, 'There is no field "all".'],
    ['a member of every object', 'get_status', { constructor: 1 }, 'There is no field "constructor".'],
    [
      'a text for a number',
      'check_cook',
      chicken({ temperature_celsius: '65' }),
      'temperature_celsius must be',
    ],
    ['null for what is needed', 'check_cook', chicken({ time_minutes: null }), 'time_minutes must be'],
    ['no object', 'check_cook', 'chicken', 'temperature_celsius is missing'],
    [
      'too many readings',
      'get_cook_curve',
      { cook_id: 'x', points: 201 },
      'points must be a whole number from 4 to 200.',
    ],
    ['a nested object', 'get_cook', { cook_id: { a: { b: 1 } } }, 'cook_id must be'],
  ])('names %s in a result', async (_name, tool, given, words) => {
    const { isError, content, text } = await client.call(tool, given);
    expect({ isError, error: content['error'] }).toEqual({ isError: true, error: 'VALIDATION_ERROR' });
    expect(text).toContain(words);
    expect(content['message']).toBe(text);
  });

  it('counts null as left out', async () => {
    const nulls = { thickness_mm: null, shape: null, device_id: null, request_id: null };
    expect(await client.call('check_cook', chicken(nulls))).toMatchObject({ isError: false });
    expect(await client.call('get_status', null)).toMatchObject({ isError: false });
  });

  it('offers the alternatives of an unsafe plan', async () => {
    const { isError, content, text } = await client.call('start_cook', chicken({ temperature_celsius: 50 }));
    expect({ isError, error: content['error'] }).toEqual({ isError: true, error: 'POULTRY_TEMP_UNSAFE' });
    expect(content['alternatives']).toEqual(
      expect.arrayContaining([expect.objectContaining({ verdict: 'pasteurized' })]),
    );
    expect(text).toMatch(/57/);
    expect(sent(testApp)).toEqual([]);
  });

  it('says what a device lacks', async () => {
    expect(await client.call('get_status', { device_id: 'none' })).toMatchObject({
      isError: true,
      content: { error: 'DEVICE_NOT_FOUND' },
    });
    expect(await client.call('get_cook', { cook_id: 'none' })).toMatchObject({
      content: { error: 'COOK_NOT_FOUND' },
    });
  });

  it('names tools, and no routes', async () => {
    const { content, text } = await client.call('get_status', { device_id: 'none' });
    expect([content['message'], text]).toEqual(
      Array(2).fill(expect.stringMatching(/: list_devices lists them\.$/)),
    );
    expect((await client.call('get_cook', { cook_id: 'none' })).text).toMatch(/: list_cooks lists them\.$/);
    const rest = await testApp.api.get('/status?device_id=none');
    expect(rest.body['message']).toMatch(/: GET \/devices lists them\.$/);
  });

  it('does not keep a stop from being sent, whatever its arguments', async () => {
    await client.call('start_cook', chicken());
    const { isError, content } = await client.call('stop_cook', 'now!');
    expect({ isError, status: content['status'] }).toEqual({ isError: false, status: 'stopped' });
    expect(content['warnings']).toEqual([expect.stringContaining('"arguments"')]);
    expect(sent(testApp)).toEqual(['CMD_APC_START', 'CMD_APC_STOP']);
  });

  it('never starts twice when it is repeated', async () => {
    const first = await client.call('start_cook', chicken());
    const second = await client.call('start_cook', chicken());
    expect(second.content).toMatchObject({ cook_id: first.content['cook_id'], replayed: true });
    expect(sent(testApp)).toEqual(['CMD_APC_START']);
  });

  it('never starts twice when its connection breaks and it is repeated', async () => {
    const { body, headers } = client.message('tools/call', { name: 'start_cook', arguments: chicken() });
    const broken = new AbortController();
    const call = fetch(`${testApp.url}/mcp`, {
      method: 'POST',
      headers: { ...stated(headers), ...JSON_WITH_KEY },
      body: JSON.stringify(body),
      signal: broken.signal,
    }).catch(() => undefined);
    broken.abort();
    await call;
    expect(await client.call('start_cook', chicken())).toMatchObject({ isError: false });
    expect(sent(testApp)).toEqual(['CMD_APC_START']);
  });
});

describe('A principal', () => {
  const folder = new KeysFolder();
  const reader = folder.add('reader', { scopes: ['status:read'] });
  let testApp: TestApp;
  beforeAll(async () => (testApp = await startTestApp({ environment: { configDir: folder.path } })));
  afterAll(async () => {
    await testApp.close();
    folder.remove();
  });

  it.each(ERAS)('sees and calls only the tools of its scopes, by %s', async (era) => {
    const client = new McpClient(new Api(testApp.url, reader), era);
    const { tools } = (await client.ask('tools/list')) as { tools: { name: string }[] };
    expect(tools.map(({ name }) => name)).toEqual([
      ...['get_status', 'list_foods', 'list_devices', 'get_thermometers', 'get_probe_sessions'],
      'list_alerts',
    ]);
    const response = await client.send('tools/call', { name: 'start_cook', arguments: chicken() });
    expect(response).toMatchObject({ status: 403, body: { error: 'INSUFFICIENT_SCOPE' } });
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer error="insufficient_scope", scope="cook:start", resource_metadata="http:.*mcp"$/,
    );
    expect((await client.ask('resources/templates/list'))['resourceTemplates']).toEqual([]);
    expect(codeIn(await client.send('resources/read', { uri: 'coddle://cooks/x' }))).toBe(-32602);
  });
});

describe('A start that the owner has to approve', () => {
  let asking: AskingClient;
  beforeEach(async () => (asking = await AskingClient.open()));
  afterEach(() => asking.close());

  it.each(ERAS)('is a normal result with the link, by %s', async (era) => {
    const client = new McpClient(asking.api, era);
    const { isError, content, text } = await client.call('start_cook', chicken());
    expect({ isError, status: content['status'] }).toEqual({ isError: false, status: 'approval_required' });
    expect(text).toContain(content['approve_url'] as string);
    const asked = await client.call('get_approval', { approval_id: content['approval_id'] });
    expect(asked).toMatchObject({ isError: false, content: { status: 'pending' } });
    expect(sent(asking.testApp)).toEqual([]);
  });

  it('opens its page in a client that can, and once only', async () => {
    const client = new McpClient(asking.api, MODERN, { elicitation: { url: {} } });
    const given = { name: 'start_cook', arguments: chicken() };
    const first = await client.ask('tools/call', given);
    expect(first).toMatchObject({
      resultType: 'input_required',
      inputRequests: { approval: { method: 'elicitation/create', params: { mode: 'url' } } },
    });
    const shown = { approval: { action: 'accept' } };
    const second = toCallResult(await client.ask('tools/call', { ...given, inputResponses: shown }));
    expect(second.content).toMatchObject({ status: 'approval_required' });
    expect(sent(asking.testApp)).toEqual([]);
  });
});

describe('The limits', () => {
  let testApp: TestApp;
  beforeEach(async () => (testApp = await startTestApp({ environment: { rateLimitPerMinute: 70 } })));
  afterEach(() => testApp.close());

  it('of starts and of all calls hold as for the routes, and a stop has none', async () => {
    const client = new McpClient(testApp.api);
    const unsafe = chicken({ temperature_celsius: 50 });
    const send = (name: string) => client.send('tools/call', { name, arguments: unsafe });
    for (let starts = 0; starts < 60; starts++) expect((await send('start_cook')).status).toBe(200);
    const limited = await send('start_cook');
    expect(limited).toMatchObject({ status: 429, body: { error: 'RATE_LIMITED' } });
    expect(limited.headers.get('retry-after')).toMatch(/^\d+$/);
    for (let calls = 61; calls < 70; calls++) expect((await send('check_cook')).status).toBe(200);
    expect((await send('check_cook')).status).toBe(429);
    expect((await testApp.api.get('/status')).status).toBe(429);
    expect((await send('stop_cook')).status).toBe(200);
  });
});
