import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { Environment } from '../config/environment.js';
import { redactByForm } from './redact-by-form.js';
import { escapeControls } from '../shared/printable.js';

const LEVELS: readonly LogLevel[] = ['log', 'warn', 'error', 'fatal'];
const VERBOSE: readonly LogLevel[] = [...LEVELS, 'debug', 'verbose'];

/** Parts of Nest that speak while it opens; the bundle puts a line in front of some names. */
const STARTUP_CONTEXTS = /^_?(InstanceLoader|RoutesResolver|RouterExplorer|NestFactory|NestApplication)$/;

/** Where lines go: the standard streams, or a test's list. */
export interface LogSink {
  write(line: string, stream: 'stdout' | 'stderr'): unknown;
}

const STANDARD: LogSink = { write: (line, stream) => process[stream].write(line) };

/** Nest's own logger, one JSON object a line, that blots out the secrets should anything ever hand one over. */
export class RedactingLogger extends ConsoleLogger {
  private readonly secrets: readonly string[];

  constructor(
    { debug, personalAccessToken, apiKey, encryptionKeys }: Environment,
    private readonly sink: LogSink = STANDARD,
  ) {
    super({ json: true, logLevels: [...(debug ? VERBOSE : LEVELS)] });
    this.secrets = [...new Set([personalAccessToken, apiKey, ...encryptionKeys].flatMap(spellings))];
  }

  /** What Nest tells of every room and route while it opens is for whoever looks for a mistake in them. */
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
    // Nest's way is for messages that JSON cannot tell, such as maps; it takes several times as long.
    const plain = typeof message === 'string' && !options.params && !options.error;
    const line = plain ? JSON.stringify(entry) : this.stringifyJsonLogObject(entry);
    const clean = this.secrets.reduce((text, secret) => text.replaceAll(secret, '***'), line);
    this.sink.write(`${escapeControls(redactByForm(clean))}\n`, options.writeStreamType ?? 'stdout');
  }
}

/** A secret as it is, as it stands in an address (the two ways differ in `!'()~` and `*`), and as it stands in JSON. */
const spellings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams([['', secret]]).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
];
