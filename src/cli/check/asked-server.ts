import type { CliContext } from '../cli-context.js';
import { readCliKey } from '../cli-key.js';
import { CliError } from '../cli.errors.js';
import { bearer, localAddress } from '../doctor/local-server.js';
import { ask, hasReplied, isRecord, type HttpReply } from '../doctor/reply.js';
import { serversHere, type ServerHere } from '../server-here.js';
import type { PlanFields } from './plan-fields.js';
import type { ShownVerdict } from './verdict-text.js';

/**
 * The verdict of the running server.
 * @returns undefined when no server runs here, or none takes a key that can be read
 * @throws CliError with the sentence of a server that does not judge the plan
 */
export async function askedServer(io: CliContext, plan: PlanFields): Promise<ShownVerdict | undefined> {
  for (const server of serversOrNone(io)) {
    const response = await post(io, server, plan);
    if (response === undefined) continue;
    if (response.status === 200 && isVerdict(response.body)) return response.body;
    const message = isRecord(response.body) ? response.body['message'] : undefined;
    throw new CliError(
      typeof message === 'string' ? message : `Coddle returned ${response.status}: try again.`,
    );
  }
  return undefined;
}

function serversOrNone(io: CliContext): readonly ServerHere[] {
  try {
    return serversHere(io);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return [];
  }
}

async function post(io: CliContext, server: ServerHere, plan: PlanFields): Promise<HttpReply | undefined> {
  const address = localAddress(server.settings);
  if (address === undefined) return undefined;
  for (const key of keysOf(server)) {
    const headers = { ...bearer(key), 'content-type': 'application/json' };
    const reply = await ask(io, `${address}/check-cook`, headers, {
      method: 'POST',
      body: JSON.stringify(plan),
    });
    if (!hasReplied(reply)) return undefined;
    if (reply.status !== 401) return reply;
  }
  return undefined;
}

/** The keys that this user can read. */
function keysOf({ settings, keysDir }: ServerHere): string[] {
  let own: string | undefined;
  try {
    own = readCliKey(keysDir);
  } catch {
    own = undefined; // Another user's; the engine here judges as well.
  }
  return [settings.apiKey, own].filter((key) => key !== undefined);
}

const isVerdict = (body: unknown): body is ShownVerdict =>
  isRecord(body) &&
  typeof body['allowed'] === 'boolean' &&
  ['violations', 'warnings', 'alternatives', 'assumptions'].every((list) => Array.isArray(body[list]));
