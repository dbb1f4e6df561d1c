import { Ajv2020 } from 'ajv/dist/2020.js';
import DESCRIBED from '../../src/assistant/described-operations.json' with { type: 'json' };
import { OPERATIONS } from '../../src/assistant/operations.js';
import type { Json } from '../harness/api.js';
import { chicken, sent } from '../harness/journey.js';
import { LEGACY, McpClient, MODERN } from '../harness/mcp-client.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

const ajv = new Ajv2020({ strict: false, allErrors: true });
/** What is wrong with a result; empty when it is what the tool promises. */
function problems(tool: string, result: Json): string {
  const { operationId } = OPERATIONS.find((one) => one.tool === tool)!;
  const check = ajv.compile(DESCRIBED[operationId as keyof typeof DESCRIBED].output);
  return check(result) ? '' : ajv.errorsText(check.errors);
}

describe.each([MODERN, LEGACY] as const)('The tools, for a client of %s,', (era) => {
  let testApp: TestApp;
  let client: McpClient;
  beforeEach(async () => {
    testApp = await startTestApp();
    client = new McpClient(testApp.api, era);
  });
  afterEach(() => testApp.close());

  it('are listed in a fixed order', async () => {
    const { tools } = (await client.ask('tools/list')) as { tools: { name: string }[] };
    expect(tools.map(({ name }) => name)).toEqual(OPERATIONS.map(({ tool }) => tool));
  });

  it('check, start, watch, read and stop a cook, and return what they promise', async () => {
    const call = async (name: string, given: Json = {}): Promise<Json> => {
      const { isError, content, text } = await client.call(name, given);
      expect({ name, isError, problems: problems(name, content) }).toEqual({
        name,
        isError: false,
        problems: '',
      });
      expect(text).toMatch(/^\S.*[.)]$/su);
      return content;
    };
    await call('list_foods');
    await call('list_devices');
    expect(await call('check_cook', chicken())).toMatchObject({ allowed: true });
    expect(await call('check_cook', chicken({ temperature_celsius: 50 }))).toMatchObject({ allowed: false });
    const started = await call('start_cook', chicken({ thickness_mm: 30 }));
    expect(started).toMatchObject({ status: 'started', verified: true });
    const cookId = started['cook_id'];
    expect(await call('get_status')).toMatchObject({ is_running: true, cook: { cook_id: cookId } });
    expect(await call('list_cooks', { limit: 5 })).toMatchObject({ cooks: [{ cook_id: cookId }] });
    expect(await call('get_cook', { cook_id: cookId })).toMatchObject({ state: 'running' });
    expect(await call('get_cook_curve', { cook_id: cookId, points: 4 })).toMatchObject({ cook_id: cookId });
    expect(await call('stop_cook', { reason: 'enough' })).toMatchObject({ status: 'stopped' });
    expect(sent(testApp)).toEqual(['CMD_APC_START', 'CMD_APC_STOP']);
  });
});
