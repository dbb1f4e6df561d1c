import {
  Client,
  StreamableHTTPClientTransport,
  type VersionNegotiationMode,
} from '@modelcontextprotocol/client';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Json } from '../harness/api.js';
import type { AssistantAccount } from './assistant-account.js';

/** The result of a tool, as both packages give it. */
export interface ToolResult {
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  readonly structuredContent?: Json;
  readonly isError?: boolean;
}

/** One notice of progress. */
export interface Progress {
  readonly progress: number;
  readonly message?: string;
}

/** How a client reaches the server. */
export interface Way {
  readonly url: string;
  /** The key that it shows; none when left out. */
  readonly key?: string;
  /** Stands in for the network. */
  readonly fetch?: typeof fetch;
  /** Signs in through OAuth, in the place of a key. */
  readonly account?: AssistantAccount;
}

/** What assistants do with a server, the same for each real client. */
export interface AssistantClient {
  /** The revision that client and server agreed upon. */
  readonly revision: string | undefined;
  readonly instructions: string | undefined;
  tools(): Promise<readonly Json[]>;
  call(name: string, args?: Json, onProgress?: (progress: Progress) => void): Promise<ToolResult>;
  resources(): Promise<readonly { readonly uri: string; readonly mimeType?: string }[]>;
  templates(): Promise<readonly { readonly uriTemplate: string }[]>;
  read(uri: string): Promise<readonly { readonly uri: string; readonly text?: string }[]>;
  prompts(): Promise<readonly { readonly name: string; readonly description?: string }[]>;
  prompt(name: string, args?: Record<string, string>): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** One of the clients that assistants are built with. */
export interface ClientKind {
  readonly name: string;
  readonly revision: string;
  connect(way: Way): Promise<AssistantClient>;
}

const ME = { name: 'interop', version: '1' };

/** Every client: the first package, and the second one in each way of choosing the revision. */
export const CLIENTS: readonly ClientKind[] = [
  { name: '@modelcontextprotocol/sdk 1.32', revision: '2025-11-25', connect: connectFirst },
  ofSecond('as it comes', '2025-11-25'),
  ofSecond('that chooses', '2026-07-28', 'auto'),
  ofSecond('pinned to the initialising era', '2025-11-25', 'legacy'),
  ofSecond('pinned to the stateless era', '2026-07-28', { pin: '2026-07-28' }),
];

function ofSecond(how: string, revision: string, mode?: VersionNegotiationMode): ClientKind {
  const name = `@modelcontextprotocol/client 2.4 ${how}`;
  return { name, revision, connect: (way) => connectSecond(way, mode) };
}

const requestInit = ({ key }: Way): RequestInit =>
  key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } };

async function connectFirst(way: Way): Promise<AssistantClient> {
  return connected(way, (finish) => {
    const client = new FirstClient(ME);
    const transport = new FirstTransport(new URL(`${way.url}/mcp`), optionsOf(way));
    let revision: string | undefined;
    const set = transport.setProtocolVersion.bind(transport);
    transport.setProtocolVersion = (version) => set((revision = version));
    finish((callback) => transport.finishAuth(callback.get('code')!));
    return client
      .connect(transport as Parameters<FirstClient['connect']>[0])
      .then(() => adapt(client as unknown as RealClient, revision));
  });
}

async function connectSecond(way: Way, mode?: VersionNegotiationMode): Promise<AssistantClient> {
  return connected(way, async (finish) => {
    const client = new Client(ME, mode === undefined ? {} : { versionNegotiation: { mode } });
    const transport = new StreamableHTTPClientTransport(new URL(`${way.url}/mcp`), optionsOf(way));
    finish((callback) => transport.finishAuth(callback));
    await client.connect(transport);
    const call = (params: Json, options?: object) => client.callTool(params as never, options);
    return adapt(client as unknown as RealClient, client.getNegotiatedProtocolVersion(), call);
  });
}

type Finish = (callback: URLSearchParams) => Promise<void>;

/** Connects; where the person has to sign in first, the account leads there, and the client connects again. */
async function connected(
  { account }: Way,
  connect: (finish: (how: Finish) => void) => Promise<AssistantClient>,
): Promise<AssistantClient> {
  let finish: Finish | undefined;
  try {
    return await connect((how) => (finish = how));
  } catch (error) {
    const callback = await account?.callback;
    if (callback === undefined) throw error;
    await finish!(callback);
    return connect(() => undefined);
  }
}

const optionsOf = (way: Way) => ({
  requestInit: requestInit(way),
  ...(way.fetch && { fetch: way.fetch }),
  ...(way.account && { authProvider: way.account }),
});

/** What the two packages have in common. */
interface RealClient {
  getInstructions(): string | undefined;
  listTools(): Promise<{ tools: Json[] }>;
  callTool(params: Json, schema?: undefined, options?: object): Promise<unknown>;
  listResources(): Promise<{ resources: { uri: string; mimeType?: string }[] }>;
  listResourceTemplates(): Promise<{ resourceTemplates: { uriTemplate: string }[] }>;
  readResource(params: Json): Promise<{ contents: { uri: string; text?: string }[] }>;
  listPrompts(): Promise<{ prompts: { name: string; description?: string }[] }>;
  getPrompt(params: Json): Promise<{ messages: { content: { text?: string } }[] }>;
  close(): Promise<void>;
}

/** @param callTool where options come second; otherwise a schema stands before them */
function adapt(
  client: RealClient,
  revision: string | undefined,
  callTool = (params: Json, options?: object): Promise<unknown> =>
    client.callTool(params, undefined, options),
): AssistantClient {
  return {
    revision,
    instructions: client.getInstructions(),
    tools: async () => (await client.listTools()).tools,
    call: async (name, args = {}, onProgress) =>
      (await callTool({ name, arguments: args }, onProgress && { onprogress: onProgress })) as ToolResult,
    resources: async () => (await client.listResources()).resources,
    templates: async () => (await client.listResourceTemplates()).resourceTemplates,
    read: async (uri) => (await client.readResource({ uri })).contents,
    prompts: async () => (await client.listPrompts()).prompts,
    prompt: async (name, args = {}) => {
      const { messages } = await client.getPrompt({ name, arguments: args });
      return messages.map(({ content }) => content.text ?? '');
    },
    close: () => client.close(),
  };
}
