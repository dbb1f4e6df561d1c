import {
  applyDecorators,
  Injectable,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { Request } from 'express';
import { formOf } from '../../http/form-body.js';
import { ReplyInsteadError, seeOther } from '../../http/page.js';
import { markAsPage } from '../../http/page-request.js';
import { Public } from '../../http/public.decorator.js';
import { requestOf } from '../../http/route-metadata-cache.js';
import type { CurrentSession } from './owner-sessions.js';
import { CSRF_FIELD, isCsrfToken, isReading, keepSession, SessionOfRequest } from './session-of-request.js';
import { formExpiredPage, signedOutPage } from './sign-in-pages.js';

/** Where the owner signs in. */
export const SIGN_IN_PATH = '/owner/sign-in';

/**
 * Opens a page to the signed-in owner. Without a session, reading leads to the sign-in page and back; a change gets a
 * page that says what is missing, and nothing is changed.
 */
@Injectable()
export class OwnerGuard implements CanActivate {
  constructor(private readonly sessions: SessionOfRequest) {}

  /** @throws ReplyInsteadError */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf<Request>(context);
    markAsPage(request);
    const session = await this.sessions.find(request);
    keepSession(request, isReading(request) ? forReading(request, session) : forChanging(request, session));
    return true;
  }
}

function forReading({ originalUrl }: Request, session: CurrentSession | undefined): CurrentSession {
  if (session !== undefined) return session;
  throw new ReplyInsteadError(seeOther(`${SIGN_IN_PATH}?next=${encodeURIComponent(originalUrl)}`));
}

/** The token proves that the form is one of ours, the second cookie that it was sent from one of our pages. */
function forChanging(request: Request, session: CurrentSession | undefined): CurrentSession {
  if (session?.mayChange !== true) throw new ReplyInsteadError(signedOutPage());
  if (isCsrfToken(formOf(request).get(CSRF_FIELD), session)) return session;
  throw new ReplyInsteadError(formExpiredPage());
}

/**
 * Route decorator: a page that only the signed-in owner may open. Its forms need `csrfField(session)`, `@FormBody()` on
 * the route that takes them, and `@Session()` gives the session.
 */
export const OwnerOnly = () => applyDecorators(Public(), UseGuards(OwnerGuard));
