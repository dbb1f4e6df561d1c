import type { Api, ApiResponse, Json, Overrides } from './api.js';

/** The stateless revision of the protocol. */
export const MODERN = '2026-07-28';
/** The last revision with a handshake. */
export const LEGACY = '2025-11-25';

const IDENTITY = { name: 'test', version: '1' };

/** What a tool returned. */
export interface CallResult {
  readonly isError: boolean;
  readonly content: Json;
  /** The text that a model reads first. */
  readonly text: string;
}

/** Sends raw messages of the protocol over HTTP, as a client of either kind would. */
export class McpClient {
  private lastId = 0;

  constructor(
    private readonly api: Api,
    readonly era: typeof MODERN | typeof LEGACY = MODERN,
    private readonly capabilities: Json = {},
  ) {}

  /** The message and the headers of a request. */
  message(method: string, params: Json = {}): { readonly body: Json; readonly headers: Overrides } {
    const id = ++this.lastId;
    const accept = 'application/json, text/event-stream';
    if (this.era === LEGACY)
      return {
        body: { jsonrpc: '2.0', id, method, params },
        headers: { accept, 'mcp-protocol-version': LEGACY },
      };
    const _meta = {
      ...(params['_meta'] as Json | undefined),
      'io.modelcontextprotocol/protocolVersion': MODERN,
      'io.modelcontextprotocol/clientInfo': IDENTITY,
      'io.modelcontextprotocol/clientCapabilities': this.capabilities,
    };
    const name = params['name'] ?? params['uri'];
    return {
      body: { jsonrpc: '2.0', id, method, params: { ...params, _meta } },
      headers: {
        accept,
        'mcp-protocol-version': MODERN,
        'mcp-method': method,
        'mcp-name': typeof name === 'string' ? name : undefined,
      },
    };
  }

  /** Sends a request; the response as it came. */
  async send(method: string, params: Json = {}, changes: Overrides = {}): Promise<ApiResponse> {
    const { body, headers } = this.message(method, params);
    return this.api.post('/mcp', body, { ...headers, ...changes });
  }

  /** The result of a request. @throws when the response is an error of the protocol */
  async ask(method: string, params: Json = {}): Promise<Json> {
    const received = messageIn(await this.send(method, params));
    if (received['error'] !== undefined) throw new Error(JSON.stringify(received['error']));
    return received['result'] as Json;
  }

  /** The result of a call. */
  async call(name: string, given: unknown = {}): Promise<CallResult> {
    return toCallResult(await this.ask('tools/call', { name, arguments: given }));
  }
}

/** The response of JSON-RPC in a body: JSON, or the last event of a stream. */
export function messageIn({ body, text }: Pick<ApiResponse, 'body' | 'text'>): Json {
  const events = text.match(/^data: .*$/gm) ?? [];
  const last = events.at(-1);
  return last === undefined ? body : (JSON.parse(last.slice('data: '.length)) as Json);
}

/** The result of a call in a few words. */
export function toCallResult(result: Json): CallResult {
  const [first] = result['content'] as { readonly text: string }[];
  return {
    isError: result['isError'] === true,
    content: result['structuredContent'] as Json,
    text: first?.text ?? '',
  };
}
