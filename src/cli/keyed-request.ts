import type { CliContext } from './cli-context.js';
import { readCliKey } from './cli-key.js';
import { CliError } from './cli.errors.js';
import { bearer, localAddress } from './doctor/local-server.js';
import { ask, hasReplied, isRecord, type Facts, type HttpReply, type Question } from './doctor/reply.js';
import { howToStart, serversHere, type ServerHere } from './server-here.js';

/**
 * Asks the running server of this machine over its API, with the key of the command line or that of the settings.
 * @param path with a slash in front
 * @returns the body of a response of success
 * @throws CliError with the sentence of the server, or why it could not be asked
 */
export async function keyedRequest(io: CliContext, path: string, question: Question = {}): Promise<Facts> {
  let failure = new CliError('There is no server to ask.');
  for (const server of serversHere(io)) {
    const reply = await replyOf(io, server, path, question);
    if (reply instanceof CliError) failure = reply;
    else return bodyOf(reply);
  }
  throw failure;
}

async function replyOf(
  io: CliContext,
  server: ServerHere,
  path: string,
  question: Question,
): Promise<HttpReply | CliError> {
  const address = localAddress(server.settings);
  if (address === undefined) return new CliError('With PORT=0 it is not known where the server listens.');
  const keys = keysOf(server);
  for (const key of keys) {
    const type = question.body === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await ask(io, `${address}${path}`, { ...bearer(key), ...type }, question);
    if (!hasReplied(reply))
      return new CliError(
        `Coddle does not respond at ${address}: start it with ${howToStart(server)}, then try again.`,
      );
    if (reply.status !== 401) return reply;
  }
  return new CliError(
    keys.length === 0
      ? `No API key can be read in ${server.keysDir}: run this as the user of the server, or with sudo.`
      : `Coddle at ${address} refuses the keys in ${server.keysDir}.`,
  );
}

/** The keys that this user can read. */
function keysOf({ settings, keysDir }: ServerHere): string[] {
  let own: string | undefined;
  try {
    own = readCliKey(keysDir);
  } catch {
    own = undefined; // Another user's; the key of the settings does as well.
  }
  return [own, settings.apiKey].filter((key) => key !== undefined);
}

function bodyOf({ status, body }: HttpReply): Facts {
  if (status >= 200 && status < 300 && isRecord(body)) return body;
  const message = isRecord(body) ? body['message'] : undefined;
  throw new CliError(typeof message === 'string' ? message : `Coddle returned ${status}: try again.`);
}
