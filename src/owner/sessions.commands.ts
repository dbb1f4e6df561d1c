import { Injectable } from '@nestjs/common';
import { OwnerSessions } from '../auth/owner/owner-sessions.js';
import { CoddleError } from '../shared/errors.js';
import type { OwnerCommand } from './owner-command.js';

/** Characters of a digest that stand for a session in a list: among 20 sessions two alike are out of the question. */
export const SESSION_ID_LENGTH = 10;

/** Thrown when there is no session of an id. Only the owner's terminal shows the sentence. */
export class NoSuchSessionError extends CoddleError {
  readonly code = 'NO_SUCH_SESSION';
  readonly kind = 'refused';
}

/** A browser in which the owner is signed in. */
export interface ListedSession {
  readonly id: string;
  readonly device: string;
  readonly by: string;
  /** ISO 8601. */
  readonly signed_in_at: string;
  readonly used_at: string;
}

/** Lists the browsers in which the owner is signed in. */
@Injectable()
export class SessionsCommand implements OwnerCommand {
  readonly name = 'sessions';

  constructor(private readonly sessions: OwnerSessions) {}

  async run(): Promise<readonly ListedSession[]> {
    return (await this.sessions.list()).map(({ digest, device, by, madeAt, usedAt }) => ({
      id: digest.slice(0, SESSION_ID_LENGTH),
      device,
      by,
      signed_in_at: new Date(madeAt).toISOString(),
      used_at: new Date(usedAt).toISOString(),
    }));
  }
}

/** Signs out one browser, or all of them. */
@Injectable()
export class RevokeSessionsCommand implements OwnerCommand {
  readonly name = 'revoke-sessions';

  constructor(private readonly sessions: OwnerSessions) {}

  /** @returns how many were ended. @throws NoSuchSessionError */
  async run({ id }: Readonly<Record<string, unknown>>): Promise<{ readonly ended: number }> {
    if (id === 'all') return { ended: await this.sessions.endAll() };
    const isId = typeof id === 'string' && id.length >= SESSION_ID_LENGTH;
    const ended = isId ? await this.sessions.end(id) : 0;
    if (ended === 0)
      throw new NoSuchSessionError('There is no such session: coddle owner sessions lists them.');
    return { ended };
  }
}
