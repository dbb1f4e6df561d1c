import { Controller, Get, Header, Param, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { Form, FormBody } from '../../http/form-body.js';
import { PAGE_STYLE, STYLE_PATH } from '../../http/page-style.js';
import { seeOther, type PageReply } from '../../http/page.js';
import { Page } from '../../http/page-request.js';
import { Public } from '../../http/public.decorator.js';
import { localPath } from './local-path.js';
import { LINK_PATH, LoginLink } from './login-link.js';
import { OwnerPassword } from './owner-password.js';
import { isSame, newSecret } from './secret-digest.js';
import { cookiesOf, formCookie } from './session-cookies.js';
import { CSRF_FIELD, SessionOfRequest } from './session-of-request.js';
import { LIVE_PAGE, SignIn } from './sign-in.js';
import {
  formExpiredPage,
  linkPage,
  linkUsedPage,
  noPasswordPage,
  signInPage,
  tooManyAttemptsPage,
} from './sign-in-pages.js';
import { TooManyAttemptsError } from './sign-in-pace.js';

const WRONG = 'This is not the password of this server.';

/** The pages with which the owner signs in. */
@Public()
@ApiExcludeController()
@Controller()
export class SignInController {
  constructor(
    private readonly password: OwnerPassword,
    private readonly link: LoginLink,
    private readonly signIn: SignIn,
    private readonly sessions: SessionOfRequest,
  ) {}

  @Get(STYLE_PATH)
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=31536000, immutable')
  style(): string {
    return PAGE_STYLE;
  }

  @Page()
  @Get('owner/sign-in')
  async showSignIn(@Req() request: Request, @Query('next') given: unknown): Promise<PageReply> {
    const next = localPath(given, LIVE_PAGE);
    if ((await this.sessions.find(request))?.mayChange) return seeOther(next);
    if (!(await this.password.isSet())) return noPasswordPage();
    const csrf = cookiesOf(request).form ?? newSecret();
    return signInPage({ csrf, next }).withCookies([formCookie(request, csrf)]);
  }

  @FormBody()
  @Post('owner/sign-in')
  async takePassword(@Req() request: Request, @Form() form: URLSearchParams): Promise<PageReply> {
    const { form: expected } = cookiesOf(request);
    const csrf = form.get(CSRF_FIELD) ?? '';
    if (expected === undefined || !isSame(csrf, expected)) return formExpiredPage();
    const next = localPath(form.get('next'), LIVE_PAGE);
    try {
      if (await this.signIn.checkPassword(request, form.get('password') ?? ''))
        return await this.signIn.begin(request, 'password', next);
      return signInPage({ csrf, next, problem: WRONG, status: 401 });
    } catch (error) {
      if (error instanceof TooManyAttemptsError) return tooManyAttemptsPage();
      throw error;
    }
  }

  @Page()
  @Get('owner/link/:secret')
  async showLink(@Param('secret') secret: string): Promise<PageReply> {
    return (await this.link.isUsable(secret)) ? linkPage(`${LINK_PATH}/${secret}`) : linkUsedPage();
  }

  @FormBody()
  @Post('owner/link/:secret')
  async useLink(@Req() request: Request, @Param('secret') secret: string): Promise<PageReply> {
    return (await this.signIn.byLink(request, secret)) ?? linkUsedPage();
  }
}
