import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidSettingsError } from './config.errors.js';
import { readEnvironment } from './environment.js';
import { newFernetKey } from './fernet.js';

const NOW = new Date('2026-05-01T12:00:00Z');
const TOKEN = 'anova-eyJ0eXAi.payload-part.signature_part';
const KEY = newFernetKey();
const REQUIRED = { PERSONAL_ACCESS_TOKEN: TOKEN, API_KEY: 'sk-anova-0123456789abcdefghijklmnopqrstuvwxyz' };

/** The problems of settings in the environment, in a folder without files. */
function problemsOf(variables: NodeJS.ProcessEnv): readonly string[] {
  try {
    readEnvironment(variables, join(tmpdir(), 'coddle-no-such-folder'), NOW);
  } catch (error) {
    if (error instanceof InvalidSettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('A setting', () => {
  it.each([
    ['PERSONAL_ACCESS_TOKEN', 'begin with anova-', 'eyJ0eXAi.payload.signature'],
    ['PERSONAL_ACCESS_TOKEN', 'Anova Oven app (More → Developer → Personal Access Tokens)', 'anova-'],
    ['PERSONAL_ACCESS_TOKEN', 'no blank', 'anova-with blank'],
    ['PERSONAL_ACCESS_TOKEN', 'hold no blank', `${TOKEN}\n`],
    ['PERSONAL_ACCESS_TOKEN', 'make one', `anova-${'x'.repeat(4091)}`],
    ['API_KEY', 'at least 32', 'k'.repeat(31)],
    ['API_KEY', 'no blank', `${'k'.repeat(32)} k`],
    ['API_KEY', 'npm run key', `${'k'.repeat(32)}é`],
    ['ANOVA_WEBSOCKET_URL', 'wss:', 'ws://example.org'],
    ['ANOVA_WEBSOCKET_URL', 'query', 'wss://example.org?token=anova-secret'],
    ['THERMOWORKS_URL', 'https:', 'http://example.org'],
    ['FIREBOARD_URL', 'https:', 'http://example.org'],
    ['MEATER_URL', 'https:', 'https://me:secret@example.org'],
    ['MQTT_URL', 'mqtts: or mqtt:', 'http://192.168.1.10'],
    ['MQTT_URL', 'address', 'mqtt://192.168.1.10/grill'],
    ['MQTT_URL', 'broker', 'mqtt://user:100%@192.168.1.10'],
    ['MQTT_URL', 'password@', 'mqtt:'],
    ['MQTT_PREFIX', 'beginning of an MQTT topic', '/coddle'],
    ['MQTT_PREFIX', 'without blanks', 'my home'],
    ['MQTT_PREFIX', 'at most 64', 'a'.repeat(65)],
    ['HA_DISCOVERY_PREFIX', 'quotes', 'home/#'],
    ['ALERT_NTFY_URL', 'of a topic', 'https://ntfy.sh/'],
    ['ALERT_NTFY_URL', 'https:', 'ntfy.sh/topic'],
    ['ALERT_NTFY_URL', 'such as', 'https://ntfy.sh/topic?auth=abc'],
    ['ALERT_SMTP_URL', 'smtps: or smtp:', 'https://mail.example.org'],
    ['ALERT_SMTP_URL', 'mail server', 'smtp://mail.example.org?from=me'],
    ['ALERT_SMTP_URL', 'user:password@', 'smtp://me:100%@mail.example.org'],
    ['ALERT_EMAIL_TO', 'commas', 'me@example.org;you@example.org'],
    ['ALERT_EMAIL_TO', 'e-mail addresses', 'me@example.org, Me'],
    ['ALERT_WEBHOOK_URL', 'https:', 'ftp://example.org'],
    ['ALERT_WEBHOOK_URL', 'fragment', 'https://example.org/#top'],
    ['ALERT_WEBHOOK_SECRET', 'no blank', 'two words'],
    ['ALERT_MQTT', 'without wildcards', 'home/+/alerts'],
    ['ALERT_MQTT', 'address of a broker', 'http://192.168.1.10/alerts'],
    ['ALERT_ALLOW_PRIVATE', 'true or false', 'sometimes'],
    ['HOST', 'host name', 'here and there'],
    ['PORT', '65535', '65536'],
    ['PORT', 'from 0', '-1'],
    ['PORT', 'number', '5e3'],
    ['PORT', 'whole number', ' 5000'],
    ['PUBLIC_URL', 'https:', 'http://cooker.example.org'],
    ['PUBLIC_URL', 'address', '/'],
    ['DEVICE_ID', 'GET /devices', 'two words'],
    ['HISTORY_DAYS', '1 to 36500', '0'],
    ['HISTORY_DAYS', 'whole number of days', '1.5'],
    ['HISTORY_DAYS', 'days', 'for ever'],
    ['RATE_LIMIT_PER_MINUTE', '1 or more', '0'],
    ['RATE_LIMIT_PER_MINUTE', 'whole number', '9'.repeat(400)],
    ['DEBUG', 'true or false', 'express:*'],
    ['ENCRYPTION_KEY', 'new-key', 'short'],
    ['ENCRYPTION_KEY', 'commas', `${KEY},`],
  ])('is refused where %s is wrong, in one sentence that says "%s"', (variable, words, value) => {
    const problems = problemsOf({ ...REQUIRED, [variable]: value });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${variable} must .*`))]);
    expect(problems[0]).toContain(words);
  });
});
