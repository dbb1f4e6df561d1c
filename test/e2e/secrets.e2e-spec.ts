import { createHash } from 'node:crypto';
import { commandLost, refused } from '../../src/simulator/behaviours.js';
import { Api, type Overrides } from '../harness/api.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { exchange, requestText } from '../harness/raw-http.js';

/** Secrets that look different in an address, in a form and in JSON. */
const TOKEN = `anova-Zq!7(vX)~w*Kj'3/+T=&h?#R%5"mB\\yG9`;
const KEY = `sk-anova-Hd"2\\Lp&9?Wn=c/V+4%f!(Qs)~*x'8Gt6`;

/** The longest piece of a secret that may appear, in characters. */
const PIECE = 8;

/** Everything that must not appear: the secret in each spelling, its digests, and every longer piece of it. */
function forbidden(secret: string): string[] {
  const pieces = Array.from({ length: secret.length - PIECE + 1 }, (_, start) =>
    secret.slice(start, start + PIECE),
  );
  const digests = (['hex', 'base64', 'base64url'] as const).flatMap((form) => [
    Buffer.from(secret).toString(form),
    createHash('sha256').update(secret).digest(form),
  ]);
  const distinctive = pieces.filter((piece) => !'sk-anova-'.includes(piece));
  return [
    ...distinctive.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]),
    ...digests,
  ];
}

/** Captures everything that reaches the streams of the process past the logger. */
function tapStreams(): string[] {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  }
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest
      .spyOn(console, level)
      .mockImplementation((...said: unknown[]) => void written.push(said.map(String).join(' ')));
  }
  return written;
}

/** A server on a bad day; `texts` are all responses with their headers. */
class BadDay {
  readonly texts: string[] = [];
  readonly codes = new Set<unknown>();
  private readonly api: Api;

  constructor(readonly testApp: TestApp) {
    this.api = new Api(testApp.url, KEY);
  }

  async request(method: string, path: string, body?: unknown, headers: Overrides = {}): Promise<void> {
    const response = await responseOf(this.testApp, this.api.send(method, path, body, headers));
    this.codes.add(response.body['error'] ?? response.status);
    this.texts.push(response.text, JSON.stringify([...response.headers]));
  }

  /** Mistakes of clients. */
  async withClients(): Promise<void> {
    await this.request('POST', '/start-cook', chicken({ temperature_celsius: 50 }));
    await this.request('POST', '/start-cook', chicken({ time_minutes: 'long' }));
    await this.request('POST', '/check-cook', '{');
    await this.request('POST', '/check-cook', '{}', { 'content-type': 'text/plain' });
    await this.request('POST', '/check-cook', { food_type: 'x'.repeat(20_000) });
    await this.request('GET', '/status?device_id=unknown');
    for (const wrong of [`Bearer ${KEY.slice(0, -1)}`, `Bearer ${KEY}${KEY}`, `Basic ${KEY}`, undefined]) {
      await this.request('GET', '/status', undefined, { authorization: wrong });
    }
    await this.request('GET', `/status?access_token=${encodeURIComponent(KEY)}`, undefined, {
      authorization: undefined,
    });
    for (let i = 0; i < 30; i++)
      await this.request('GET', '/foods', undefined, { authorization: `Bearer ${TOKEN}` });
    const { text } = await exchange(this.testApp.url, requestText(`BREW /${encodeURIComponent(KEY)}`));
    this.texts.push(text);
  }

  /** A cook with a cloud that refuses and a cloud that falls silent. */
  async withCook(): Promise<void> {
    const { cloud } = this.testApp;
    cloud.nextCommand(refused('not today'));
    await this.request('POST', '/start-cook', chicken());
    await this.request('POST', '/start-cook', chicken({ request_id: 'dinner' }));
    await this.request('GET', '/status');
    await this.request('POST', '/start-cook', chicken({ time_minutes: 100 }));
    await this.request('POST', '/stop-cook');
    await this.request('POST', '/stop-cook');
    cloud.nextCommand(commandLost);
    await this.request('POST', '/start-cook', chicken({ request_id: 'supper' }));
  }

