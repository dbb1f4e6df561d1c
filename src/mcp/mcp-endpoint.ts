import { HttpStatus, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Request, Response as ExpressResponse } from 'express';
import type { Principal } from '../auth/principal.js';
import { CoddleExpressAdapter } from '../http/coddle-express-adapter.js';
import { replyWithJson } from '../http/quick-json-reply.js';
import { milliseconds } from '../shared/units.js';
import { loadMcpPackages, type McpPackages } from './mcp-packages.js';
import { McpServers } from './mcp-servers.js';
import { brokenProtocol, stopsInRefused, type RescuedStop } from './rescued-stop.js';
import { sendResponse } from './send-response.js';

/** How often something is sent on a stream: proxies close a connection on which nothing moves. */
const KEEP_ALIVE = milliseconds(5_000);
/** Streams of clients that listen for changes; nothing here announces any, so few are enough. */
const MOST_LISTENERS = 16;

/** One request of an MCP client, admitted. */
export interface McpRequest {
  /** The message of JSON-RPC, or several. */
  readonly body: unknown;
  readonly principal: Principal;
  readonly request: Request;
  readonly response: ExpressResponse;
}

type Handler = ReturnType<McpPackages['createMcpHandler']>;
interface Opened {
  readonly packages: McpPackages;
  readonly handler: Handler;
}

/** Handles the requests of MCP clients of both kinds of the protocol. Its packages are loaded at the first request. */
@Injectable()
export class McpEndpoint implements OnModuleInit {
  private readonly log = new Logger('McpEndpoint');
  private opened: Promise<Opened> | undefined;

  constructor(
    private readonly servers: McpServers,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Open streams end before the connections are drained, which would wait for them. */
  onModuleInit(): void {
    const { httpAdapter } = this.host;
    if (httpAdapter instanceof CoddleExpressAdapter) httpAdapter.onClosing(() => this.close());
  }

  /** Sends the response to a request. It never throws. */
  async handle(received: McpRequest): Promise<void> {
    const { packages, handler } = await (this.opened ??= this.open());
    const { body, principal, request, response } = received;
    const quick = await this.servers.quickResponse(packages, received);
    if (quick !== undefined) return void replyWithJson(response, quick, HttpStatus.OK);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const web = await packages.toWebRequest(asPlain(request), body, { signal: gone.signal });
    const authInfo = {
      token: '',
      clientId: principal.id,
      scopes: [...principal.scopes],
      extra: { principal, envelope: envelopeIn(body) },
    };
    const made = await handler.fetch(web, { authInfo, parsedBody: body });
    // What is not a result was refused before any tool was called.
    const stops =
      made.status === 200 ? [] : stopsInRefused(body, request.headers, brokenProtocol(await reasonIn(made)));
    if (stops.length === 0) await sendResponse(response, made);
    else await this.stop(stops, received);
  }

  /** Carries out stops of a request that was refused, and sends the response. It never throws. */
  async stop(
    stops: readonly RescuedStop[],
    { principal, request, response }: Omit<McpRequest, 'body'>,
  ): Promise<void> {
    const { packages } = await (this.opened ??= this.open());
    const { status, body } = await this.servers.rescue(packages, stops, principal, request.headers);
    if (body === undefined) response.status(status).end();
    else replyWithJson(response, body, status);
  }

  private async open(): Promise<Opened> {
    const packages = await loadMcpPackages();
    const handler = packages.createMcpHandler((context) => this.servers.serverFor(packages, context), {
      keepAliveMs: KEEP_ALIVE,
      maxSubscriptions: MOST_LISTENERS,
      onerror: (error) => this.log.debug(`Refused a message: ${error.message}`),
    });
    return { packages, handler };
  }

  private async close(): Promise<void> {
    const opened = await this.opened;
    await opened?.handler.close();
  }
}

/** What the packages read of a request; Express adds a getter for everything else. */
const asPlain = (request: Request) => request as unknown as Parameters<McpPackages['toWebRequest']>[0];

/** The words of a refusal; a response without any has none. */
async function reasonIn(made: Response): Promise<string> {
  const text = await made.clone().text();
  const { error } = (text === '' ? {} : JSON.parse(text)) as {
    readonly error?: { readonly message?: string };
  };
  return error?.message ?? '';
}

/** The envelope of a message as it came. */
const envelopeIn = (body: unknown): unknown =>
  (body as { readonly params?: { readonly _meta?: unknown } } | undefined)?.params?._meta;
