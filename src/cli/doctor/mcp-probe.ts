import type { CliContext } from '../cli-context.js';
import { bearer, indicator, type ServerSeen } from './local-server.js';
import { ASSISTANTS, PLAIN, type Caller, type OutsideSeen } from './outside.js';
import { ask, hasReplied, isOurs, isRecord, type Facts, type HttpReply, type Reply } from './reply.js';

/** Where clients look for the way to sign in: RFC 9728 for the resource, RFC 8414 for the authorization server. */
export const METADATA_PATHS = [
  '/.well-known/oauth-protected-resource/mcp',
  '/.well-known/oauth-protected-resource',
  '/.well-known/oauth-authorization-server',
] as const;

/** What the MCP endpoint at the public address responded without a key. */
export interface McpSeen {
  /** The metadata, in the order of `METADATA_PATHS`. */
  readonly metadata: readonly Reply[];
  /** A request without a token, as a plain program and as each assistant sends it. */
  readonly challenges: readonly Reply[];
  /** Whether the public address leads to the server of this machine: the newest entry of its journal proves it. */
  readonly isSameServer: boolean;
}

/** What it responded to a request with the key of the settings. */
export interface RoundTrip {
  /** The opening of clients that initialise, which comes as an event stream. */
  readonly opened: Reply;
  /** The tools, as clients of the stateless revision list them. */
  readonly listed: Reply;
  /** Milliseconds until both were there. */
  readonly took: number;
}

/** What is sent without a key: the MCP endpoint must ask for one. */
const CALLERS: readonly Caller[] = [PLAIN, ...ASSISTANTS];
const CLIENT = { name: 'coddle-doctor', version: '1' };
/** The newest revision with an initialisation, and the stateless one. */
const INITIALISING = '2025-11-25';
const STATELESS = '2026-07-28';
/** The tools with their schemas are longer than what is otherwise looked at. */
const LONGEST_LIST = 1024 * 1024;

const OPENING = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: INITIALISING, capabilities: {}, clientInfo: CLIENT },
};
const LISTING = {
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/list',
  params: {
    _meta: {
      'io.modelcontextprotocol/protocolVersion': STATELESS,
      'io.modelcontextprotocol/clientInfo': CLIENT,
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
};
const STATELESS_HEADERS = { 'mcp-protocol-version': STATELESS, 'mcp-method': 'tools/list' };
const ACCEPTED = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** Asks at the public address for whatever needs no key; undefined where no such address leads to Coddle. */
export async function seeMcp(
  io: CliContext,
  { publicUrl, plain }: OutsideSeen,
  server: ServerSeen,
): Promise<McpSeen | undefined> {
  if (publicUrl === undefined || plain === undefined || !isOurs(plain)) return undefined;
  const opening = ({ agent }: Caller) => post(io, publicUrl, OPENING, { 'user-agent': agent });
  const [metadata, challenges, ready] = await Promise.all([
    Promise.all(METADATA_PATHS.map((path) => ask(io, publicUrl + path))),
    Promise.all(CALLERS.map(opening)),
    ask(io, `${publicUrl}/health/ready`),
  ]);
  const hash = newestHash({ ready });
  return { metadata, challenges, isSameServer: hash !== undefined && hash === newestHash(server) };
}

/** Whether the server has no MCP endpoint: it is the server itself that knows no such path. */
export function isOff({ challenges: [plain] }: McpSeen): boolean {
  return plain !== undefined && hasReplied(plain) && plain.status === 404 && isOurError(plain);
}

/** Whether it is Coddle that asks for a token there. */
export function asksForToken({ challenges: [plain] }: McpSeen): boolean {
  return plain !== undefined && hasReplied(plain) && plain.status === 401 && isOurError(plain);
}

/** Whether a response has the form of Coddle's errors. */
export const isOurError = ({ body }: HttpReply): boolean =>
  isRecord(body) && ['error', 'message', 'request_id'].every((name) => typeof body[name] === 'string');

/** What clients do first, with a key. It leaves this machine only for the address that leads back to it. */
export async function seeRoundTrip(
  io: Pick<CliContext, 'fetch' | 'clock'>,
  publicUrl: string,
  apiKey: string,
): Promise<RoundTrip> {
  const began = io.clock.monotonic();
  const [opened, listed] = await Promise.all([
    post(io, publicUrl, OPENING, bearer(apiKey)),
    post(io, publicUrl, LISTING, { ...bearer(apiKey), ...STATELESS_HEADERS }),
  ]);
  return { opened, listed, took: io.clock.monotonic() - began };
}

const post = (
  io: Pick<CliContext, 'fetch'>,
  publicUrl: string,
  message: object,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> =>
  ask(
    io,
    `${publicUrl}/mcp`,
    { ...ACCEPTED, ...headers },
    { method: 'POST', body: JSON.stringify(message), longest: LONGEST_LIST },
  );

/** The result of a request in JSON-RPC, alone or as an event of a stream; undefined when there is none. */
export function resultOf(reply: Reply): Facts | undefined {
  if (!hasReplied(reply) || reply.status !== 200) return undefined;
  const message = reply.body ?? lastEvent(reply.text);
  return isRecord(message) && isRecord(message['result']) ? message['result'] : undefined;
}

function lastEvent(text: string): unknown {
  const data = [...text.matchAll(/^data: ?(\{.*)$/gm)].at(-1)?.[1];
  try {
    return data === undefined ? undefined : (JSON.parse(data) as unknown);
  } catch {
    return undefined;
  }
}

const newestHash = (server: Pick<ServerSeen, 'ready'>): unknown =>
  indicator(server, 'storage')?.['journal_hash'];
