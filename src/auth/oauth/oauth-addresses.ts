import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { Environment } from '../../config/environment.js';

/** The path of the one protected resource. */
export const RESOURCE_PATH = '/mcp';
/** The paths of the authorization server, below the address of this server. */
export const OAUTH_PATHS = {
  authorize: '/oauth/authorize',
  token: '/oauth/token',
  register: '/oauth/register',
  revoke: '/oauth/revoke',
  jwks: '/oauth/jwks',
  consent: '/oauth/consent',
} as const;

const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;
const LOOPBACK_RESOURCE = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?\/mcp$/;

/**
 * The addresses under which clients of OAuth know this server. Without `PUBLIC_URL` it is known by the loopback address
 * that the client itself uses; then OAuth works on this machine only.
 */
@Injectable()
export class OAuthAddresses {
  private readonly publicUrl: string | undefined;

  constructor({ publicUrl }: Environment) {
    this.publicUrl = publicUrl;
  }

  /** The issuer: the address of this server, without a slash at its end. */
  issuerOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string {
    if (this.publicUrl !== undefined) return this.publicUrl;
    const { host = '' } = headers;
    return `http://${LOOPBACK_HOST.test(host) ? host : `127.0.0.1:${socket.localPort ?? 0}`}`;
  }

  /** Whether tokens for this audience are tokens for this server. */
  isOwnResource(audience: string): boolean {
    return this.publicUrl === undefined
      ? LOOPBACK_RESOURCE.test(audience)
      : audience === resourceOf(this.publicUrl);
  }
}

/** The audience of every access token. */
export const resourceOf = (issuer: string): string => `${issuer}${RESOURCE_PATH}`;

/** Whether a client means the protected resource: its address, or that of the server, with or without a slash. */
export function meansResource(issuer: string, resource: string): boolean {
  if (!URL.canParse(resource) || /[?#]/.test(resource)) return false;
  const address = new URL(resource).href.replace(/\/+$/, '');
  return [issuer, resourceOf(issuer)].some((known) => new URL(known).href.replace(/\/+$/, '') === address);
}
