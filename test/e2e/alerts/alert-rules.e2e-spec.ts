import type { AlertRuleDto, AlertRulesDto } from '../../../src/alerts/dto/alert-rule.dto.js';
import { DEFAULT_RULES } from '../../../src/alerts/rules/default-rules.js';
import { Api, type ApiResponse, type Json } from '../../harness/api.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const GRILL = { name: 'Grill too hot', fact: 'probe_celsius', above: 130 };

describe('The rules of alerts', () => {
  const folder = new KeysFolder();
  let testApp: TestApp;
  let owner: SignedInOwner;
  let other: Api;
  beforeAll(async () => {
    const key = folder.add('phone');
    testApp = await startTestApp({ environment: { configDir: folder.path, rateLimitPerMinute: 10_000 } });
    owner = await SignedInOwner.at(testApp);
    other = new Api(testApp.url, key);
  });
  afterAll(async () => {
    await testApp.close();
    folder.remove();
  });

  // Each test is a client of its own, since one address may make 60 rules in a minute.
  let address = 0;
  beforeEach(() => (address += 1));
  const from = () => ({ 'x-forwarded-for': `198.51.100.${address}` });
  const list = async () => (await testApp.api.get<AlertRulesDto>('/alert-rules')).body.rules;
  const make = (body: unknown, headers: Json = {}) =>
    testApp.api.post<AlertRuleDto & Json>('/alert-rules', body, { ...from(), ...headers });
  const change = (id: string, body: unknown) =>
    testApp.api.send<AlertRuleDto & Json>('PATCH', `/alert-rules/${id}`, body, from());
  const remove = (id: string) => testApp.api.send('DELETE', `/alert-rules/${id}`, undefined, from());
  const made = async (known: Json = {}) => (await make({ ...GRILL, ...known })).body;

  it('begin with those of the server, each in a sentence', async () => {
    const rules = await list();
    expect(rules.slice(0, DEFAULT_RULES.length).map(({ rule_id }) => rule_id)).toEqual(
      DEFAULT_RULES.map(({ id }) => id),
    );
    expect(rules.every(({ summary }) => /^Alerts when [^.]+\.$/.test(summary))).toBe(true);
    expect(rules.find(({ rule_id }) => rule_id === 'battery-low')).toMatchObject({
      is_default: true,
      is_safety: false,
      fact: 'battery_percent',
      above: null,
      below: 15,
      clear_by: 5,
      unit: '%',
      thing_kind: 'thermometer',
      thing_id: null,
      enabled: true,
    });
  });

  it('are made, changed and deleted', async () => {
    const rule = await made({ quiet_hours: { from: '22:30', to: '07:00' }, for_seconds: 60 });
    expect(rule).toMatchObject({
      name: 'Grill too hot',
      above: 130,
      clear_by: 1,
      unit: '°C',
      thing_kind: 'probe',
      severity: 'warning',
      quiet_hours: { from: '22:30', to: '07:00' },
      sends_resolved: true,
      is_default: false,
    });
    expect(await list()).toContainEqual(rule);
    const changed = await change(rule.rule_id, { below: 90, clear_by: 2, quiet_hours: null, enabled: false });
    expect(changed).toMatchObject({
      status: 200,
      body: { above: null, below: 90, clear_by: 2, quiet_hours: null, enabled: false, for_seconds: 60 },
    });
    expect(await list()).toContainEqual(changed.body);
    expect(await remove(rule.rule_id)).toMatchObject({ status: 200, body: { rule_id: rule.rule_id } });
    expect((await list()).map(({ rule_id }) => rule_id)).not.toContain(rule.rule_id);
  });

  it('survive a restart', async () => {
    const app = await startTestApp();
    const { body } = await app.api.post<AlertRuleDto>('/alert-rules', GRILL);
    await app.api.send('PATCH', '/alert-rules/battery-low', { below: 30 });
    await app.leave();
    const next = await startTestApp({ after: app });
    const { rules } = (await next.api.get<AlertRulesDto>('/alert-rules')).body;
    expect(rules).toContainEqual(body);
    expect(rules.find(({ rule_id }) => rule_id === 'battery-low')).toMatchObject({ below: 30 });
    await next.close();
  });

  it.each<[string, unknown, string, RegExp]>([
    ['no fields', {}, 'name', /name is missing.*fact is missing/],
    ['an unknown fact', { ...GRILL, fact: 'smell' }, 'fact', /fact must be water_celsius, /],
    ['a name without a letter', { ...GRILL, name: ' ' }, 'name', /name must be a few words/],
    ['a name with a line feed', { ...GRILL, name: 'a\nb' }, 'name', /without control characters/],
    ['a long name', { ...GRILL, name: 'x'.repeat(61) }, 'name', /at most 60 characters/],
    ['a limit as text', { ...GRILL, above: '130' }, 'above', /above must be a number: send 130, not "130"/],
    ['no limit', { ...GRILL, above: null }, 'above', /above or below is missing: probe_celsius is a number/],
    ['two limits', { ...GRILL, below: 10 }, 'below', /below does not go with above/],
    ['a limit of a flag', { name: 'x', fact: 'low_water', above: 1 }, 'above', /which is true or false/],
    ['a negative hysteresis', { ...GRILL, clear_by: -1 }, 'clear_by', /must not be negative/],
    ['an unknown field', { ...GRILL, clearby: 3 }, 'clearby', /did you mean clear_by/],
    ['a fraction of a second', { ...GRILL, for_seconds: 1.5 }, 'for_seconds', /whole number from 0 to 86400/],
    ['two days', { ...GRILL, for_seconds: 172800 }, 'for_seconds', /whole number from 0 to 86400/],
    ['no minutes', { ...GRILL, escalate_after_minutes: 0 }, 'escalate_after_minutes', /from 1 to 1440/],
    [
      'quiet hours as text',
      { ...GRILL, quiet_hours: '22-7' },
      'quiet_hours',
      /must hold from and to as HH:MM/,
    ],
    ['25 o’clock', { ...GRILL, quiet_hours: { from: '25:00', to: '07:00' } }, 'quiet_hours', /HH:MM/],
    [
      'hours of no length',
      { ...GRILL, quiet_hours: { from: '07:00', to: '07:00' } },
      'quiet_hours',
      /two different/,
    ],
    [
      'more in the hours',
      { ...GRILL, quiet_hours: { from: '1:00', to: '2:00', tz: 'x' } },
      'quiet_hours',
      /HH:MM/,
    ],
    ['no channels', { ...GRILL, channels: [] }, 'channels', /channels/],
    ['a channel twice', { ...GRILL, channels: ['a', 'a'] }, 'channels', /channels/],
    [
      'an unknown channel',
      { ...GRILL, channels: ['pigeon'] },
      'channels',
      /channels names pigeon, which the server has not set up: it has none at all/,
    ],
    [
      'another kind',
      { ...GRILL, thing_kind: 'cooker' },
      'thing_kind',
      /thing_kind must be probe for probe_celsius/,
    ],
    ['one of two kinds', { name: 'x', fact: 'target_reached' }, 'thing_kind', /a fact of cooker or probe/],
    [
      'one approval',
      { name: 'x', fact: 'approval_waiting', thing_id: 'x' },
      'thing_id',
      /watches all of them/,
    ],
    ['a list', [GRILL], '', /./],
    [
      'a severity of its own',
      { ...GRILL, severity: 'fatal' },
      'severity',
      /severity must be info, warning or critical/,
    ],
    ['a long request_id', { ...GRILL, request_id: 'x'.repeat(65) }, 'request_id', /1 to 64/],
  ])('say what is wrong with %s', async (_name, body, field, message) => {
    const before = await list();
    const response = await make(body);
    expect(response).toMatchObject({ status: 400, body: { error: 'VALIDATION_ERROR' } });
    expect(response.body['message']).toMatch(message);
    if (field !== '') expect(response.body['details']).toMatchObject({ field });
    expect(await list()).toEqual(before);
  });

  it.each<[string, Json, string, string]>([
    [
      'never ends',
      { fact: 'battery_percent', below: 98, clear_by: 5 },
      'ALERT_RULE_NEVER_CLEARS',
      'clear_by',
    ],
    ['never ends, by its limit', { fact: 'water_celsius', above: -5 }, 'ALERT_RULE_NEVER_CLEARS', 'above'],
    ['never fires', { fact: 'battery_percent', above: 100 }, 'ALERT_RULE_NEVER_FIRES', 'above'],
  ])('refuse one that %s, when it is made and when it is changed', async (_name, body, error, field) => {
    expect(await make({ name: 'Odd', ...body })).toMatchObject({
      status: 400,
      body: { error, details: { field } },
    });
    const { rule_id } = (await make({ name: 'Even', fact: body['fact'], above: 50 })).body;
    const limits = { ...body, fact: undefined };
    expect(await change(rule_id, limits)).toMatchObject({ status: 400, body: { error } });
    expect(await remove(rule_id)).toMatchObject({ status: 200 });
  });

  it.each(['PATCH', 'DELETE'])('are unknown by an id that none has: %s', async (method) => {
    for (const id of ['none', '__proto__', 'x'.repeat(500), '%00', 'timer-too-early%20']) {
      const response = await testApp.api.send(
        method,
        `/alert-rules/${id}`,
        method === 'PATCH' ? {} : undefined,
        from(),
      );
      expect(response).toMatchObject({ status: 404, body: { error: 'ALERT_RULE_NOT_FOUND' } });
    }
  });

  it('are not deleted when they come with the server', async () => {
    expect(await remove('battery-low')).toMatchObject({
      status: 409,
      body: { error: 'ALERT_RULE_IS_DEFAULT' },
    });
    expect(await change('battery-low', { enabled: false })).toMatchObject({
      status: 200,
      body: { enabled: false },
    });
    expect(await change('battery-low', { enabled: true })).toMatchObject({ status: 200 });
  });

  it('of safety are the owner’s alone, and have no quiet hours', async () => {
    const forbidden = { status: 403, body: { error: 'INSUFFICIENT_SCOPE', details: { scope: 'owner' } } };
    const asked: readonly Promise<ApiResponse>[] = [
      change('must-discard', { enabled: false }),
      change('cooker-silent', { for_seconds: 86_400 }),
      remove('must-discard'),
      make({ ...GRILL, is_safety: true }),
    ];
    for (const response of await Promise.all(asked)) {
      expect(response).toMatchObject(forbidden);
      expect(response.headers.get('www-authenticate')).toBe(
        'Bearer error="insufficient_scope", scope="owner"',
      );
    }
    const silent = await owner.send<AlertRuleDto>('PATCH', '/alert-rules/cooker-silent', {
      for_seconds: 120,
    });
    expect(silent).toMatchObject({ status: 200, body: { for_seconds: 120, is_safety: true } });
    const quiet = { quiet_hours: { from: '22:00', to: '07:00' } };
    expect(await owner.send('PATCH', '/alert-rules/cooker-silent', quiet)).toMatchObject({
      status: 400,
      body: { message: 'quiet_hours do not go with a safety rule.' },
    });
    expect(await owner.send('POST', '/alert-rules', { ...GRILL, is_safety: true, ...quiet })).toMatchObject({
      status: 400,
    });
    const off = await owner.send<AlertRuleDto>('PATCH', '/alert-rules/must-discard', { enabled: false });
    expect(off.body.warnings).toEqual([expect.stringContaining('This safety rule is switched off')]);
    await owner.send('PATCH', '/alert-rules/must-discard', { enabled: true });
    const own = await owner.post<AlertRuleDto>('/alert-rules', { ...GRILL, is_safety: true });
    expect(own).toMatchObject({ status: 200, body: { is_safety: true } });
    expect(await remove(own.body.rule_id)).toMatchObject(forbidden);
    expect(await owner.send('DELETE', `/alert-rules/${own.body.rule_id}`)).toMatchObject({ status: 200 });
  });

  it('are made once, however often their request is repeated', async () => {
    const body = { ...GRILL, channels: null, quiet_hours: { from: '22:00', to: '06:00' } };
    const first = await make({ ...body, request_id: 'again' });
    const [second, third] = await Promise.all([
      make({ ...body, request_id: 'again' }),
      make(body, { 'idempotency-key': 'again' }),
    ]);
    expect(second.body).toEqual(first.body);
    expect(third.body).toEqual(first.body);
    const reused = { status: 409, body: { error: 'REQUEST_ID_REUSED' } };
    expect(await make({ ...body, above: 140, request_id: 'again' })).toMatchObject(reused);
    const hours = { from: '23:00', to: '06:00' };
    expect(await make({ ...body, quiet_hours: hours, request_id: 'again' })).toMatchObject(reused);
    const others = await other.post<AlertRuleDto>('/alert-rules', { ...body, request_id: 'again' }, from());
    expect(others.body.rule_id).not.toBe(first.body.rule_id);
    await remove(first.body.rule_id);
    await remove(others.body.rule_id);
    expect(await make({ ...body, request_id: 'again' })).toMatchObject({
      status: 404,
      body: { error: 'ALERT_RULE_NOT_FOUND' },
    });
  });

  it('are made once by the same request at the same time, and a refused request leaves its key free', async () => {
    const refused = await make({ ...GRILL, thing_id: 'attic', request_id: 'twice' });
    expect(refused).toMatchObject({ status: 404, body: { error: 'ALERT_THING_NOT_FOUND' } });
    const both = await Promise.all(Array.from({ length: 5 }, () => make({ ...GRILL, request_id: 'twice' })));
    const ids = new Set(both.map(({ body }) => body.rule_id));
    expect(ids.size).toBe(1);
    await remove([...ids][0]!);
  });

  it.each<[string, Json]>([
    ['a cooker', { fact: 'water_celsius', above: 60, thing_id: 'AtticCooker00000000001' }],
    ['a probe', { fact: 'probe_celsius', above: 60, thing_id: 'attic' }],
    ['a thermometer', { fact: 'battery_percent', below: 60, thing_id: 'attic' }],
  ])('name only things that are known: %s', async (_name, body) => {
    expect(await make({ name: 'Attic', ...body })).toMatchObject({
      status: 404,
      body: { error: 'ALERT_THING_NOT_FOUND', details: { field: 'thing_id' } },
    });
  });

  it('need a body that is JSON and not too large', async () => {
    expect(await make('{', { 'content-type': 'application/json' })).toMatchObject({ status: 400 });
    expect(await make('x', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await make({ ...GRILL, name: 'x'.repeat(20_000) })).toMatchObject({ status: 413 });
  });
});
