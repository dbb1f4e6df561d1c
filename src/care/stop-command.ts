import { Command } from 'commander';
import type { Environment } from '../config/environment.js';
import { KitchenError } from '../shared/errors.js';
import { CareError } from './care.errors.js';
import type { CareIo } from './care-io.js';
import { makeCliKey, readCliKey } from './cli-key.js';
import { localAddress, likelyEnvironment } from './doctor/local-server.js';
import { ask, isAnswered, isRecord, type Answered, type Reply } from './doctor/reply.js';
import { installedSettings } from './installed-settings.js';
import { eventually } from './update/waiting.js';

/** A stop is answered within 20 s; contract, POST /stop-cook. In milliseconds. */
const PATIENCE = 25_000;
/** The running server takes up a new key within 2 seconds; in milliseconds. */
const TAKEN_UP = 4_000;
/** What always helps. */
const BY_HAND = 'Press the button on the cooker, or unplug it.';

interface Wishes {
  readonly device?: string;
  readonly cook?: string;
}

/** `coddle stop`: stops the cook through the server of this machine. */
export const stopCommand = (io: CareIo): Command =>
  new Command('stop')
    .description('stops the cook, whoever began it')
    .option('--device <name>', 'the cooker by its name or device_id; needed only when several are cooking')
    .option('--cook <id>', 'the cook by its cook_id')
    .action(async (wishes: Wishes) => {
      const reply = await send(io, wishes);
      if (!isAnswered(reply)) throw new CareError(unanswered(reply.failure === 'silent', addressOf(io)));
      const sentences = sentencesOf(reply);
      if (!isDone(reply)) throw new CareError(sentences.join('\n'));
      io.stdout.write(`${sentences.join('\n')}\n`);
    });

/** Sends the stop with the key of the command line, or, where that cannot be had, with that of the settings. */
async function send(io: CareIo, wishes: Wishes): Promise<Reply> {
  const address = addressOf(io);
  const post = (key: string): Promise<Reply> =>
    ask(
      io,
      `${address}/stop-cook`,
      { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      { method: 'POST', body: bodyOf(wishes), patience: PATIENCE },
    );
  const known = attempt(() => readCliKey(io));
  const first = known === undefined ? undefined : await post(known);
  if (first !== undefined && !isRefused(first)) return first;
  const settings = attempt(() => installedSettings(io));
  const made = attempt(() => makeCliKey(io), settings === undefined);
  const taken =
    made === undefined ? undefined : await eventually(io.clock, TAKEN_UP, () => unlessRefused(post(made)));
  if (taken !== undefined) return taken;
  if (settings !== undefined) return post(settings.apiKey);
  throw new CareError(`Nothing was sent: the server refuses the key of this command. ${BY_HAND}`);
}

const bodyOf = ({ device, cook }: Wishes): string => JSON.stringify({ device_id: device, cook_id: cook });

/** Undefined where it fails for a reason that an operator can mend, unless there is no other way. */
function attempt<Result>(act: () => Result, isLast = false): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof KitchenError)) throw error;
    if (!isLast) return undefined;
    throw new CareError(`Nothing was sent: ${error.message}: run this with sudo. ${BY_HAND}`);
  }
}

const isRefused = (reply: Reply): boolean => isAnswered(reply) && reply.status === 401;

async function unlessRefused(asked: Promise<Reply>): Promise<Reply | undefined> {
  const reply = await asked;
  return isRefused(reply) ? undefined : reply;
}

function addressOf(io: CareIo): string {
  const environment: Environment = attempt(() => installedSettings(io)) ?? likelyEnvironment(io);
  const address = localAddress(environment);
  if (address !== undefined) return address;
  throw new CareError(`Nothing was sent: PORT=0 does not tell where the server listens. ${BY_HAND}`);
}

const unanswered = (isSilent: boolean, address: string): string =>
  isSilent
    ? `Coddle at ${address} took too long, so it is not known whether the stop was sent. ${BY_HAND}`
    : `Coddle does not answer at ${address}, so nothing was sent. ${BY_HAND}`;

/** Stopped and seen to be, or nothing to stop anywhere. */
function isDone({ status, body }: Answered): boolean {
  const details = isRecord(body) ? body['details'] : undefined;
  const othersRun = isRecord(details) && 'devices' in details;
  return (
    status === 200 || (status === 404 && isRecord(body) && body['error'] === 'NO_ACTIVE_COOK' && !othersRun)
  );
}

function sentencesOf({ status, body }: Answered): readonly string[] {
  const { summary, message, warnings } = isRecord(body) ? body : {};
  const told = [summary, message].filter((text) => typeof text === 'string');
  const more = Array.isArray(warnings) ? warnings.filter((text) => typeof text === 'string') : [];
  const first = told[0] ?? `Coddle answered ${status}, and it is not known whether the stop was sent.`;
  const last = status >= 500 || told.length === 0 ? [BY_HAND] : [];
  return [first, ...more, ...last].map(printable);
}

/** A name in the vendor's app may hold what a terminal would obey. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, '·');
