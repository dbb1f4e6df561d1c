import { Controller, Get, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { Form, FormBody } from '../../http/form-body.js';
import { seeOther, type PageReply } from '../../http/page.js';
import { Clock } from '../../shared/clock.js';
import { OwnerOnly } from './owner.guard.js';
import { ownerPage } from './owner-page.js';
import { OwnerPassword } from './owner-password.js';
import { passwordProblem } from './password-rule.js';
import { OwnerSessions, type CurrentSession } from './owner-sessions.js';
import { removedCookies } from './session-cookies.js';
import { csrfField, Session } from './session-of-request.js';
import { LIVE_PAGE, SignIn } from './sign-in.js';
import { passwordPage, tooManyAttemptsPage } from './sign-in-pages.js';
import { TooManyAttemptsError } from './sign-in-pace.js';

/** The pages of the signed-in owner: the browsers that are signed in, and the password. */
@OwnerOnly()
@ApiExcludeController()
@Controller('owner')
export class OwnerController {
  constructor(
    private readonly sessions: OwnerSessions,
    private readonly password: OwnerPassword,
    private readonly signIn: SignIn,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Session() current: CurrentSession): Promise<PageReply> {
    const sessions = await this.sessions.list();
    return ownerPage({ current, sessions, isSet: await this.password.isSet(), now: this.clock.now() });
  }

  /** Leads to the live page, which forgets what it has stored in the browser. */
  @FormBody()
  @Post('sign-out')
  async signOut(@Req() request: Request, @Session() { session }: CurrentSession): Promise<PageReply> {
    await this.sessions.end(session.digest);
    return seeOther(LIVE_PAGE).withCookies(removedCookies(request));
  }

  @FormBody()
  @Post('sessions/revoke')
  async revoke(@Form() form: URLSearchParams): Promise<PageReply> {
    await this.sessions.end(form.get('session') ?? '');
    return seeOther('/owner');
  }

  @Get('password')
  async showPassword(@Session() current: CurrentSession): Promise<PageReply> {
    return passwordPage({ csrf: csrfField(current), isSet: await this.password.isSet() });
  }

  @FormBody()
  @Post('password')
  async setPassword(
    @Req() request: Request,
    @Session() current: CurrentSession,
    @Form() form: URLSearchParams,
  ): Promise<PageReply> {
    try {
      const isSet = await this.password.isSet();
      const problem = await this.problemOf(form, request, isSet);
      if (problem !== undefined) return passwordPage({ csrf: csrfField(current), isSet, problem });
      await this.password.set(form.get('password')!);
      // Whoever knew the earlier password may be signed in somewhere.
      await this.sessions.endAll(current.session.digest);
      return seeOther(LIVE_PAGE);
    } catch (error) {
      if (error instanceof TooManyAttemptsError) return tooManyAttemptsPage();
      throw error;
    }
  }

  private async problemOf(
    form: URLSearchParams,
    request: Request,
    isSet: boolean,
  ): Promise<string | undefined> {
    const password = form.get('password') ?? '';
    if (password !== form.get('again')) return 'The two new passwords differ.';
    const problem = passwordProblem(password);
    if (problem !== undefined || !isSet) return problem;
    const isRight = await this.signIn.checkPassword(request, form.get('current') ?? '');
    return isRight ? undefined : 'This is not the password that is set.';
  }
}
