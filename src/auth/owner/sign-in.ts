import { Injectable, Logger } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { seeOther, type PageReply } from '../../http/page.js';
import { clientAddress } from '../rate-limit.guard.js';
import { deviceName } from './device-name.js';
import { KnownBrowsers } from './known-browsers.js';
import { LoginLink } from './login-link.js';
import { OwnerPassword } from './owner-password.js';
import type { SignInBy } from './owner-session.js';
import { OwnerSessions } from './owner-sessions.js';
import { sessionCookies } from './session-cookies.js';
import { SessionOfRequest } from './session-of-request.js';
import { SignInPace } from './sign-in-pace.js';

/** The path of the live page: a sign-in leads to it when it was not on the way to another one. */
export const LIVE_PAGE = '/';

/** Signs in the owner: checks a password or a link, and begins a session with a new id. */
@Injectable()
export class SignIn {
  private readonly logger = new Logger('OwnerSignIn');

  constructor(
    private readonly password: OwnerPassword,
    private readonly link: LoginLink,
    private readonly pace: SignInPace,
    private readonly sessions: OwnerSessions,
    private readonly current: SessionOfRequest,
    private readonly browsers: KnownBrowsers,
  ) {}

  /** Whether it is the password; an address that failed often waits for it. @throws TooManyAttemptsError */
  async checkPassword(request: IncomingMessage, password: string): Promise<boolean> {
    const { id, isKnown } = await this.browsers.visitorOf(request);
    const isRight = await this.pace.attempt(id, () => this.password.matches(password, isKnown));
    if (!isRight) this.logger.warn(`A wrong password of the owner was tried from ${clientAddress(request)}`);
    return isRight;
  }

  /** Signs in by a link, which is used up. @returns undefined when it does not work */
  async byLink(request: IncomingMessage, secret: string): Promise<PageReply | undefined> {
    if (!(await this.link.use(secret))) return undefined;
    // A first sign-in leads on to the page that sets a password.
    return this.begin(request, 'link', (await this.password.isSet()) ? LIVE_PAGE : '/owner/password');
  }

  /** Begins a session in the place of the one that the browser had. @returns the way to the next page */
  async begin(request: IncomingMessage, by: SignInBy, next: string): Promise<PageReply> {
    const device = deviceName(request.headers['user-agent']);
    const earlier = await this.current.find(request);
    const secrets = await this.sessions.begin(by, device, earlier?.session.digest);
    this.logger.log(`The owner signed in by ${by}, with ${device} from ${clientAddress(request)}`);
    const known = await this.browsers.remember(request);
    return seeOther(next).withCookies([...sessionCookies(request, secrets), ...known]);
  }
}
