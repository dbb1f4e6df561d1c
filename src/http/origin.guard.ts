import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { CoddleError } from '../shared/errors.js';
import { AnyOrigin } from './any-origin.js';
import { RouteMetadataCache, requestOf } from './route-metadata-cache.js';

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
