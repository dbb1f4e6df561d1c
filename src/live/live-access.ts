import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { bearerTokenOf, Principals } from '../auth/access.guards.js';
import { OwnerSessions } from '../auth/owner/owner-sessions.js';
import { SessionOfRequest } from '../auth/owner/session-of-request.js';
import type { Principal } from '../auth/principal.js';
import type { LiveAccess } from './hub/live-group.js';
import { viewKeyOf } from './hub/live-view.js';

/** Knows whether the key or session that opened a stream is still valid, long after its request. */
@Injectable()
export class LiveAccesses {
  constructor(
    private readonly principals: Principals,
    private readonly sessions: OwnerSessions,
    private readonly sessionOf: SessionOfRequest,
  ) {}

  /** The access of a request that was let in; undefined when its session has ended since. */
  async of(request: IncomingMessage, principal: Principal): Promise<LiveAccess | undefined> {
    const token = bearerTokenOf(request);
    return token === undefined ? this.bySession(request) : this.byToken(token, principal);
  }

  private byToken(token: string, principal: Principal): LiveAccess {
    const isCurrent = async () => {
      const now = await this.principals.ofToken(token);
      return now !== undefined && isSame(now, principal);
    };
    return { key: `key ${hash('sha256', token, 'base64')}`, isCurrent };
  }

  /** Looking at the session must not prolong it, so it is looked for among all of them. */
  private async bySession(request: IncomingMessage): Promise<LiveAccess | undefined> {
    const digest = (await this.sessionOf.find(request))?.session.digest;
    if (digest === undefined) return undefined;
    const isCurrent = async () => (await this.sessions.list()).some((session) => session.digest === digest);
    return { key: `session ${digest}`, isCurrent };
  }
}

/** Whether the rights that a stream depends on are the same. */
const isSame = (one: Principal, other: Principal): boolean =>
  one.id === other.id &&
  one.scopes.has('status:read') &&
  one.scopes.has('cook:start') === other.scopes.has('cook:start') &&
  viewKeyOf(one) === viewKeyOf(other);
