import { COOK_PAGE } from '../../src/mcp/cook-page.js';
import type { Json } from '../harness/api.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { chicken, letPass } from '../harness/journey.js';
import { McpClient } from '../harness/mcp-client.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

/** What a client of MCP Apps lets a page do that asks for nothing: its own script and style, and no connection. */
const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";
const SMALL = { width: 360, height: 640 };

/** The part of a client that shows pages: it responds to their requests, and hands calls of tools to `callTool`. */
const CLIENT = `<!doctype html><iframe sandbox="allow-scripts" style="width:340px;height:600px;border:0"></iframe><script>
const frame = document.querySelector('iframe');
const showPage = (source, granted) => {
  Object.assign(window, { granted });
  frame.srcdoc = source;
};
const handOver = (params) => send({ method: 'ui/notifications/tool-result', params });
const send = (message) => frame.contentWindow.postMessage({ jsonrpc: '2.0', ...message }, '*');
addEventListener('message', async ({ data }) => {
  if (data.method === 'ui/initialize') {
    const hostContext = { theme: 'dark' };
    const result = { protocolVersion: '2026-01-26', hostInfo: { name: 'test', version: '1' }, hostCapabilities: window.granted, hostContext };
    send({ id: data.id, result });
  }
  if (data.method === 'ui/notifications/initialized') window.isShown = true;
  if (data.method === 'tools/call') send({ id: data.id, result: await window.callTool(data.params) });
});
</script>`;

describe('The page of a cook, in a client that shows it', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let client: McpClient;
  let opened: WatchedPage;
  beforeEach(async () => {
    testApp = await startTestApp({ cookers: [{ name: '<b>Kitchen</b>', water: 30 }] });
    client = new McpClient(testApp.api);
  });
  afterEach(async () => {
    await opened.page.context().close();
    await testApp.close();
    expect(opened.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  /** Shows the page in a client; with `granted` it may call tools. */
  async function show(granted: Json): Promise<void> {
    opened = await browser.open({ viewport: SMALL });
    const { page } = opened;
    await page.exposeFunction('callTool', ({ name, arguments: given }: { name: string; arguments: Json }) =>
      client.ask('tools/call', { name, arguments: given }),
    );
    await page.setContent(CLIENT);
    const source = COOK_PAGE.replace(
      '<head>',
      `<head><meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    );
    await page.evaluate(
      `showPage(${JSON.stringify(source).replaceAll('</', String.raw`<\/`)}, ${JSON.stringify(granted)})`,
    );
    await page.waitForFunction('window.isShown');
  }

  const text = (selector: string) => opened.page.frameLocator('iframe').locator(selector).innerText();

  itInBrowser('shows the running cook and its curve', async () => {
    await client.call('start_cook', chicken());
    await letPass(testApp, 60_000);
    await show({ serverTools: {} });
    await opened.page.frameLocator('iframe').locator('path.water').waitFor();
    expect(await text('h1')).toMatch(/^(Heating up|Cooking)$/);
    expect(await text('#numbers')).toMatch(/Water\s+\d+\.\d °C/);
    expect(await text('#caption')).toMatch(/^Water \(line\) and target \(dashes\) in °C/);
  });

  itInBrowser('shows the result that the client hands to it, and its texts as text only', async () => {
    await show({});
    const result = await client.ask('tools/call', { name: 'get_status', arguments: {} });
    await opened.page.evaluate(`handOver(${JSON.stringify(result)})`);
    await opened.page.frameLocator('iframe').getByText('Idle', { exact: true }).waitFor();
    expect(await text('#summary')).toContain('<b>Kitchen</b>');
  });
});
