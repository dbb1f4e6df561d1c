import { Api, type ApiResponse, type Json, type Overrides } from '../harness/api.js';
import { chicken, sent } from '../harness/journey.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { LEGACY, McpClient, messageIn, MODERN } from '../harness/mcp-client.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const ERAS = [MODERN, LEGACY] as const;
const LONG = 'x'.repeat(17 * 1024);
const STOPPED = ['CMD_APC_START', 'CMD_APC_STOP'];

describe('A call of stop_cook at /mcp', () => {
  const folder = new KeysFolder();
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp({ environment: { configDir: folder.path } });
    await new McpClient(testApp.api).call('start_cook', chicken());
  });
  afterEach(() => testApp.close());
  afterAll(() => folder.remove());

  const stopWith = (era: (typeof ERAS)[number], given: unknown = {}) =>
    new McpClient(testApp.api, era).message('tools/call', { name: 'stop_cook', arguments: given });
  const post = (body: unknown, headers: Overrides) => testApp.api.post('/mcp', body, headers);
  const resultIn = (response: ApiResponse) => messageIn(response)['result'] as Json;

  /** The stop was sent, and the response is the result of the call with a warning. */
  function expectStopped(response: ApiResponse, warning: RegExp): void {
    expect(sent(testApp)).toEqual(STOPPED);
    expect(messageIn(response)).toMatchObject({ jsonrpc: '2.0', id: 1, result: { content: [{}] } });
    const { structuredContent, isError } = resultIn(response);
    expect(isError).toBeUndefined();
    expect(structuredContent).toMatchObject({ status: 'stopped' });
    expect((structuredContent as { warnings: string[] }).warnings).toEqual(
      expect.arrayContaining([expect.stringMatching(warning)]),
    );
    expect(response.status).toBe(200);
  }

  /** The stop was sent, and the response is an error of the protocol that says so: its call is not known. */
  function expectStoppedWithoutId(response: ApiResponse, code: number): void {
    expect(sent(testApp)).toEqual(STOPPED);
    expect(response).toMatchObject({
      status: 400,
      body: { jsonrpc: '2.0', id: null, error: { code, data: { status: 'stopped' } } },
    });
    const { message } = response.body['error'] as { message: string };
    expect(message).toMatch(/Stopped/);
  }

  describe.each(ERAS)('of %s stops', (era) => {
    it.each<[string, (text: string) => string]>([
      ['breaks off', (text) => text.slice(0, text.indexOf('"LOST"') + 3)],
      ['has a comma too many', (text) => text.replace('"LOST"', '"LOST",,')],
      ['has a control character in a text', (text) => text.replace('LOST', 'L\u0000ST')],
    ])('when its body %s', async (_name, change) => {
      const { body, headers } = stopWith(era, { device_id: 'LOST' });
      expectStopped(await post(change(JSON.stringify(body)), headers), /could not be read as a whole/);
    });

    it('when its arguments are too long', async () => {
      const { body, headers } = stopWith(era, { reason: LONG });
      expectStopped(await post(body, headers), /larger than 16 KiB/);
    });

    it('when the message is too long by far', async () => {
      const { body, headers } = stopWith(era, { reason: LONG.repeat(20) });
      expectStopped(await post(body, headers), /larger than 16 KiB/);
    });

    it('when it is said to be text', async () => {
      const { body, headers } = stopWith(era);
      expectStopped(
        await post(body, { ...headers, 'content-type': 'text/plain' }),
        /could not be read as a whole/,
      );
    });

    it.each<[string, Json, number]>([
      ['null', { id: null }, -32600],
      ['an object', { id: {} }, -32600],
    ])('when its id is %s', async (_name, change, code) => {
      const { body, headers } = stopWith(era);
      expectStoppedWithoutId(await post({ ...body, ...change }, headers), code);
    });

    it('when it is sent without an id, as a notification', async () => {
      const { body, headers } = stopWith(era);
      expect(await post({ ...body, id: undefined }, headers)).toMatchObject({ status: 202, text: '' });
      expect(sent(testApp)).toEqual(STOPPED);
    });

    it('when it names another version of JSON-RPC', async () => {
      const { body, headers } = stopWith(era);
      expectStopped(await post({ ...body, jsonrpc: '1.0' }, headers), /broke the protocol/);
    });

    it('when its revision is not known', async () => {
      const { body, headers } = stopWith(era);
      expectStopped(
        await post(body, { ...headers, 'mcp-protocol-version': '2030-01-01' }),
        /broke the protocol/,
      );
    });

    it('never without its scope', async () => {
      const reader = folder.add(`reader-${era}`, { scopes: ['status:read'] });
      await testApp.clock.elapse(1_100);
      const { body, headers } = stopWith(era, { reason: LONG });
      const response = await new Api(testApp.url, reader).post('/mcp', body, headers);
      expect(response).toMatchObject({ status: 403, body: { error: 'INSUFFICIENT_SCOPE' } });
      expect(sent(testApp)).toEqual(['CMD_APC_START']);
    });

    it('never from another origin', async () => {
      const { body, headers } = stopWith(era, { reason: LONG });
      expect((await post(body, { ...headers, origin: 'https://evil.example' })).status).toBe(403);
      expect(sent(testApp)).toEqual(['CMD_APC_START']);
    });

    it('once where the protocol carries it out', async () => {
      const { body, headers } = stopWith(era);
      await testApp.api.post('/mcp', body, headers);
      await until(() => sent(testApp), STOPPED);
      await testApp.clock.elapse(30_000);
      expect(sent(testApp)).toEqual(STOPPED);
    });
  });

  it.each<[string, Overrides]>([
    ['without the header of its method', { 'mcp-method': undefined }],
    ['without the header of its tool', { 'mcp-name': undefined }],
    ['with the header of another tool', { 'mcp-name': 'get_status' }],
  ])('stops %s', async (_name, changes) => {
    const { body, headers } = stopWith(MODERN);
    expectStopped(await post(body, { ...headers, ...changes }), /broke the protocol/);
  });

  it('stops in a batch, where the revision knows none', async () => {
    const { body, headers } = stopWith(MODERN);
    expectStopped(await post([body], headers), /broke the protocol/);
  });

  describe('in a batch that is refused', () => {
    const others = (count: number, call: Json = { method: 'ping' }) =>
      Array.from({ length: count }, (_, at) => ({ jsonrpc: '2.0', id: 100 + at, ...call }));
    const batch = (stop: unknown, rest: readonly unknown[]) =>
      post([...rest, stop], stopWith(LEGACY).headers);
    const limited = () => until(async () => (await post(others(16), stopWith(LEGACY).headers)).status, 429);

    it('stops where it is too long', async () => {
      expectStopped(await batch(stopWith(LEGACY).body, others(17)), /not handled: .* at most 16 messages/);
    });

    it('stops where the others meet the rate limit', async () => {
      await limited();
      expectStopped(await batch(stopWith(LEGACY).body, others(2)), /not handled: Too many calls/);
    });

    it('stops by its headers alone where the rate limit is met', async () => {
      await limited();
      expectStoppedWithoutId(await post('', stopWith(MODERN).headers), -32600);
    });

    it('stops where the key may not do the others', async () => {
      const stopper = new Api(testApp.url, folder.add('stopper', { scopes: ['cook:stop'] }));
      await testApp.clock.elapse(1_100);
      const start = { method: 'tools/call', params: { name: 'start_cook', arguments: chicken() } };
      const { body, headers } = stopWith(LEGACY);
      expectStopped(
        await stopper.post('/mcp', [body, ...others(1, start)], headers),
        /not handled: .*scope cook:start/,
      );
    });

    it('responds to every stop, and carries out equal ones once', async () => {
      const { body } = stopWith(LEGACY);
      const response = await batch(body, [...others(17), { ...body, id: 'again' }]);
      expect(JSON.parse(response.text)).toMatchObject([
        { id: 'again', result: { structuredContent: { status: 'stopped' } } },
        { id: 1, result: { structuredContent: { status: 'stopped' } } },
      ]);
      expect(sent(testApp)).toEqual(STOPPED);
    });

    it('says what it did where the stop has no id', async () => {
      expectStoppedWithoutId(await batch({ ...stopWith(LEGACY).body, id: undefined }, others(17)), -32600);
    });

    it('is refused as a whole without the scope of the stop', async () => {
      const reader = new Api(testApp.url, folder.add('batch-reader', { scopes: ['status:read'] }));
      await testApp.clock.elapse(1_100);
      const { body, headers } = stopWith(LEGACY);
      expect((await reader.post('/mcp', [...others(17), body], headers)).status).toBe(400);
      expect(sent(testApp)).toEqual(['CMD_APC_START']);
    });
  });

  it.each(['{', 'stop!', ''])('stops by its headers alone, with the body "%s"', async (body) => {
    expectStoppedWithoutId(await post(body, stopWith(MODERN).headers), body === '' ? -32600 : -32700);
  });

  it('says in the result what there was to stop', async () => {
    const { body, headers } = stopWith(LEGACY, { reason: LONG });
    await post(body, headers);
    expect(resultIn(await post(body, headers))).toMatchObject({
      isError: true,
      structuredContent: { error: 'NO_ACTIVE_COOK' },
    });
  });

  it.each<[string, string]>([
    [
      'another call',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_status","arguments":{',
    ],
    [
      'the arguments of another call',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"arguments":{"name":"stop_cook","params":{"name":"stop_cook"}},"name":"get_status",',
    ],
    [
      'a text',
      String.raw`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"check_cook","arguments":{"food_type":"\"},\"name\":\"stop_cook\"`,
    ],
    ['another method', '{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"stop_cook",'],
    ['words outside of a message', '"tools/call" "stop_cook"'],
  ])('is not taken from a body that cannot be read, by %s', async (_name, body) => {
    expect(await post(body, stopWith(LEGACY).headers)).toMatchObject({
      status: 400,
      body: { error: 'VALIDATION_ERROR' },
    });
    expect(sent(testApp)).toEqual(['CMD_APC_START']);
  });

  it('is not taken from headers that a readable part of the body contradicts', async () => {
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"start_cook",';
    expect((await post(body, stopWith(MODERN).headers)).status).toBe(400);
    expect(sent(testApp)).toEqual(['CMD_APC_START']);
  });
});
