import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import type { RequestListener, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { CoddleError } from '../shared/errors.js';
import { AnyOrigin } from './any-origin.js';
import { InvalidRequestError } from './http-errors.js';
import { Public } from './public.decorator.js';
import { incompleteRequest } from './raw-error.js';
import { RouteMetadataCache, requestOf, type RouteTargets } from './route-metadata-cache.js';
import { unknownFields } from './validation-errors.js';

/** Wraps a listener: refuses requests without a Host header, as HTTP/1.1 demands. */
export const requireHostHeader =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    if (request.headers.host !== undefined || request.httpVersion === '1.0')
      return listener(request, response);
    const { status, headers, body } = incompleteRequest();
    response.writeHead(status, { ...headers, Connection: 'close' }).end(body);
  };

/** Route decorator: only programs, and pages of this server's own origin, may use the route. */
export const OwnOriginOnly = Reflector.createDecorator<true>({ transform: () => true });

/** Where the server is reached. */
export interface OwnAddress {
  /** The address that clients use. */
  readonly publicUrl?: string | undefined;
  /** The address that it listens at. */
  readonly host: string;
}

/** Thrown when a request names another host than this server, or comes from a page of another origin. */
export class ForeignOriginError extends CoddleError {
  readonly code = 'ORIGIN_NOT_ALLOWED';
  readonly kind = 'forbidden';
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
/** Addresses at which a server listens for every network that it is in. */
const ANY: readonly string[] = ['0.0.0.0', '::'];

/**
 * Checks the headers Host and Origin of the routes with `@OwnOriginOnly()`, before anything else of the request: a web
 * page must reach them neither directly nor through a name that it made lead here (DNS rebinding).
 */
@Injectable()
export class OriginGuard implements CanActivate {
  private readonly usedBy: RouteMetadataCache<'own origin' | 'any origin' | 'not said'>;
  private readonly hosts: ReadonlySet<string>;
  private readonly publicOrigin: string | undefined;
  /** Whether a client may name the server by any address: a page can rebind a name only. */
  private readonly takesAddresses: boolean;

  constructor(reflector: Reflector, { publicUrl, host }: OwnAddress) {
    this.usedBy = new RouteMetadataCache((targets) => {
      if (reflector.getAllAndOverride(OwnOriginOnly, targets)) return 'own origin';
      return reflector.getAllAndOverride(AnyOrigin, targets) ? 'any origin' : 'not said';
    });
    const url = publicUrl === undefined ? undefined : new URL(publicUrl);
    this.publicOrigin = url?.origin;
    this.takesAddresses = ANY.includes(host);
    this.hosts = new Set([...LOOPBACK, bracketed(host), ...(url ? [url.hostname] : [])]);
  }

  /** @throws ForeignOriginError */
  canActivate(context: ExecutionContext): boolean {
    const usedBy = this.usedBy.of(context);
    if (usedBy === 'any origin') allowAny(context);
    if (usedBy !== 'own origin') return true;
    const { host, origin } = requestOf(context).headers;
    if (!this.isOwnHost(host))
      throw new ForeignOriginError('This server is not reached by the host name that the request gives.');
    if (origin !== undefined && !this.isOwnOrigin(origin))
      throw new ForeignOriginError('Web pages of another origin may not use this address.');
    return true;
  }

  private isOwnHost(host: string | undefined): boolean {
    const name = host === undefined || NO_HOST.test(host) ? undefined : hostnameOf(`http://${host}`);
    if (name === undefined) return false;
    return this.hosts.has(name) || (this.takesAddresses && isIP(name.replaceAll(/[[\]]/g, '')) !== 0);
  }

  /** A page on this machine may be at another port: tools for developers are. */
  private isOwnOrigin(origin: string): boolean {
    if (origin === this.publicOrigin) return true;
    const name = hostnameOf(origin);
    return name !== undefined && LOOPBACK.includes(name);
  }
}

/** Before anything else of the request is looked at, so that the page can read an error too. */
const allowAny = (context: ExecutionContext): unknown =>
  context.switchToHttp().getResponse<ServerResponse>().setHeader('Access-Control-Allow-Origin', '*');

/** What would make an address of more than a host and a port. */
const NO_HOST = /[@/?#\\\s"]/;

const bracketed = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host.toLowerCase());

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/**
 * Middleware that makes a URL with a broken percent encoding decodable for the router, which would refuse it before
 * any middleware of a module has run. Such a request is refused after them, by `assertDecodableUrl`.
 */
export function escapeUndecodableUrl(request: Request, _response: Response, next: NextFunction): void {
  if (!isDecodable(request.url)) request.url = request.url.replaceAll('%', '%25');
  next();
}

/** @throws InvalidRequestError when the URL, as it was sent, has a broken percent encoding */
export function assertDecodableUrl({ originalUrl }: Request): void {
  if (!isDecodable(originalUrl)) throw new InvalidRequestError('The address is not encoded correctly.');
}

/** Refuses a request to a route whose URL has a broken percent encoding. */
@Injectable()
export class DecodableUrlGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    assertDecodableUrl(context.switchToHttp().getRequest<Request>());
    return true;
  }
}

function isDecodable(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    return decodeURIComponent(url) !== '';
  } catch {
    return false;
  }
}

/** Route decorator: the route is carried out whatever its query holds, which is not read. */
export const QueryIgnored = Reflector.createDecorator<true>({ transform: () => true });

/** Route decorator: the only fields of the query of a route whose other fields are sent in the body. */
export const QueryFields = Reflector.createDecorator<readonly string[]>();

/**
 * Refuses a query on every guarded route that reads none, and names its fields. Where a route reads a query, validation
 * refuses unknown fields; Nest itself ignores a query that no handler reads.
 */
@Injectable()
export class QueryGuard implements CanActivate {
  private readonly takesNone: RouteMetadataCache<boolean>;
  private readonly fields: RouteMetadataCache<readonly string[]>;

  constructor(reflector: Reflector) {
    this.fields = new RouteMetadataCache(
      (targets) => reflector.getAllAndOverride(QueryFields, targets) ?? [],
    );
    this.takesNone = new RouteMetadataCache(
      (targets) =>
        (!readsQuery(targets) || reflector.getAllAndOverride(QueryFields, targets) !== undefined) &&
        // A stop is carried out all the same and names the query in a warning.
        !reflector.getAllAndOverride(QueryIgnored, targets) &&
        // Links to public pages collect parameters on their way, and monitors add one against caches.
        !reflector.getAllAndOverride(Public, targets),
    );
  }

  /** @throws InvalidRequestError naming the fields */
  canActivate(context: ExecutionContext): boolean {
    if (!this.takesNone.of(context)) return true;
    const { method, query } = requestOf<Request>(context);
    const fields = this.fields.of(context);
    const names = Object.keys(query).filter((name) => !fields.includes(name));
    if (names.length > 0) throw unknownFields(names, method === 'POST' ? IN_BODY : undefined);
    return true;
  }
}

const IN_BODY = 'in the address: fields are sent in the body';

/** Whether the handler of a route has a parameter that reads the query. */
function readsQuery([handler, controller]: RouteTargets): boolean {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller!, handler!.name) as
    object | undefined;
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
