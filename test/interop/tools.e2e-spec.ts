import type { Json } from '../harness/api.js';
import { chicken, sent } from '../harness/journey.js';
import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';
import { CLIENTS, type AssistantClient, type Progress, type ToolResult } from './assistant-client.js';
import { whileTimePasses } from './passing-time.js';

/** Every tool of a key that may do everything but what only the owner may. */
const TOOLS = [
  'acknowledge_alert',
  'check_cook',
  'end_probe_session',
  'get_approval',
  'get_cook',
  'get_cook_curve',
  'get_probe_sessions',
  'get_status',
  'get_thermometers',
  'list_alerts',
  'list_cooks',
  'list_devices',
  'list_foods',
  'start_cook',
  'start_probe_session',
  'stop_cook',
];

describe.each(CLIENTS)('$name', (kind) => {
  let testApp: TestApp;
  let client: AssistantClient;
  beforeEach(async () => {
    testApp = await startTestApp();
    client = await kind.connect({ url: testApp.url, key: API_KEY });
  });
  afterEach(async () => {
    await client.close();
    await testApp.close();
  });

  const call = (name: string, args?: Json, onProgress?: (progress: Progress) => void): Promise<ToolResult> =>
    whileTimePasses(testApp, client.call(name, args, onProgress));
  const content = async (name: string, args?: Json): Promise<Json> => {
    const { isError, structuredContent, content: blocks } = await call(name, args);
    expect({ name, isError: isError ?? false, blocks }).toMatchObject({ isError: false });
    return structuredContent!;
  };

  it('agrees upon a revision, and gets instructions', () => {
    expect(client.revision).toBe(kind.revision);
    expect(client.instructions).toMatch(/stop_cook/);
  });

  it('lists the tools in a fixed order, each with schemas and annotations', async () => {
    const tools = await client.tools();
    const names = tools.map(({ name }) => name as string);
    expect([...names].sort()).toEqual(TOOLS);
    expect(await client.tools().then((again) => again.map(({ name }) => name))).toEqual(names);
    for (const { name, description, inputSchema, outputSchema, annotations } of tools) {
      expect({ name, description, inputSchema, outputSchema, annotations }).toMatchObject({
        description: expect.stringMatching(/\w{3}/) as string,
        inputSchema: { type: 'object', additionalProperties: name === 'stop_cook' },
        outputSchema: { type: 'object' },
        annotations: { openWorldHint: false },
      });
    }
  });

  // The tools were listed, so the client holds each result against its published schema.
  it('calls every tool, and its own validator accepts every result', async () => {
    await client.tools();
    testApp.cooker.setWater(65);
    expect(await content('list_devices')).toMatchObject({ devices: [{ online: true }] });
    expect(await content('list_foods')).toMatchObject({ classes: expect.any(Array) as unknown[] });
    expect(await content('get_status')).toMatchObject({ is_running: false });
    expect(await content('check_cook', chicken())).toMatchObject({ verdict: 'pasteurized' });
    expect(await content('start_cook', chicken())).toMatchObject({ status: 'started', verified: true });
    expect(await content('get_status')).toMatchObject({ is_running: true, target_temp_celsius: 65 });
    expect(await content('stop_cook')).toMatchObject({ verified: true });
    const { cooks } = (await content('list_cooks')) as { cooks: { cook_id: string }[] };
    const { cook_id } = cooks[0]!;
    expect(await content('get_cook', { cook_id })).toMatchObject({ cook_id });
    expect(await content('get_cook_curve', { cook_id, points: 56 })).toMatchObject({ cook_id });
    expect(sent(testApp).filter((command) => /START|STOP/.test(command))).toHaveLength(2);
  });

  it('gets the sentence of a result as text', async () => {
    const { content: blocks, structuredContent } = await call('get_status');
    expect(blocks[0]).toMatchObject({ type: 'text', text: structuredContent!['summary'] });
  });

  it('gets a refusal as a result, with its reason and alternatives that the server accepts', async () => {
    await client.tools();
    const {
      isError,
      structuredContent,
      content: blocks,
    } = await call('start_cook', chicken({ temperature_celsius: 50 }));
    expect(isError).toBe(true);
    expect(structuredContent).toMatchObject({ error: 'POULTRY_TEMP_UNSAFE' });
    expect(blocks[0]!.text).toContain(structuredContent!['message']);
    const alternatives = structuredContent!['alternatives'] as Json[];
    expect(alternatives.length).toBeGreaterThan(0);
    for (const { temperature_celsius, time_minutes } of alternatives) {
      expect(await content('check_cook', chicken({ temperature_celsius, time_minutes }))).toMatchObject({
        verdict: 'pasteurized',
      });
    }
    expect(sent(testApp)).not.toContain('CMD_APC_START');
  });

  it.each([
    ['an unknown argument', { force: true }, 'force'],
    ['a text for a number', { temperature_celsius: '65' }, 'temperature_celsius'],
    ['a number that is none', { time_minutes: 1.5 }, 'time_minutes'],
  ])('gets %s back as a result that names the field', async (_what, args, field) => {
    await client.tools();
    const { isError, structuredContent } = await call('start_cook', chicken(args));
    expect({ isError, structuredContent }).toMatchObject({
      isError: true,
      structuredContent: { error: 'VALIDATION_ERROR' },
    });
    expect(JSON.stringify(structuredContent)).toContain(field);
    expect(sent(testApp)).not.toContain('CMD_APC_START');
  });

  it('takes null for an optional argument as none', async () => {
    const optional = { thickness_mm: null, shape: null, device_id: null, request_id: null };
    expect(await content('check_cook', chicken(optional))).toMatchObject({ verdict: 'pasteurized' });
  });

  it('hears of progress before the result of a start', async () => {
    const heard: Progress[] = [];
    testApp.cooker.setWater(65);
    const { isError } = await call('start_cook', chicken(), (progress) => heard.push(progress));
    expect(isError ?? false).toBe(false);
    expect(heard.length).toBeGreaterThan(0);
  });

  it('gets an unknown tool and a wrong key as errors, and nothing happens', async () => {
    await expect(call('open_lid')).rejects.toThrow(/open_lid/);
    await expect(kind.connect({ url: testApp.url, key: 'wrong-'.repeat(8) })).rejects.toThrow();
    await expect(kind.connect({ url: testApp.url })).rejects.toThrow();
    expect(sent(testApp)).not.toContain('CMD_APC_START');
  });

  it('reads the resources', async () => {
    const uris = (await client.resources()).map(({ uri }) => uri);
    expect(uris).toEqual(expect.arrayContaining(['coddle://status', 'coddle://safety/rules']));
    const templates = (await client.templates()).map(({ uriTemplate }) => uriTemplate);
    expect(templates).toContain('coddle://cooks/{id}');
    const [status] = await client.read('coddle://status');
    expect(JSON.parse(status!.text!)).toMatchObject({ is_running: false });
    const [rules] = await client.read('coddle://safety/rules');
    expect(rules!.text).toMatch(/poultry/i);
    await expect(client.read('coddle://cooks/unknown')).rejects.toThrow();
  });

  it('gets the prompts', async () => {
    const prompts = await client.prompts();
    expect(prompts.map(({ name }) => name)).toEqual(['plan-a-safe-cook', 'is-it-ready', 'what-went-wrong']);
    for (const { description } of prompts) expect(description).toMatch(/\w{3}/);
    expect((await client.prompt('is-it-ready')).join('\n')).toMatch(/get_status/);
  });
});
