import { Global, Module } from '@nestjs/common';
import { AuthModule } from '../auth.module.js';
import { KnownBrowsers } from './known-browsers.js';
import { LoginLink } from './login-link.js';
import { OwnerController } from './owner.controller.js';
import { OwnerGuard } from './owner.guard.js';
import { OwnerPassword } from './owner-password.js';
import { OwnerSecrets } from './owner-secrets.js';
import { OwnerSessions } from './owner-sessions.js';
import { PASSWORD_COST, SCRYPT_COST } from './password-hash.js';
import { SessionOfRequest } from './session-of-request.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.js';
import { SignInPace } from './sign-in-pace.js';

/** How the owner proves itself in a browser. Global, since pages of every module use `@OwnerOnly()`. */
@Global()
@Module({
  imports: [AuthModule],
  controllers: [SignInController, OwnerController],
  providers: [
    OwnerSecrets,
    { provide: PASSWORD_COST, useValue: SCRYPT_COST },
    OwnerPassword,
    LoginLink,
    OwnerSessions,
    SessionOfRequest,
    SignInPace,
    SignIn,
    KnownBrowsers,
    OwnerGuard,
  ],
  exports: [OwnerPassword, LoginLink, OwnerSessions, SessionOfRequest, SignInPace, OwnerGuard],
})
export class OwnerAuthModule {}
