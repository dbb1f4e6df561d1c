import { responseLost, commandLost, refused } from '../../src/simulator/behaviours.js';
import { responseOf, chicken, letPass, untilStatus } from '../harness/journey.js';
import { API_KEY, startTestApp, TOKEN, type TestApp } from '../harness/test-app.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A day of cooking with everything that makes programs log too much. */
async function live(testApp: TestApp): Promise<string[]> {
  const { api, cloud } = testApp;
  const texts: string[] = [];
  const request = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await responseOf(testApp, api.send(method, path, body, headers));
    texts.push(response.text, JSON.stringify([...response.headers]));
  };
  await request('POST', '/start-cook', chicken({ request_id: 'one' }));
  await request('GET', '/status');
  await request('GET', '/status', undefined, { authorization: `Bearer ${API_KEY}x` });
  await request('GET', `/status?key=${API_KEY}`);
  await request('POST', '/start-cook', `{"broken": "${API_KEY}`);
  cloud.nextCommand(responseLost);
  await request('POST', '/stop-cook');
  cloud.nextCommand(refused(`vendor says ${TOKEN}`));
  await request('POST', '/start-cook', chicken({ request_id: 'two' }));
  cloud.nextCommand(commandLost);
  await request('POST', '/start-cook', chicken({ food_type: 'beef steak', temperature_celsius: 54.5 }));
  cloud.connections.send(`garbage ${TOKEN}`);
  cloud.connections.send(JSON.stringify({ command: TOKEN, payload: { token: TOKEN } }));
  cloud.connections.sendHugeFrame();
  await untilStatus(testApp, { device_online: false });
  cloud.admission.refuseUpgrades(500);
  await letPass(testApp, 5_000);
  cloud.admission.refuseTokens();
  cloud.admission.welcomeArrivals();
  await letPass(testApp, 60_000);
  await request('GET', '/health/ready');
  await request('POST', '/start-cook', chicken());
  await request('GET', '/nowhere');
  await request('DELETE', '/status');
  return texts;
}

describe('What the server sends', () => {
  let testApp: TestApp;
  let responses: string[];
  beforeAll(async () => {
    testApp = await startTestApp();
    responses = await live(testApp);
  });
  afterAll(() => testApp.close());

  it('to the cloud is only starts and stops, in the documented flat form', () => {
    const cookerId = testApp.cooker.id;
    const shapes = testApp.cloud.received.map(({ raw }) => JSON.parse(raw) as Record<string, unknown>);
    expect(shapes.length).toBeGreaterThanOrEqual(4);
    for (const message of shapes) {
      expect(Object.keys(message).sort()).toEqual(['command', 'payload', 'requestId']);
      expect(message['requestId']).toMatch(UUID);
      if (message['command'] === 'CMD_APC_STOP') {
        expect(message['payload']).toEqual({ cookerId, type: 'a7' });
      } else {
        expect(message['command']).toBe('CMD_APC_START');
        expect(message['payload']).toEqual({
          cookerId,
          type: 'a7',
          targetTemperature: expect.any(Number) as number,
          unit: 'C',
          timer: 5400,
        });
      }
    }
  });

  it('to the cloud has an id of its own for every command', () => {
    const ids = testApp.cloud.received.map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['the token', TOKEN],
    ['the token as it stands in an address', encodeURIComponent(TOKEN)],
    ['the key', API_KEY],
  ])('never holds %s, in a log line or a response', (_case, secret) => {
    expect(testApp.logs.length).toBeGreaterThan(10);
    expect(responses.length).toBeGreaterThan(10);
    expect([...testApp.logs, ...responses].filter((text) => text.includes(secret))).toEqual([]);
  });

  it('never holds a stack trace, a path or the vendor’s words in a response', () => {
    const leaks = responses.filter((text) =>
      /vendor says|node_modules|\.ts:|\.js:|at async|\/src\//.test(text),
    );
    expect(leaks).toEqual([]);
  });
});
