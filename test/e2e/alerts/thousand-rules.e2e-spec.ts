import type { AlertRulesDto } from '../../../src/alerts/dto/alert-rule.dto.js';
import { DEFAULT_RULES } from '../../../src/alerts/rules/default-rules.js';
import { startTestApp } from '../../harness/test-app.js';

const GRILL = { name: 'Grill too hot', fact: 'probe_celsius', above: 130 };

describe('A thousand rules of alerts', () => {
  it('are too many: those that come after the 200th are refused, and the others work', async () => {
    const testApp = await startTestApp({ environment: { rateLimitPerMinute: 10_000 } });
    const statuses: number[] = [];
    for (let index = 0; index < 1000; index++) {
      const headers = { 'x-forwarded-for': `203.0.113.${index % 200}` };
      const body = { ...GRILL, name: `Rule ${index}`, above: 100 + (index % 400) };
      const { status, body: response } = await testApp.api.post('/alert-rules', body, headers);
      statuses.push(status);
      if (status !== 200)
        expect(response).toMatchObject({ error: 'TOO_MANY_ALERT_RULES', details: { maximum: 200 } });
    }
    const taken = 200 - DEFAULT_RULES.length;
    expect(statuses.filter((status) => status === 200)).toHaveLength(taken);
    expect(statuses.slice(taken)).toEqual(Array<number>(1000 - taken).fill(429));
    const { rules, maximum } = (await testApp.api.get<AlertRulesDto>('/alert-rules')).body;
    expect([rules.length, maximum]).toEqual([200, 200]);
    const last = rules.at(-1)!;
    await testApp.api.send('DELETE', `/alert-rules/${last.rule_id}`);
    expect(await testApp.api.post('/alert-rules', GRILL)).toMatchObject({ status: 200 });
    await testApp.close();
  }, 60_000);
});
