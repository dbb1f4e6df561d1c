import type { AlertRuleDto, AlertRulesDto } from '../../../src/alerts/dto/alert-rule.dto.js';
import type { AlertWithDeliveriesDto } from '../../../src/alerts/dto/alert.dto.js';
import { Api } from '../../harness/api.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { LiveClient } from '../../harness/live-client.js';
import { lookAlike } from '../../harness/look-alike.js';
import { McpClient } from '../../harness/mcp-client.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../../harness/two-cookers.js';
import { alertsOf, WARM, withAlerts } from '../../harness/watched-water.js';

const NONE = '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11';

describe('Alerts for a key that is limited to one of two cookers', () => {
  let folder: KeysFolder;
  let two: TwoCookers;
  let key: string;
  let limited: Api;
  beforeEach(async () => {
    folder = new KeysFolder();
    key = folder.add('cellar', { devices: [CELLAR] });
    two = await TwoCookers.open({ environment: { configDir: folder.path } });
    limited = new Api(two.testApp.url, key);
  });
  afterEach(async () => {
    await two.testApp.close();
    folder.remove();
  });

  const rule = (body: object) => two.testApp.api.post<AlertRuleDto>('/alert-rules', { ...WARM, ...body });
  const devicesOf = (alerts: readonly { thing: { device_id: string | null } }[]) =>
    alerts.map(({ thing }) => thing.device_id);

  it('are those of that cooker alone, in lists, by id and as a tool', async () => {
    const { alerts } = await withAlerts(two.testApp, {}, 2);
    expect(devicesOf(alerts).toSorted()).toEqual([CELLAR, FIRST_COOKER]);
    for (const query of ['', '?state=all', '?state=all&limit=1'])
      expect(devicesOf(await alertsOf(limited, query))).toEqual([CELLAR]);
    const foreign = alerts.find(({ thing }) => thing.device_id === FIRST_COOKER)!;
    const own = alerts.find(({ thing }) => thing.device_id === CELLAR)!;
    expect(await limited.get<AlertWithDeliveriesDto>(`/alerts/${own.alert_id}`)).toMatchObject({
      status: 200,
    });
    const [hidden, unknown] = await Promise.all(
      [foreign.alert_id, NONE].map((id) => limited.get(`/alerts/${id}`)),
    );
    expect(hidden!.status).toBe(404);
    expect(lookAlike(hidden!, unknown!)).toBe(true);
    const { content, text } = await new McpClient(limited).call('list_alerts', {});
    expect(JSON.stringify([content, text])).not.toMatch(/Kitchen/);
  });

  it('are acknowledged only on that cooker', async () => {
    const { alerts } = await withAlerts(two.testApp, {}, 2);
    const results = await Promise.all(
      [...alerts.map(({ alert_id: id }) => id), NONE].map((id) => limited.post(`/alerts/${id}/acknowledge`)),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual([200, 404, 404]);
    const acknowledged = (await alertsOf(two.testApp.api)).filter(({ state }) => state === 'acknowledged');
    expect(devicesOf(acknowledged)).toEqual([CELLAR]);
  });

  it('come in the stream for that cooker alone', async () => {
    const headers = { authorization: `Bearer ${key}` };
    const client = await LiveClient.open(two.testApp.url, {
      query: '?types=alert',
      headers,
      withoutKey: true,
    });
    await client.next(({ event }) => event === 'reset');
    await withAlerts(two.testApp, {}, 2);
    await client.next(({ event }) => event === 'alert');
    const later = await LiveClient.open(two.testApp.url, {
      query: '?types=alert',
      headers,
      withoutKey: true,
    });
    const reset = await later.next(({ event }) => event === 'reset');
    expect(JSON.stringify([client.messages, reset])).not.toContain(FIRST_COOKER);
    for (const one of [client, later]) one.close();
  });

  it('have rules of that cooker, which the key makes and changes, and of no other', async () => {
    const own = await limited.post<AlertRuleDto>('/alert-rules', { ...WARM, thing_id: CELLAR });
    expect(own).toMatchObject({ status: 200, body: { thing_id: CELLAR } });
    const [foreign, unknown] = await Promise.all(
      [FIRST_COOKER, 'AtticCooker00000000001'].map((id) =>
        limited.post('/alert-rules', { ...WARM, thing_id: id }),
      ),
    );
    expect(foreign!).toMatchObject({ status: 404, body: { error: 'ALERT_THING_NOT_FOUND' } });
    expect(lookAlike(foreign!, unknown!)).toBe(true);
    const { rule_id: hidden } = (await rule({ thing_id: FIRST_COOKER })).body;
    for (const method of ['PATCH', 'DELETE']) {
      const [one, none] = await Promise.all(
        [hidden, NONE].map((id) =>
          limited.send(method, `/alert-rules/${id}`, method === 'PATCH' ? {} : undefined),
        ),
      );
      expect(one!.status).toBe(404);
      expect(lookAlike(one!, none!)).toBe(true);
    }
    const ids = (await limited.get<AlertRulesDto>('/alert-rules')).body.rules.map(({ rule_id: id }) => id);
    expect(ids).toContain(own.body.rule_id);
    expect(ids).toContain('low-water');
    expect(ids).not.toContain(hidden);
  });

  it('have rules of all cookers, which the key reads and does not change', async () => {
    const { rule_id: id } = (await rule({})).body;
    const asked = [
      limited.send('PATCH', `/alert-rules/${id}`, { enabled: false }),
      limited.send('DELETE', `/alert-rules/${id}`),
      limited.send('PATCH', '/alert-rules/low-water', { enabled: false }),
      limited.post('/alert-rules', WARM),
    ];
    for (const response of await Promise.all(asked))
      expect(response).toMatchObject({ status: 403, body: { error: 'KEY_LIMITED' } });
  });
});
