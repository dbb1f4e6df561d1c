import { createHmac } from 'node:crypto';
import { DemoAlerts } from './demo-alerts.js';

describe('The webhook of the demo', () => {
  let lines: string[];
  let alerts: DemoAlerts;
  beforeEach(async () => {
    lines = [];
    alerts = new DemoAlerts('secret', (line) => lines.push(line));
    await alerts.listen();
  });
  afterEach(() => alerts.close());

  const message = JSON.stringify({ key: 'k', title: 'Battery low: Smoker', text: 'It is at 11 %.' });
  const post = async (secret: string, body = message): Promise<number> => {
    const signature = createHmac('sha256', secret).update(`1700000000.${body}`).digest('hex');
    const headers = { 'x-coddle-timestamp': '1700000000', 'x-coddle-signature': `sha256=${signature}` };
    return (await fetch(alerts.url, { method: 'POST', headers, body })).status;
  };

  it('prints a message once, however often it comes', async () => {
    expect([await post('secret'), await post('secret')]).toEqual([204, 204]);
    expect(lines).toEqual(['Alert received: Battery low: Smoker. It is at 11 %.']);
  });

  it('refuses what is not signed with its secret', async () => {
    expect(await post('another')).toBe(401);
    expect((await fetch(alerts.url, { method: 'POST', body: message })).status).toBe(401);
    expect(lines).toEqual([]);
  });
});
