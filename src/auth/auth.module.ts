import { Module } from '@nestjs/common';
import { ApiKeyStore } from './api-key-store.js';
import { BearerGuard } from './bearer.guard.js';
import { RateLimitGuard } from './rate-limit.guard.js';

/** Who may send requests, and how many. `app.setup.ts` places both guards in front of every route. */
@Module({ providers: [ApiKeyStore, BearerGuard, RateLimitGuard] })
export class AuthModule {}
