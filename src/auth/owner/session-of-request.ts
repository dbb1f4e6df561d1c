import { createParamDecorator, Injectable, type ExecutionContext, type OnModuleInit } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { html, type Html } from '../../http/page.js';
import { SCOPES } from '../../http/scopes.js';
import { CsrfTokenError } from '../auth.errors.js';
import type { Principal } from '../principal.js';
import type { Found, RequestSource } from '../principal-source.js';
import { Principals } from '../access.guards.js';
import { OwnerSessions, type CurrentSession } from './owner-sessions.js';
import { isSame } from './secret-digest.js';
import { cookiesOf } from './session-cookies.js';

/** The owner of the server, signed in: every scope, and starts without asking. */
export const OWNER: Principal = {
  kind: 'owner',
  id: 'owner',
  name: 'the owner',
  scopes: new Set(SCOPES),
  startPolicy: 'trusted',
};

/** The form field and the header that carry the CSRF token of a session. */
export const CSRF_FIELD = 'csrf';
const CSRF_HEADER = 'x-csrf-token';

const READING: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD']);

/** Whether a request only reads. */
export const isReading = ({ method }: IncomingMessage): boolean => READING.has(method);

/** Whether a token, from a form or a header, is that of the session. */
export const isCsrfToken = (given: unknown, { csrfToken }: CurrentSession): boolean =>
  typeof given === 'string' && isSame(given, csrfToken);

/** The hidden field that every form of a signed-in owner needs. */
export const csrfField = ({ csrfToken }: Pick<CurrentSession, 'csrfToken'>): Html =>
  html`<input type="hidden" name="${CSRF_FIELD}" value="${csrfToken}" />`;

/** Finds the owner's session by the cookies of a request. */
@Injectable()
export class SessionOfRequest implements RequestSource, OnModuleInit {
  constructor(
    private readonly sessions: OwnerSessions,
    private readonly principals: Principals,
  ) {}

  onModuleInit(): void {
    this.principals.addRequests(this);
  }

  /** Undefined without a session. It may not be enough for a change: see `mayChange`. */
  async find(request: IncomingMessage): Promise<CurrentSession | undefined> {
    const { read, change } = cookiesOf(request);
    if (read === undefined) return undefined;
    return this.sessions.find({ read, ...(change !== undefined && { change }) });
  }

  /**
   * The owner, when a request of a program in the browser shows a session. A change must come from a page of this
   * server: it needs the cookie for changes, and the CSRF token as the header `X-CSRF-Token`.
   * @throws CsrfTokenError when only the token is missing
   */
  principalOf(request: IncomingMessage): Found {
    // Without a promise: every request without a key comes by here.
    return request.headers.cookie === undefined ? undefined : this.ownerOf(request);
  }

  current(id: string): Principal | undefined {
    return id === OWNER.id ? OWNER : undefined;
  }

  private async ownerOf(request: IncomingMessage): Promise<Principal | undefined> {
    const session = await this.find(request);
    if (session === undefined) return undefined;
    if (isReading(request)) return OWNER;
    // A request from another site brings no cookie for changes.
    if (!session.mayChange) return undefined;
    if (isCsrfToken(request.headers[CSRF_HEADER], session)) return OWNER;
    throw new CsrfTokenError();
  }
}

/** The sessions of requests to pages of the owner. */
const current = new WeakMap<object, CurrentSession>();

/** Keeps the session of a request for `@Session()`. */
export const keepSession = (request: object, session: CurrentSession): unknown =>
  current.set(request, session);

/** The session of a request to a page with `@OwnerOnly()`. */
export function sessionOf(request: object): CurrentSession {
  const session = current.get(request);
  if (session === undefined) throw new TypeError('Only a page of the owner has a session');
  return session;
}

/** Parameter decorator: the session of the owner, on a page with `@OwnerOnly()`. */
export const Session = createParamDecorator((_data: unknown, context: ExecutionContext): CurrentSession =>
  sessionOf(context.switchToHttp().getRequest<object>()),
);
