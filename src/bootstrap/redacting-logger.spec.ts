import fc from 'fast-check';
import { Environment } from '../config/environment.js';
import { RedactingLogger, type LogSink } from './redacting-logger.js';

const SECRETS = {
  personalAccessToken: "anova-t!'(k)*/+~=n",
  apiKey: 'sk-anova-"0123456789"\\abcdef0123456789',
  encryptionKeys: ['cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=', 'a-second-key-that-is-old'],
};
const ALL = [SECRETS.personalAccessToken, SECRETS.apiKey, ...SECRETS.encryptionKeys];

function makeLogger(settings: ConstructorParameters<typeof Environment>[0] = {}) {
  const lines: string[] = [];
  const streams: string[] = [];
  const sink: LogSink = {
    write: (line, stream) => {
      lines.push(line);
      streams.push(stream);
    },
  };
  return { logger: new RedactingLogger(new Environment({ ...SECRETS, ...settings }), sink), lines, streams };
}

describe('RedactingLogger', () => {
  it('writes one JSON object a line, for any message', () => {
    const { logger, lines } = makeLogger();
    logger.log('two\nlines', 'Kitchen');
    expect(lines).toEqual([expect.stringMatching(/^[^\n]*\n$/)]);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'log', context: 'Kitchen', message: 'two\nlines' });
  });

  it('writes the time as ISO 8601 in UTC, for any message', () => {
    const { logger, lines } = makeLogger();
    logger.log('plain', 'Kitchen');
    logger.warn(new Map([['a', 1]]), 'Kitchen');
    logger.error('broken', 'Error: broken\n    at somewhere:1:2', 'Kitchen');
    for (const line of lines) {
      const { timestamp } = JSON.parse(line) as { timestamp: string };
      expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
    expect(lines).toHaveLength(3);
  });

  it('writes no control characters and no key, also one that it does not know', () => {
    const { logger, lines } = makeLogger();
    const message = 'pot \x1b[2J\x9b\u202e\u200b of sk-anova-9f8e7d6c5b4a39281706f5e4d3c2b1a0';
    logger.log(message, 'Kitchen');
    expect(lines[0]).toMatch(/^[\x20-\x7e]*\n$/);
    expect(JSON.parse(lines[0]!)).toMatchObject({ message: 'pot \x1b[2J\x9b\u202e\u200b of ***' });
  });

  it('writes nothing that opens a channel of alerts', () => {
    const { logger, lines } = makeLogger({
      alertNtfyUrl: 'https://:tk_ntfy@ntfy.sh/hard-to-guess',
      alertSmtpUrl: 'smtps://me:mail%40word@mail.example.org',
      alertWebhookUrl: 'https://hooks.example.org/T00/B00/abcdef',
      alertWebhookSecret: 'signing-word',
      alertMqtt: 'mqtt://me:mqtt-word@broker.example.org/alerts',
    });
    logger.log('https://ntfy.sh/hard-to-guess tk_ntfy mail@word mail%40word signing-word mqtt-word');
    logger.warn('POST /T00/B00/abcdef to hooks.example.org');
    expect(lines.join('')).not.toMatch(/hard-to-guess|tk_ntfy|mail|word|abcdef/);
    expect(lines.join('')).toContain('POST *** to hooks.example.org');
  });

  it('writes what is wrong to the error stream, with its stack', () => {
    const { logger, lines, streams } = makeLogger();
    logger.log('fine');
    logger.warn('careful');
    logger.error('broken', 'Error: broken\n    at somewhere:1:2', 'Kitchen');
    expect(streams).toEqual(['stdout', 'stdout', 'stderr']);
    expect(JSON.parse(lines[2]!)).toMatchObject({
      message: 'broken',
      stack: expect.stringContaining('at somewhere') as string,
    });
  });

  it.each([
    [false, ['log', 'warn', 'error', 'fatal']],
    [true, ['log', 'warn', 'error', 'fatal', 'debug', 'verbose']],
  ])('writes verbose messages only with DEBUG (%p)', (debug, levels) => {
    const { logger, lines } = makeLogger({ debug });
    for (const level of ['log', 'warn', 'error', 'fatal', 'debug', 'verbose'] as const) logger[level]('said');
    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(levels);
  });

  it.each([
    [false, 0],
    [true, 2],
  ])('writes what Nest logs during the start only with DEBUG (%p)', (debug, count) => {
    const { logger, lines } = makeLogger({ debug });
    logger.log('SafetyModule dependencies initialized', 'InstanceLoader');
    logger.log('Mapped {/status, GET} route', '_RouterExplorer');
    expect(lines).toHaveLength(count);
    logger.log('Connected', 'AnovaConnection');
    expect(lines).toHaveLength(count + 1);
  });

  it('writes values that JSON cannot hold', () => {
    const { logger, lines } = makeLogger();
    const round: { self?: unknown } = {};
    round.self = round;
    logger.log(new Map([['key', 'value']]), 'Kitchen');
    logger.log(round, 'Kitchen');
    logger.log({ count: 10n }, 'Kitchen');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('value');
    expect(lines[2]).toContain('10');
  });

  it.each(ALL)('redacts the secret "%s" in every encoding', (secret) => {
    const { logger, lines } = makeLogger({ debug: true });
    const address = new URL('wss://cloud.example/');
    address.searchParams.set('token', secret);
    logger.log(`raw ${secret}.`);
    logger.debug(address.href);
    logger.verbose(`https://x/?a=${encodeURIComponent(secret)}&b=1`);
    logger.warn({ nested: { deep: [secret] } });
    logger.error('broken', `Error: ${secret}\n    at x`, secret);
    logger.fatal(new Error(secret).message);
    const form = new URLSearchParams({ '': secret }).toString().slice(1);
    const spelled = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), form];
    expect(lines).toHaveLength(6);
    for (const line of lines) {
      expect(line).toContain('***');
      expect(spelled.filter((spelling) => line.includes(spelling))).toEqual([]);
    }
  });

  it('still writes JSON after redacting, and leaves the rest', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...ALL), fc.string(), (before, secret, after) => {
        const { logger, lines } = makeLogger();
        logger.log(`<${before}>${secret}<${after}>`);
        expect(JSON.parse(lines[0]!)).toMatchObject({ message: `<${before}>***<${after}>` });
      }),
    );
  });

  it('writes to the streams of the process when no other place is given', () => {
    const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const logger = new RedactingLogger(new Environment(SECRETS));
    logger.log('to the one');
    logger.error('to the other');
    const written = [out.mock.calls.flat().join(''), err.mock.calls.flat().join('')];
    jest.restoreAllMocks();
    expect(written).toEqual([expect.stringContaining('to the one'), expect.stringContaining('to the other')]);
  });
});
