import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, parseEnv } from 'node:util';
import { InvalidSettingsError } from './config.errors.js';
import { Environment, readEnvironment } from './environment.js';
import { Fernet, newFernetKey } from './fernet.js';
import { SETTINGS } from './settings.js';

const NOW = new Date('2026-05-01T12:00:00Z');
const TOKEN = 'anova-eyJ0eXAi.payload-part.signature_part';
const API_KEY = 'sk-anova-0123456789abcdefghijklmnopqrstuvwxyz';
const KEY = newFernetKey();
const REQUIRED = { PERSONAL_ACCESS_TOKEN: TOKEN, API_KEY };

describe('readEnvironment', () => {
  let folder: string;
  const read = (variables: NodeJS.ProcessEnv) => readEnvironment(variables, folder, NOW);
  const problemsOf = (variables: NodeJS.ProcessEnv) => refusalOf(() => read(variables)).problems;
  const put = (file: string, content: string, mode = 0o600) => {
    writeFileSync(join(folder, file), content);
    chmodSync(join(folder, file), mode);
  };
  const putPlain = (settings: object) => put('config/credentials.json', JSON.stringify(settings));
  const putSealed = (settings: object, key = KEY, now = NOW) =>
    put('config/credentials.enc', new Fernet([key]).encrypt(Buffer.from(JSON.stringify(settings)), { now }));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-settings-'));
    mkdirSync(join(folder, 'config'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('has a default for all but the two secrets', () => {
    expect({ ...read(REQUIRED) }).toEqual({
      personalAccessToken: TOKEN,
      apiKey: API_KEY,
      anovaWebsocketUrl: 'wss://devices.anovaculinary.io',
      mqttPrefix: 'coddle',
      haDiscoveryPrefix: 'homeassistant',
      ...{ alertEmailTo: [], alertMqtt: false, alertAllowPrivate: false },
      host: '127.0.0.1',
      port: 5000,
      configDir: join(folder, 'config'),
      dataDir: join(folder, 'data'),
      historyDays: 400,
      rateLimitPerMinute: 600,
      ...{ startsPerDay: 200, liveMaxClients: 200 },
      mcp: true,
      debug: false,
      encryptionKeys: [],
    });
  });

  it('reads every setting from the environment', () => {
    const environment = read({
      ...REQUIRED,
      ANOVA_WEBSOCKET_URL: 'ws://127.0.0.1:8080',
      THERMOWORKS_URL: 'http://127.0.0.1:8081/',
      FIREBOARD_URL: 'http://127.0.0.1:8082',
      MEATER_URL: 'https://meater.example.org/',
      MQTT_URL: 'mqtts://me:p%40ss@broker.example.org',
      ...{ MQTT_PREFIX: 'home/coddle', HA_DISCOVERY_PREFIX: 'OFF' },
      ALERT_NTFY_URL: 'https://:tk_token@ntfy.example.org/my-topic/',
      ALERT_SMTP_URL: 'smtp://me:p%40ss@mail.example.org:587?from=coddle@example.org',
      ALERT_EMAIL_TO: 'me@example.org, you@example.org',
      ALERT_WEBHOOK_URL: 'https://hooks.example.org/in?token=abc',
      ALERT_WEBHOOK_SECRET: 'webhook-secret',
      ...{ ALERT_MQTT: 'home/coddle/alerts', ALERT_ALLOW_PRIVATE: 'yes' },
      HOST: '::1',
      PORT: '0',
      PUBLIC_URL: 'https://cooker.example.org/',
      DEVICE_ID: 'anova-pc-1',
      CONFIG_DIR: '/etc/coddle',
      DATA_DIR: '../elsewhere',
      ...{ HISTORY_DAYS: '30', RATE_LIMIT_PER_MINUTE: '60', STARTS_PER_DAY: '20' },
      ...{ LIVE_MAX_CLIENTS: '50', MCP: 'off', DEBUG: 'true' },
      ENCRYPTION_KEY: `${KEY}, ${KEY}`,
    });
    expect({ ...environment }).toEqual({
      personalAccessToken: TOKEN,
      apiKey: API_KEY,
      anovaWebsocketUrl: 'ws://127.0.0.1:8080',
      thermoworksUrl: 'http://127.0.0.1:8081',
      fireboardUrl: 'http://127.0.0.1:8082',
      meaterUrl: 'https://meater.example.org',
      mqttUrl: 'mqtts://me:p%40ss@broker.example.org',
      ...{ mqttPrefix: 'home/coddle', haDiscoveryPrefix: 'off' },
      alertNtfyUrl: 'https://:tk_token@ntfy.example.org/my-topic',
      alertSmtpUrl: 'smtp://me:p%40ss@mail.example.org:587?from=coddle@example.org',
      alertEmailTo: ['me@example.org', 'you@example.org'],
      alertWebhookUrl: 'https://hooks.example.org/in?token=abc',
      alertWebhookSecret: 'webhook-secret',
      ...{ alertMqtt: 'home/coddle/alerts', alertAllowPrivate: true },
      host: '::1',
      port: 0,
      publicUrl: 'https://cooker.example.org',
      deviceId: 'anova-pc-1',
      configDir: '/etc/coddle',
      dataDir: join(folder, '../elsewhere'),
      historyDays: 30,
      rateLimitPerMinute: 60,
      ...{ startsPerDay: 20, liveMaxClients: 50 },
      mcp: false,
      debug: true,
      encryptionKeys: [KEY, KEY],
    });
  });

  it('prefers the environment to the encrypted file, and that to the plain one', () => {
    putPlain({ ...lower(REQUIRED), host: 'plain', device_id: 'plain', data_dir: 'plain' });
    putSealed({ host: 'sealed', device_id: 'sealed' });
    const environment = read({ ENCRYPTION_KEY: KEY, HOST: 'variable' });
    expect(environment).toMatchObject({ apiKey: API_KEY, host: 'variable', deviceId: 'sealed' });
    expect(environment.dataDir).toBe(join(folder, 'plain'));
  });

  it('counts an empty text or null as not set, in every source', () => {
    putSealed({ ...lower(REQUIRED), port: '', host: null });
    putPlain({ port: 6000, host: 'plain' });
    const environment = read({ ENCRYPTION_KEY: KEY, API_KEY: '', DEBUG: '', CONFIG_DIR: '' });
    expect(environment).toMatchObject({ apiKey: API_KEY, port: 6000, host: 'plain', debug: false });
  });

  it.each(['true', 'TRUE', 'yes', 'on', '1', true, 1])('reads %j as yes', (debug) => {
    putPlain({ ...lower(REQUIRED), debug });
    expect(read({}).debug).toBe(true);
  });

  it.each(['false', 'no', 'Off', '0', false, 0])('reads %j as no', (debug) => {
    putPlain({ ...lower(REQUIRED), debug });
    expect(read({}).debug).toBe(false);
  });

  it('reads numbers in a file as numbers or as text', () => {
    putPlain({ ...lower(REQUIRED), port: 5001, rate_limit_per_minute: '7' });
    expect(read({})).toMatchObject({ port: 5001, rateLimitPerMinute: 7 });
  });

  it.each([
    ['api_key', 1e40],
    ['port', 5000.5],
    ['port', true],
    ['debug', 2],
    ['data_dir', {}],
    ['public_url', ['https://example.org']],
    ['host', false],
  ])('refuses %s in a file when it is %j', (name, value) => {
    putPlain({ ...lower(REQUIRED), [name]: value });
    expect(problemsOf({})).toEqual([expect.stringMatching(new RegExp(`^${name.toUpperCase()} must `))]);
  });

  it('takes the longest token and the shortest key', () => {
    const longest = `anova-${'x'.repeat(4090)}`;
    expect(read({ PERSONAL_ACCESS_TOKEN: longest, API_KEY: 'k'.repeat(32) }).personalAccessToken).toBe(
      longest,
    );
  });

  it('reads the process when nothing else is given', () => {
    const env = { ...REQUIRED, CONFIG_DIR: folder, PORT: '5003' };
    const replaced = jest.replaceProperty(process, 'env', env);
    try {
      expect(readEnvironment()).toMatchObject({
        apiKey: API_KEY,
        port: 5003,
        dataDir: join(process.cwd(), 'data'),
      });
    } finally {
      replaced.restore();
    }
  });

  it('says what is missing and where to get it', () => {
    expect(problemsOf({})).toEqual([
      expect.stringMatching(/^PERSONAL_ACCESS_TOKEN is missing: .*Oven.*Developer/),
      expect.stringMatching(/^API_KEY is missing: .*npm run key/),
    ]);
  });

  it('names everything that is wrong at once, in the files and in the settings', () => {
    put('config/credentials.json', '{}', 0o644);
    putSealed({});
    const problems = problemsOf({ PORT: 'x', DEBUG: 'x', PUBLIC_URL: 'x' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'ENCRYPTION_KEY',
      'config/credentials.json',
      'PERSONAL_ACCESS_TOKEN',
      'API_KEY',
      'PORT',
      'PUBLIC_URL',
      'DEBUG',
    ]);
  });

  it('reports an unusable key once, and does not try to decrypt the file', () => {
    putSealed(lower(REQUIRED));
    expect(problemsOf({ ...REQUIRED, ENCRYPTION_KEY: 'short' })).toEqual([
      expect.stringMatching(/^ENCRYPTION_KEY must /),
    ]);
  });

  it('reads the files in CONFIG_DIR', () => {
    mkdirSync(join(folder, 'other'));
    put('other/credentials.json', JSON.stringify(lower(REQUIRED)));
    expect(read({ CONFIG_DIR: 'other' }).configDir).toBe(join(folder, 'other'));
    expect(read({ CONFIG_DIR: join(folder, 'other') }).apiKey).toBe(API_KEY);
  });

  it('shows no secret in its refusal of any wrong settings', () => {
    const secrets = [
      'anova-SECRET one',
      'SECRET-two',
      'SECRET-three',
      'wss://me:SECRET@x?token=SECRET',
      'SECRETfive',
    ];
    putPlain({
      'SECRET-name': 'SECRET-value',
      encryption_key: secrets[4],
      constructor: 'SECRET',
      device_id: 'SECRET 6',
    });
    putSealed({ api_key: 'SECRET' }, newFernetKey());
    const wrong = { PERSONAL_ACCESS_TOKEN: secrets[0], API_KEY: secrets[1], ANOVA_WEBSOCKET_URL: secrets[3] };
    for (const key of [secrets[2], KEY, '']) {
      const refusal = refusalOf(() => read({ ...wrong, ENCRYPTION_KEY: key }));
      const shown = [
        refusal.message,
        JSON.stringify(refusal),
        inspect(refusal, { depth: 9, showHidden: true }),
      ];
      expect(refusal.problems.length).toBeGreaterThanOrEqual(6);
      for (const text of shown) expect(text).not.toMatch(/SECRET/);
      for (const text of shown) expect(text).not.toContain(KEY);
    }
  });

  it('puts every problem into the message', () => {
    const { message, problems } = refusalOf(() => read({ PORT: 'x' }));
    expect(problems).toHaveLength(3);
    for (const problem of problems) expect(message).toContain(problem);
  });

  it('reads the example, which names every setting and gives the defaults', () => {
    const text = readFileSync(join(import.meta.dirname, '../../config/example.env'), 'utf8');
    const example = parseEnv(text);
    const variables = Object.values(SETTINGS).map(({ variable }) => variable);
    expect(Object.keys(example).sort()).toEqual([...variables].sort());
    for (const variable of variables) expect(text).toMatch(new RegExp(`^# .+\n${variable}=`, 'm'));
    expect({ ...read({ ...example, ...REQUIRED }) }).toEqual({ ...read(REQUIRED) });
  });
});

describe('Environment', () => {
  it('holds the defaults, and what it is given instead', () => {
    expect(new Environment()).toMatchObject({ port: 5000, configDir: 'config', dataDir: 'data' });
    expect(new Environment({ port: 0 })).toMatchObject({ port: 0, host: '127.0.0.1' });
  });

  it('hides its secrets when it is logged', () => {
    const environment = new Environment({
      personalAccessToken: TOKEN,
      apiKey: API_KEY,
      encryptionKeys: [KEY],
      alertNtfyUrl: 'https://ntfy.sh/secret-topic',
      alertSmtpUrl: 'smtps://me:secret-word@mail.example.org',
      alertWebhookUrl: 'https://hooks.example.org/secret-token',
      alertWebhookSecret: 'webhook-secret',
      alertMqtt: 'mqtt://me:mqtt-secret@broker.example.org/alerts',
    });
    for (const text of [
      inspect(environment),
      JSON.stringify(environment),
      inspect({ deep: { environment } }),
    ]) {
      expect(text).toContain('5000');
      for (const secret of [TOKEN, API_KEY, KEY, 'secret']) expect(text).not.toContain(secret);
    }
  });
});

const lower = (settings: object): object =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name.toLowerCase(), value as unknown]));

function refusalOf(act: () => unknown): InvalidSettingsError {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidSettingsError) return error;
    throw error;
  }
  throw new Error('These settings were taken');
}
