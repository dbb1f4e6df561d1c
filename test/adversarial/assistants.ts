import type { Json } from '../harness/api.js';
import type { Wire, WireRequest, WireResponse } from './wire.js';

/** What an assistant may do, by the name of the tool. */
export type Operation = 'start_cook' | 'stop_cook' | 'check_cook' | 'get_status' | 'get_approval';

/** What came back, whatever way it took. */
export interface Reply {
  /** The code of a refusal; undefined when the operation was carried out. */
  readonly error: string | undefined;
  readonly body: Json;
}

/** A way to the server. */
export interface Way {
  readonly name: string;
  /** @param key the bearer token of a principal */
  request(key: string, operation: Operation, args: Json): WireRequest;
  /** @throws Error for a response that is not in the form of the contract */
  read(response: WireResponse): Reply;
}

/** Calls an operation. @throws Error for a response that is not in the form of the contract, or shows a bug */
export async function call(
  wire: Wire,
  way: Way,
  { key, operation, args }: { readonly key: string; readonly operation: Operation; readonly args: Json },
): Promise<Reply> {
  return way.read(await wire.send(way.request(key, operation, args)));
}

/** Throws what is wrong with a response. */
function wrong(what: string, { status, type, text }: WireResponse): never {
  throw new Error(`${what}: ${status} ${type} ${text.slice(0, 600)}`);
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const PATHS: Readonly<Record<Operation, (args: Json) => string>> = {
  start_cook: () => '/start-cook',
  stop_cook: () => '/stop-cook',
  check_cook: () => '/check-cook',
  get_status: (args) => `/status?${new URLSearchParams(args as Record<string, string>).toString()}`,
  get_approval: ({ approval_id: id }) => `/approvals/${encodeURIComponent(String(id))}`,
};

/** The routes, as Actions and scripts use them. */
export const REST: Way = {
  name: 'REST',
  request(key, operation, args) {
    const isRead = operation.startsWith('get_');
    const common = { path: PATHS[operation](args), headers: bearer(key) };
    return isRead ? { method: 'GET', ...common } : { method: 'POST', ...common, body: args };
  },
  read: (response) => readRest(response),
};

/** Reads a response of a route. @throws Error when it has another form than the contract says, or shows a bug */
export function readRest(response: WireResponse): Reply {
  const { status, type, text } = response;
  if (status >= 500 && !isUnconfirmed(response)) wrong('The server failed', response);
  if (!type.startsWith('application/json')) wrong('It is no JSON', response);
  const body = JSON.parse(text) as Json;
  if (status < 300) return { error: undefined, body };
  return { error: codeOf(body) ?? wrong('It is no error of the contract', response), body };
}

/** A start and a stop that meet: whether the cook began is not known, which is no failure of the server. */
const isUnconfirmed = ({ status, text }: WireResponse): boolean =>
  status === 504 && text.includes('"COMMAND_UNCONFIRMED"');

const ERROR_FIELDS = ['error', 'message', 'details', 'alternatives', 'request_id'];

/** The code of an error in the shape of the contract; undefined when it has another shape. */
function codeOf(body: Json): string | undefined {
  const { error, message } = body;
  const isKnown = Object.keys(body).every((name) => ERROR_FIELDS.includes(name));
  const isCode = typeof error === 'string' && /^[A-Z]+(_[A-Z]+)*$/.test(error);
  return isKnown && isCode && typeof message === 'string' && message !== '' ? error : undefined;
}

const ACCEPT = { accept: 'application/json, text/event-stream' };
/** The id of every call: each is a request of its own, and its response the only one on it. */
const ID = 7;

/** What a revision of the protocol adds to a call of a tool. */
type Additions = (operation: Operation) => {
  readonly headers: Readonly<Record<string, string>>;
  readonly meta?: Json;
};

const mcp = (name: string, additions: Additions): Way => ({
  name,
  request(key, operation, args) {
    const { headers, meta } = additions(operation);
    const params = { name: operation, arguments: args, ...(meta && { _meta: meta }) };
    return {
      method: 'POST',
      path: '/mcp',
      headers: { ...bearer(key), ...ACCEPT, ...headers },
      body: { jsonrpc: '2.0', id: ID, method: 'tools/call', params },
    };
  },
  read: (response) => readMcp(response),
});

/** The era of clients that initialise once; a stateless server takes their calls without that. */
export const MCP_2025 = mcp('MCP 2025', () => ({ headers: { 'mcp-protocol-version': '2025-11-25' } }));

/** The stateless revision. */
export const MCP_2026 = mcp('MCP 2026', (operation) => ({
  headers: { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': operation },
  meta: {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'adversary', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  },
}));

/** Reads the response to a call of a tool. @throws Error when it is none, or shows a bug */
function readMcp(response: WireResponse): Reply {
  if (response.status >= 500) wrong('The server failed', response);
  const message = messageOf(response);
  // The guards respond before the protocol does, in the form of every route.
  if (message['jsonrpc'] === undefined) return readRest(response);
  const { id, error: fault, result } = message as { id?: unknown; error?: Json; result?: Json };
  if (fault !== undefined) {
    if (fault['code'] === INTERNAL_ERROR) wrong('The server failed', response);
    return { error: `JSON-RPC ${String(fault['code'])}`, body: fault };
  }
  if (id !== ID || result === undefined) return wrong('It is the response to another call', response);
  return readResult(result, response);
}

const INTERNAL_ERROR = -32603;

function readResult({ content, structuredContent, isError }: Json, response: WireResponse): Reply {
  if (!Array.isArray(content) || content.length === 0) wrong('It has no text', response);
  if (structuredContent === undefined) wrong('It has no structured content', response);
  const body = structuredContent as Json;
  if (isError !== true) return { error: undefined, body };
  return { error: codeOf(body) ?? wrong('It is no error of the contract', response), body };
}

/** The last message of the stream, or the only one. */
function messageOf(response: WireResponse): Json {
  const { type, text } = response;
  if (type.startsWith('application/json')) return JSON.parse(text) as Json;
  if (!type.startsWith('text/event-stream')) return wrong('It is neither JSON nor a stream', response);
  const data = text
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .at(-1);
  return data === undefined
    ? wrong('The stream has no message', response)
    : (JSON.parse(data.slice('data: '.length)) as Json);
}

/** Every way that an assistant can take. */
export const WAYS: readonly Way[] = [REST, MCP_2025, MCP_2026];
