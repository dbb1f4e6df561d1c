import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { Environment } from '../config/environment.js';
import { escapeControls } from '../shared/printable.js';

/** Keys of this server and tokens of Anova accounts, by their prefix; in a URL a hyphen may be encoded. */
const KEY = /(?:sk(?:-|%2d))?anova(?:-|%2d)[^\s"\\]{12,}/gi;
/** The value of an Authorization header. */
const BEARER = /\bbearer(?:\s|\+|%20)+[^\s"\\<]{8,}/gi;
/** The secret of a login link, in the path of a request. */
const LOGIN_LINK = /(owner\/link\/)[\w%-]{16,}/gi;

/**
 * Replaces everything in the form of a key or a token. The logger knows the secrets of the settings themselves; named
 * keys it recognises only by their form.
 */
export const redactByForm = (text: string): string =>
  text.replace(BEARER, 'Bearer ***').replace(KEY, '***').replace(LOGIN_LINK, '$1***');

const LEVELS: readonly LogLevel[] = ['log', 'warn', 'error', 'fatal'];
const VERBOSE: readonly LogLevel[] = [...LEVELS, 'debug', 'verbose'];

/** Nest's own loggers that write during the start; the bundler puts an underscore in front of some names. */
const STARTUP_CONTEXTS = /^_?(InstanceLoader|RoutesResolver|RouterExplorer|NestFactory|NestApplication)$/;

/** Where log lines go: the standard streams, or the list of a test. */
export interface LogSink {
  write(line: string, stream: 'stdout' | 'stderr'): unknown;
}

const STANDARD: LogSink = { write: (line, stream) => process[stream].write(line) };

/** Nest's logger with one JSON object a line and times in ISO 8601. It replaces every secret that a message holds. */
export class RedactingLogger extends ConsoleLogger {
  private readonly secrets: readonly string[];

  constructor(
    environment: Environment,
    private readonly sink: LogSink = STANDARD,
  ) {
    super({ json: true, logLevels: [...(environment.debug ? VERBOSE : LEVELS)] });
    this.secrets = [...new Set(secretsOf(environment).flatMap(spellings))];
  }

  /** Nest's messages about each module and route are written at the level debug. */
  override log(message: unknown, ...more: readonly unknown[]): void {
    const [context] = more;
    if (more.length !== 1 || typeof message !== 'string' || typeof context !== 'string') {
      super.log(message, ...more);
    } else if (STARTUP_CONTEXTS.test(context)) {
      this.debug(message, context);
    } else if (this.isLevelEnabled('log')) {
      this.printAsJson(message, { context, logLevel: 'log' });
    }
  }

  protected override printAsJson(
    message: unknown,
    options: Parameters<ConsoleLogger['getJsonLogObject']>[1],
  ): void {
    const entry = { ...this.getJsonLogObject(message, options), timestamp: new Date().toISOString() };
    // Nest's serialiser also handles values that JSON has no form for, such as maps; it takes several times as long.
    const plain = typeof message === 'string' && !options.params && !options.error;
    const line = plain ? JSON.stringify(entry) : this.stringifyJsonLogObject(entry);
    const clean = this.secrets.reduce((text, secret) => text.replaceAll(secret, '***'), line);
    this.sink.write(`${escapeControls(redactByForm(clean))}\n`, options.writeStreamType ?? 'stdout');
  }
}

/** A password that is shorter would be found in ordinary words. */
const SHORTEST_PASSWORD = 6;
/** A path that is shorter holds no token, and would be found in other addresses. */
const SHORTEST_PATH = 12;

function secretsOf(environment: Environment): readonly string[] {
  const { personalAccessToken, apiKey, encryptionKeys, alertWebhookSecret = '', alertMqtt } = environment;
  const { mqttUrl, alertNtfyUrl, alertSmtpUrl, alertWebhookUrl } = environment;
  return [
    ...[personalAccessToken, apiKey, ...encryptionKeys],
    ...(alertWebhookSecret.length < SHORTEST_PASSWORD ? [] : [alertWebhookSecret]),
    ...[mqttUrl, alertSmtpUrl, String(alertMqtt)].flatMap(passwordIn),
    ...[alertNtfyUrl, alertWebhookUrl].flatMap((address) => [...passwordIn(address), ...pathIn(address)]),
  ];
}

/** What an address with a password hides: the whole, and the password in it. */
function passwordIn(address: string | undefined): readonly string[] {
  if (address === undefined || !URL.canParse(address)) return [];
  const { password } = new URL(address);
  if (password === '') return [];
  return password.length < SHORTEST_PASSWORD ? [address] : [address, password, decodeURIComponent(password)];
}

/** What an address hides that is its own password: services put a token, and ntfy the topic, into the path. */
function pathIn(address: string | undefined): readonly string[] {
  if (address === undefined || !URL.canParse(address)) return [];
  const { pathname, search } = new URL(address);
  return pathname.length + search.length < SHORTEST_PATH ? [address] : [address, `${pathname}${search}`];
}

/** A secret in its plain form, URL-encoded (the two encodings differ in `!'()~` and `*`), and as JSON. */
const spellings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams([['', secret]]).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
];
