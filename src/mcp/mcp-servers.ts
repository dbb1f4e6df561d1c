import { HttpStatus, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { API_VERSION } from '../assistant/api-version.js';
import { Assistant } from '../assistant/assistant.js';
import type { Principal } from '../auth/principal.js';
import { INSTRUCTIONS } from './instructions.js';
import type { McpPackages } from './mcp-packages.js';
import { Prompts } from './prompts.js';
import { isOfRevision, QuickCalls } from './quick-calls.js';
import type { RescuedStop } from './rescued-stop.js';
import { Resources } from './resources.js';
import { ToolCalls } from './tool-calls.js';
import { toolsFor } from './tool-list.js';
import type { ToolResult } from './tool-result.js';

/** Whose request a server of the protocol handles. */
export interface RequestContext {
  readonly authInfo?: { readonly extra?: Record<string, unknown> | undefined } | undefined;
}

/** A message that may be a quick call. */
export interface QuickRequest {
  readonly body: unknown;
  readonly principal: Principal;
  readonly request: Pick<IncomingMessage, 'headers'>;
}

type Server = InstanceType<McpPackages['Server']>;
interface Parts {
  readonly calls: ToolCalls;
  readonly resources: Resources;
}

/** What a request carries through the packages to its server. */
export interface RequestExtra {
  readonly principal: Principal;
  /** The `_meta` of the request, as the client sent it. */
  readonly envelope: unknown;
}

const IDENTITY = { name: 'coddle', title: 'Coddle', version: API_VERSION };
/** What the stateless revision of the protocol adds to every result. */
const COMPLETE = { resultType: 'complete', _meta: { 'io.modelcontextprotocol/serverInfo': IDENTITY } };
const CAPABILITIES = { tools: {}, resources: {}, prompts: {} };
/** The packages check the content of forms with it, and this server sends no form. */
const NO_FORMS = {
  getValidator: (): never => {
    throw new TypeError('This server asks for no form');
  },
};

/** Makes the server of the protocol for each request, with what its principal may use. */
@Injectable()
export class McpServers {
  private parts: Parts | undefined;
  private readonly quick = new QuickCalls();

  constructor(private readonly assistant: Assistant) {}

  serverFor(packages: McpPackages, { authInfo }: RequestContext): Server {
    const { principal, envelope } = authInfo!.extra as unknown as RequestExtra;
    const { calls, resources } = this.partsWith(packages);
    const options = { capabilities: CAPABILITIES, instructions: INSTRUCTIONS, jsonSchemaValidator: NO_FORMS };
    const server = new packages.Server(IDENTITY, options);
    server.setRequestHandler('tools/list', () => ({ tools: toolsFor(principal, packages.DESCRIBED) }));
    server.setRequestHandler('tools/call', ({ params }, context) => {
      if (context.mcpReq.envelope !== undefined) this.quick.accept(envelope);
      return calls.call(params, principal, context);
    });
    server.setRequestHandler('resources/list', () => resources.list(principal));
    server.setRequestHandler('resources/templates/list', () => resources.templates(principal));
    server.setRequestHandler('resources/read', ({ params }) => resources.read(params.uri, principal));
    const prompts = new Prompts(packages);
    server.setRequestHandler('prompts/list', () => prompts.list());
    server.setRequestHandler('prompts/get', ({ params }) => prompts.get(params.name, params.arguments));
    return server;
  }

  /**
   * Carries out the stops of a request that was refused: equal ones once.
   * @returns the response; without a body for notifications
   */
  async rescue(
    packages: McpPackages,
    stops: readonly RescuedStop[],
    principal: Principal,
    headers: IncomingHttpHeaders,
  ): Promise<{ readonly status: HttpStatus; readonly body?: object }> {
    const { calls } = this.partsWith(packages);
    const results = new Map<string, Promise<ToolResult>>();
    const stopped = stops.map(async (stop) => {
      const { fields, problems } = stop;
      const key = JSON.stringify(fields);
      const result = results.get(key) ?? calls.stop(fields, problems, principal);
      results.set(key, result);
      return responseTo(stop, await result, headers);
    });
    const responses = await Promise.all(stopped);
    if (stops.every(({ isNotification }) => isNotification)) return { status: HttpStatus.ACCEPTED };
    const isKnown = stops.some(({ id }) => id !== undefined);
    return {
      status: isKnown ? HttpStatus.OK : HttpStatus.BAD_REQUEST,
      body: responses.length === 1 ? responses[0]! : responses,
    };
  }

  /** The response to a call that the packages need not look at; undefined for every other message. */
  async quickResponse(packages: McpPackages, { body, principal, request }: QuickRequest) {
    const call = this.quick.find(body, request.headers);
    if (call === undefined) return undefined;
    const { content, structuredContent, isError } = await this.partsWith(packages).calls.read(
      call,
      principal,
    );
    // Without a spread, which takes longer than the rest of this function.
    const { resultType, _meta } = COMPLETE;
    const result = { content, structuredContent, isError, resultType, _meta };
    return { jsonrpc: '2.0', id: call.id, result };
  }

  private partsWith(packages: McpPackages): Parts {
    return (this.parts ??= {
      calls: new ToolCalls(this.assistant, packages),
      resources: new Resources(this.assistant, packages),
    });
  }
}

/** The response to a stop that was carried out: an error of the protocol where the id of its call is not known. */
function responseTo(
  { id, problems, code }: RescuedStop,
  result: ToolResult,
  headers: IncomingHttpHeaders,
): object {
  const envelope = isOfRevision(headers) ? COMPLETE : {};
  if (id !== undefined) return { jsonrpc: '2.0', id, result: { ...result, ...envelope } };
  const message = [...problems, result.content[0]!.text].join(' ');
  return { jsonrpc: '2.0', id: null, error: { code, message, data: result.structuredContent } };
}
