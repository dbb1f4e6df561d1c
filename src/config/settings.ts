/** One setting: its name outside, and how its text is read. */
export interface Setting {
  /** Its name in the environment; the credentials files use the same name in lower case. */
  readonly variable: string;
  /** Turns text into the type of the property; what it cannot read it leaves as it is, to be refused later. */
  readonly read: (value: unknown) => unknown;
  /** True where a file cannot hold it: what finds or opens the file cannot be inside. */
  readonly onlyInEnvironment?: true;
}

/** The text of a setting that is switched off. */
export const OFF = 'off';

const SWITCH = new Map<unknown, boolean>([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  [1, true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
  [0, false],
]);

const asGiven = (value: unknown) => value;
const asNumber = (value: unknown) =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
const asSwitch = (value: unknown) =>
  SWITCH.get(typeof value === 'string' ? value.toLowerCase() : value) ?? value;
const asList = (value: unknown) =>
  typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value;
/** A prefix of topics, or `off` in any of the words for it. */
const asPrefix = (value: unknown) =>
  SWITCH.get(typeof value === 'string' ? value.toLowerCase() : value) === false ? OFF : value;
const withoutTrailingSlash = (value: unknown) =>
  typeof value === 'string' ? value.replace(/\/+$/, '') : value;

const settings = {
  personalAccessToken: { variable: 'PERSONAL_ACCESS_TOKEN', read: asGiven },
  apiKey: { variable: 'API_KEY', read: asGiven },
  anovaWebsocketUrl: { variable: 'ANOVA_WEBSOCKET_URL', read: asGiven },
  thermoworksUrl: { variable: 'THERMOWORKS_URL', read: withoutTrailingSlash },
  fireboardUrl: { variable: 'FIREBOARD_URL', read: withoutTrailingSlash },
  meaterUrl: { variable: 'MEATER_URL', read: withoutTrailingSlash },
  mqttUrl: { variable: 'MQTT_URL', read: asGiven },
  mqttPrefix: { variable: 'MQTT_PREFIX', read: asGiven },
  haDiscoveryPrefix: { variable: 'HA_DISCOVERY_PREFIX', read: asPrefix },
  alertNtfyUrl: { variable: 'ALERT_NTFY_URL', read: withoutTrailingSlash },
  alertSmtpUrl: { variable: 'ALERT_SMTP_URL', read: asGiven },
  alertEmailTo: { variable: 'ALERT_EMAIL_TO', read: asList },
  alertWebhookUrl: { variable: 'ALERT_WEBHOOK_URL', read: asGiven },
  alertWebhookSecret: { variable: 'ALERT_WEBHOOK_SECRET', read: asGiven },
  alertMqtt: { variable: 'ALERT_MQTT', read: asSwitch },
  alertAllowPrivate: { variable: 'ALERT_ALLOW_PRIVATE', read: asSwitch },
  host: { variable: 'HOST', read: asGiven },
  port: { variable: 'PORT', read: asNumber },
  publicUrl: { variable: 'PUBLIC_URL', read: withoutTrailingSlash },
  deviceId: { variable: 'DEVICE_ID', read: asGiven },
  configDir: { variable: 'CONFIG_DIR', read: asGiven, onlyInEnvironment: true },
  dataDir: { variable: 'DATA_DIR', read: asGiven },
  historyDays: { variable: 'HISTORY_DAYS', read: asNumber },
  rateLimitPerMinute: { variable: 'RATE_LIMIT_PER_MINUTE', read: asNumber },
  startsPerDay: { variable: 'STARTS_PER_DAY', read: asNumber },
  liveMaxClients: { variable: 'LIVE_MAX_CLIENTS', read: asNumber },
  mcp: { variable: 'MCP', read: asSwitch },
  debug: { variable: 'DEBUG', read: asSwitch },
  encryptionKeys: { variable: 'ENCRYPTION_KEY', read: asList, onlyInEnvironment: true },
} satisfies Record<string, Setting>;

/** The properties of `Environment` that hold a setting. */
export type SettingName = keyof typeof settings;

/** Every setting, by the property of `Environment` that holds it. */
export const SETTINGS: Readonly<Record<SettingName, Setting>> = settings;

/** Values as one source gives them, by name of the variable. */
export type Given = Readonly<Record<string, unknown>>;

/** The values that count: for each setting the first source that has it wins, and an empty text is none. */
export function firstGiven(sources: readonly Given[]): Partial<Record<SettingName, unknown>> {
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const [name, { variable, read }] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const value = sources.map((source) => source[variable]).find(isGiven);
    if (value !== undefined) values[name] = read(value);
  }
  return values;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
