import type {
  AcknowledgedAlertDto,
  AlertDto,
  AlertsDto,
  AlertWithDeliveriesDto,
} from '../../../src/alerts/dto/alert.dto.js';
import type { AlertRuleDto } from '../../../src/alerts/dto/alert-rule.dto.js';
import { Api } from '../../harness/api.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { LiveClient } from '../../harness/live-client.js';
import { McpClient } from '../../harness/mcp-client.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { alertsOf, untilOpen, WARM, withAlerts } from '../../harness/watched-water.js';

const NONE = '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11';

describe('The routes about alerts', () => {
  const folder = new KeysFolder();
  let testApp: TestApp;
  let reader: Api;
  beforeEach(async () => {
    const key = folder.add(`reader-${Date.now()}`, { scopes: ['status:read'] });
    testApp = await startTestApp({
      cookers: [{ name: 'Kitchen' }],
      environment: { configDir: folder.path, rateLimitPerMinute: 10_000 },
    });
    reader = new Api(testApp.url, key);
  });
  afterEach(() => testApp.close());
  afterAll(() => folder.remove());

  const acknowledge = (id: string) => testApp.api.post<AcknowledgedAlertDto>(`/alerts/${id}/acknowledge`);
  const end = (ruleId: string) => testApp.api.send('PATCH', `/alert-rules/${ruleId}`, { enabled: false });

  it('show that all is well', async () => {
    expect((await reader.get('/alerts')).body).toEqual({
      alerts: [],
      next_cursor: null,
      summary: 'No alert is open.',
    });
  });

  it('show what fires with its value, its unit and its age', async () => {
    const { rule, alerts } = await withAlerts(testApp);
    expect(alerts[0]).toMatchObject({
      rule_id: rule.rule_id,
      rule_name: 'Water warm',
      state: 'firing',
      is_safety: false,
      severity: 'warning',
      thing: { kind: 'cooker', name: 'Kitchen', thing_id: testApp.cooker.identity.id },
      value: 20,
      unit: '°C',
      acknowledged_at: null,
      resolved_at: null,
    });
    expect(alerts[0]!.observed_age_seconds).toBeGreaterThanOrEqual(0);
    expect(alerts[0]!.fired_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const { summary } = (await reader.get<AlertsDto>('/alerts')).body;
    expect(summary).toBe(`One alert is open. ${alerts[0]!.summary}`);
  });

  it('show one with everything that was sent about it, also when it is over', async () => {
    const { rule, alerts } = await withAlerts(testApp);
    const path = `/alerts/${alerts[0]!.alert_id}`;
    expect(await reader.get<AlertWithDeliveriesDto>(path)).toMatchObject({
      status: 200,
      body: { state: 'firing', deliveries: [] },
    });
    await end(rule.rule_id);
    expect((await reader.get<AlertWithDeliveriesDto>(path)).body).toMatchObject({
      state: 'resolved',
      resolved_by: 'rule_changed',
      resolved_at: expect.stringMatching(/Z$/) as string,
    });
    expect(await alertsOf(reader)).toEqual([]);
    expect((await alertsOf(reader, '?state=all')).map(({ state }) => state)).toEqual(['resolved']);
  });

  it('acknowledge once: a repetition and one of an alert that is over change nothing, and say so', async () => {
    const { rule, alerts } = await withAlerts(testApp);
    const { alert_id: id } = alerts[0]!;
    const first = await acknowledge(id);
    expect(first).toMatchObject({
      status: 200,
      body: {
        status: 'acknowledged',
        alert: { state: 'acknowledged', acknowledged_by: 'default' },
        summary: 'Acknowledged: “Water warm” about Kitchen. No further channel is tried.',
      },
    });
    const second = await acknowledge(id);
    expect(second.body).toMatchObject({
      status: 'already_acknowledged',
      alert: { acknowledged_at: first.body.alert.acknowledged_at },
    });
    await end(rule.rule_id);
    expect((await acknowledge(id)).body).toMatchObject({
      status: 'already_resolved',
      alert: { state: 'resolved', acknowledged_by: 'default' },
      summary: expect.stringContaining('nothing to acknowledge') as string,
    });
  });

  it('acknowledge nothing that has not fired', async () => {
    const { alerts } = await withAlerts(testApp, { for_seconds: 3600 });
    expect(alerts[0]).toMatchObject({ state: 'pending', fired_at: null });
    expect(await acknowledge(alerts[0]!.alert_id)).toMatchObject({
      status: 409,
      body: { error: 'ALERT_NOT_FIRING' },
    });
    const { summary } = (await reader.get<AlertsDto>('/alerts')).body;
    expect(summary).toBe('No alert is open. One more has not held for long enough to fire.');
  });

  it('say that an id is unknown, whatever it is', async () => {
    for (const id of [NONE, '__proto__', "x' OR 1=1 --", 'x'.repeat(900)]) {
      const path = `/alerts/${encodeURIComponent(id)}`;
      for (const response of [await reader.get(path), await testApp.api.post(`${path}/acknowledge`)])
        expect(response).toMatchObject({ status: 404, body: { error: 'ALERT_NOT_FOUND' } });
    }
  });

  it.each([
    ['state=closed', /state must be open or all/],
    ['limit=0', /limit must be a whole number from 1 to 100/],
    ['limit=101', /from 1 to 100/],
    ['cursor=x', /cursor must be the next_cursor/],
    ['rule=x', /There is no field "rule"/],
  ])('refuse a query: %s', async (query, message) => {
    const { status, body } = await reader.get(`/alerts?${query}`);
    expect([status, body['error']]).toEqual([400, 'VALIDATION_ERROR']);
    expect(body['message']).toMatch(message);
  });

  it('page through all of them, each once', async () => {
    const rules: string[] = [];
    for (let index = 0; index < 7; index++)
      rules.push((await testApp.api.post<AlertRuleDto>('/alert-rules', WARM)).body.rule_id);
    await untilOpen(testApp, rules.length);
    for (const id of rules.slice(0, 4)) await end(id);
    for (const [state, count] of [
      ['all', 7],
      ['open', 3],
    ] as const) {
      const seen: AlertDto[] = [];
      for (let cursor = ''; ;) {
        const { body } = await reader.get<AlertsDto>(`/alerts?state=${state}&limit=2${cursor}`);
        seen.push(...body.alerts);
        if (body.next_cursor === null) break;
        expect(body.summary).toMatch(/There are older ones\.$/);
        cursor = `&cursor=${body.next_cursor}`;
      }
      expect(new Set(seen.map(({ alert_id: id }) => id)).size).toBe(count);
      const since = seen.map(({ pending_since: at }) => at);
      expect(since).toEqual(since.toSorted().toReversed());
    }
  });

  it('are tools, which say the same', async () => {
    const { alerts } = await withAlerts(testApp);
    const mcp = new McpClient(testApp.api);
    const listed = await mcp.call('list_alerts', { state: null });
    expect(listed.isError).toBe(false);
    expect(listed.content).toMatchObject({ alerts: [{ alert_id: alerts[0]!.alert_id }], next_cursor: null });
    expect(listed.text).toMatch(/^One alert is open\. /);
    const done = await mcp.call('acknowledge_alert', { alert_id: alerts[0]!.alert_id });
    expect(done.content).toMatchObject({ status: 'acknowledged' });
    expect(done.text).toMatch(/^Acknowledged: /);
    const unknown = await mcp.call('acknowledge_alert', { alert_id: NONE });
    expect(unknown).toMatchObject({ isError: true, content: { error: 'ALERT_NOT_FOUND' } });
    expect(unknown.text).toMatch(/list_alerts lists them/);
    expect(await mcp.call('list_alerts', { state: 'closed' })).toMatchObject({ isError: true });
    const { tools } = (await new McpClient(reader).ask('tools/list')) as { tools: { name: string }[] };
    const names = tools.map(({ name }) => name);
    expect(names).toContain('list_alerts');
    expect(names).not.toContain('acknowledge_alert');
  });

  it('are in the stream: first what is open, then each change', async () => {
    const watching = await LiveClient.open(testApp.url, { query: '?types=alert' });
    const { rule, alerts } = await withAlerts(testApp);
    const { alert_id: id } = alerts[0]!;
    const state = ({ data }: { data: Record<string, unknown> }) => data['state'];
    await watching.next(({ event, data }) => event === 'alert' && data['alert_id'] === id);
    await acknowledge(id);
    await watching.next((message) => state(message) === 'acknowledged');
    const later = await LiveClient.open(testApp.url, { query: '?types=alert' });
    const reset = await later.next(({ event }) => event === 'reset');
    expect(reset.data).toMatchObject({ alerts: [{ alert_id: id, state: 'acknowledged' }], status: [] });
    await end(rule.rule_id);
    await watching.next((message) => state(message) === 'resolved');
    expect(watching.messages.slice(1).map(state)).toEqual(['firing', 'acknowledged', 'resolved']);
    const others = await LiveClient.open(testApp.url, { query: '?types=status' });
    expect((await others.next(({ event }) => event === 'reset')).data).toMatchObject({ alerts: [] });
    for (const client of [watching, later, others]) client.close();
  });
});