  /** A cloud that disconnects, sends garbage, and finally refuses the token in both of its ways. */
  async withCloud(): Promise<void> {
    const { cloud } = this.testApp;
    await letPass(this.testApp, 5_000);
    await cloud.goAway();
    await untilStatus(this.asOwner(), { device_online: false });
    await letPass(this.testApp, 20_000);
    await this.request('POST', '/start-cook', chicken({ time_minutes: 110 }));
    await cloud.comeBack();
    cloud.admission.refuseUpgrades(503);
    await letPass(this.testApp, 70_000);
    cloud.admission.welcomeArrivals();
    await letPass(this.testApp, 70_000);
    cloud.connections.close(1011);
    cloud.admission.refuseTokens('close');
    await letPass(this.testApp, 30_000);
    cloud.admission.refuseTokens();
    await letPass(this.testApp, 16 * 60_000);
    await this.request('POST', '/start-cook', chicken());
    await this.request('GET', '/health/ready');
    await this.request('GET', '/openapi.json');
    await this.request('GET', '/docs/swagger-ui-init.js');
  }

  private asOwner(): TestApp {
    return Object.defineProperty({ ...this.testApp }, 'api', { value: this.api });
  }
}

/** The responses to the owner's requests on such a day. */
const TROUBLES = [
  'POULTRY_TEMP_UNSAFE',
  'VALIDATION_ERROR',
  'UNSUPPORTED_MEDIA_TYPE',
  'PAYLOAD_TOO_LARGE',
  'DEVICE_NOT_FOUND',
  'UNAUTHORIZED',
  'RATE_LIMITED',
  'COMMAND_REJECTED',
  'DEVICE_BUSY',
  'COMMAND_UNCONFIRMED',
  'NO_ACTIVE_COOK',
  'CLOUD_UNAVAILABLE',
  'ANOVA_TOKEN_REJECTED',
];

describe('A bad day', () => {
  let day: BadDay;
  let written: string[];
  beforeAll(async () => {
    written = tapStreams();
    const testApp = await startTestApp({
      environment: { personalAccessToken: TOKEN, apiKey: KEY },
      cloud: { token: TOKEN },
    });
    day = new BadDay(testApp);
    await day.withClients();
    await day.withCook();
    await day.withCloud();
    await testApp.close();
    jest.restoreAllMocks();
  }, 30_000);

  it('contains every kind of failure', () => {
    expect(TROUBLES.filter((code) => !day.codes.has(code))).toEqual([]);
    expect(sent(day.testApp)).toContain('CMD_APC_START');
    expect(day.testApp.cloud.admission.attempts).toBeGreaterThan(5);
  });

  it.each([
    ['token', TOKEN],
    ['key', KEY],
  ])('leaves no trace of the %s or a piece of it, in any spelling', (_name, secret) => {
    const texts = [...day.testApp.logs, ...day.texts, ...written];
    const leaks = texts.filter((text) => forbidden(secret).some((piece) => text.includes(piece)));
    expect(texts.length).toBeGreaterThan(100);
    expect(leaks).toEqual([]);
  });

  it('never passes a secret to the log, which would redact it', () => {
    expect(day.testApp.logs.some((line) => line.includes('"level":"debug"'))).toBe(true);
    expect(day.testApp.logs.filter((line) => line.includes('***'))).toEqual([]);
  });

  it('writes nothing past the log', () => {
    expect(written).toEqual([]);
  });
});

describe('A key that a client reveals', () => {
  it('is not logged, even when it is a named one that the settings do not know', async () => {
    const named = 'sk-anova-9f8e7d6c5b4a39281706f5e4d3c2b1a0';
    const testApp = await startTestApp();
    for (const path of [`/${named}`, `/status/${named}`, `/cooks/${named}`, `/cooks?cursor=${named}`]) {
      await testApp.api.get(path);
    }
    await testApp.api.post('/start-cook', chicken({ request_id: named, device_id: named }));
    await exchange(testApp.url, requestText(`GET /x?token=${named}`, [`Authorization: Bearer ${named}`]));
    await testApp.close();
    expect(testApp.logs.filter((line) => line.includes('***')).length).toBeGreaterThanOrEqual(4);
    expect(testApp.logs.filter((line) => line.includes(named.slice(9)))).toEqual([]);
  });

  it('is not logged from an address or a field', async () => {
    const testApp = await startTestApp({
      environment: { apiKey: KEY, personalAccessToken: TOKEN },
      cloud: { token: TOKEN },
    });
    const api = new Api(testApp.url, KEY);
    await api.get(`/${encodeURIComponent(KEY)}`);
    await api.post('/start-cook', chicken({ request_id: KEY, device_id: KEY }));
    await api.post('/start-cook', chicken({ [KEY]: KEY, food_type: KEY }));
    await api.post('/stop-cook', { request_id: KEY });
    await testApp.close();
    expect(testApp.logs.filter((line) => line.includes('***')).length).toBeGreaterThanOrEqual(3);
    expect(testApp.logs.filter((line) => forbidden(KEY).some((piece) => line.includes(piece)))).toEqual([]);
  });
});
