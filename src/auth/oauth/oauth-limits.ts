import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { clientAddress, RequestCounter } from '../rate-limit.guard.js';

/**
 * Requests a minute that one address may send. A person connects an app a few times a day; the servers of a chat service
 * share their addresses among all their users.
 */
const PER_MINUTE = { authorize: 30, token: 60, register: 10 } as const;

/** An endpoint with a limit of its own. */
export type LimitedEndpoint = keyof typeof PER_MINUTE;

/** Limits the requests to the endpoints of OAuth, which need no key. */
@Injectable()
export class OAuthLimits {
  private readonly counters = Object.fromEntries(
    Object.entries(PER_MINUTE).map(([name, most]) => [name, new RequestCounter(most)]),
  ) as Record<LimitedEndpoint, RequestCounter>;

  /** Counts a request. @throws RateLimitedError */
  async count(request: IncomingMessage, endpoint: LimitedEndpoint): Promise<void> {
    await this.counters[endpoint].count(clientAddress(request));
  }
}
