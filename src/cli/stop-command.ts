import { Command } from 'commander';
import { CoddleError } from '../shared/errors.js';
import { nameInSentence } from '../shared/printable.js';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { makeCliKey, readCliKey } from './cli-key.js';
import { bearer, localAddress } from './doctor/local-server.js';
import { ask, hasReplied, isRecord, type HttpReply, type Question, type Reply } from './doctor/reply.js';
import { serversHere, type ServerHere } from './server-here.js';
import { eventually } from './update/waiting.js';
import { examples } from './examples.js';

/** A stop is responded to within 20 s; contract, POST /stop-cook. In milliseconds. */
const STOP_TIMEOUT = 25_000;
/** The running server takes up a new key within 2 seconds; in milliseconds. */
const KEY_TIMEOUT = 4_000;
/** How a connection ends that stood before: the request may have been read. */
const CUT_OFF: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
/** What works without the server. */
const BY_HAND = 'Press the button on the cooker, or unplug it.';

interface StopOptions {
  readonly device?: string;
  readonly cook?: string;
}

/** `coddle stop`: stops the cook through the server of this machine. */
export const stopCommand = (io: CliContext): Command =>
  new Command('stop')
    .description('Stops the cook, whoever started it. The button on the cooker always works too.')
    .option('--device <id>', 'the cooker by its id or its name; needed only when several are cooking')
    .option('--cook <id>', 'the cook by its cook_id')
    .addHelpText('after', examples('stop', 'stop --device Kitchen'))
    .action(async (options: StopOptions) => {
      const reply = await sendToFirst(io, options);
      const sentences = sentencesOf(reply);
      if (!isDone(reply)) throw new CliError(sentences.join('\n'));
      io.stdout.write(`${sentences.join('\n')}\n`);
    });

/** Asks the servers that may be meant, one after the other, until one has taken the stop. */
async function sendToFirst(io: CliContext, options: StopOptions): Promise<HttpReply> {
  let failure: unknown;
  for (const server of likelyServers(io)) {
    try {
      return await send(io, server, options);
    } catch (error) {
      if (!(error instanceof NothingSentError)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** Thrown when a server surely did not receive the stop, so that another may be asked. */
class NothingSentError extends CliError {
  constructor(why: string, advice = BY_HAND) {
    super(`${why}, so nothing was sent. ${advice}`);
  }
}

function likelyServers(io: CliContext): readonly ServerHere[] {
  try {
    return serversHere(io);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`Nothing was sent. ${error.message} Or press the button on the cooker.`);
  }
}

/**
 * Sends the stop with the key of the command line, or, where that cannot be had, with that of the settings.
 * @throws NothingSentError when the server does not respond, or takes neither key
 */
async function send(io: CliContext, server: ServerHere, options: StopOptions): Promise<HttpReply> {
  const { settings, keysDir, isInstalled } = server;
  const address = localAddress(settings);
  if (address === undefined)
    throw new NothingSentError('With PORT=0 it is not known where the server listens');
  const post = async (key: string): Promise<HttpReply | undefined> =>
    accepted(await ask(io, `${address}/stop-cook`, headersWith(key), questionOf(options)), address);
  const known = attempt(() => readCliKey(keysDir));
  const first = known === undefined ? undefined : await post(known);
  if (first !== undefined) return first;
  // In a folder whose settings are of something else no file is made.
  const isOurs = isInstalled || settings.apiKey !== undefined;
  const made = isOurs ? attempt(() => makeCliKey(io, keysDir)) : undefined;
  const second = made === undefined ? undefined : await eventually(io.clock, KEY_TIMEOUT, () => post(made));
  if (second !== undefined) return second;
  const third = settings.apiKey === undefined ? undefined : await post(settings.apiKey);
  if (third !== undefined) return third;
  if ((known ?? made ?? settings.apiKey) !== undefined)
    throw new NothingSentError(`Coddle at ${address} refuses the keys in ${keysDir}`);
  throw withoutKey(server);
}

const withoutKey = ({ keysDir, isInstalled }: ServerHere): NothingSentError =>
  isInstalled
    ? new NothingSentError(
        `This user can neither read nor write ${keysDir}`,
        'Run sudo coddle stop, or press the button on the cooker.',
      )
    : new NothingSentError(
        `No API key can be read in the environment or in ${keysDir}`,
        'Run this as the user who started the server, or press the button on the cooker.',
      );

const headersWith = (key: string) => ({ ...bearer(key), 'content-type': 'application/json' });

const questionOf = ({ device, cook }: StopOptions): Question => ({
  method: 'POST',
  body: JSON.stringify({ device_id: device, cook_id: cook }),
  timeout: STOP_TIMEOUT,
});

/** The response; undefined when the key is refused. */
function accepted(reply: Reply, address: string): HttpReply | undefined {
  if (hasReplied(reply)) return reply.status === 401 ? undefined : reply;
  if (reply.failure !== 'silent' && !CUT_OFF.has(reply.code))
    throw new NothingSentError(`Coddle does not respond at ${address}`);
  throw new CliError(
    `Coddle at ${address} did not respond, so it is not known whether the stop was sent. ${BY_HAND}`,
  );
}

/** Undefined where it fails for a reason that an operator can mend: there are other ways. */
function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof CoddleError)) throw error;
    return undefined;
  }
}

/** Whether the stop was verified, or nothing was cooking anywhere. */
function isDone({ status, body }: HttpReply): boolean {
  const details = isRecord(body) ? body['details'] : undefined;
  const othersRun = isRecord(details) && 'devices' in details;
  return (
    status === 200 || (status === 404 && isRecord(body) && body['error'] === 'NO_ACTIVE_COOK' && !othersRun)
  );
}

function sentencesOf({ status, body }: HttpReply): readonly string[] {
  const { summary, message, warnings, details } = isRecord(body) ? body : {};
  const told = [whichOne(body), summary, message].filter((text) => typeof text === 'string');
  const more = [warnings, isRecord(details) ? details['warnings'] : undefined].flatMap(textsIn);
  const first = told[0] ?? `Coddle returned ${status}, and it is not known whether the stop was sent.`;
  const isSaid = SAYS_BY_HAND.test(first);
  const last = (status >= 500 || told.length === 0) && !isSaid ? [BY_HAND] : [];
  return [first, ...more, ...last].map(printable);
}

/** Whether a sentence of the server says already how a cooker is stopped without it. */
const SAYS_BY_HAND = /\bunplug it\b/;

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];

/** How to choose here, when the server asks which cooker is meant; undefined when it does not. */
function whichOne(body: unknown): string | undefined {
  if (!isRecord(body) || body['error'] !== 'DEVICE_AMBIGUOUS' || !isRecord(body['details'])) return undefined;
  const { devices } = body['details'];
  if (!Array.isArray(devices)) return undefined;
  const named = devices
    .filter(isRecord)
    .map(({ name, device_id: id }) => `${nameInSentence(String(name))} (${String(id)})`);
  return `Several cookers run or may be running: ${named.join(', ')}. Run coddle stop --device ID with the id of the one to stop.`;
}

/** A name in the vendor's app may hold what a terminal would obey. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, '·');
