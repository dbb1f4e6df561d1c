import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { BearerGuard } from './bearer.guard.js';
import { ApiKeyStore } from './api-key-store.js';
import { RateLimitGuard } from './rate-limit.guard.js';

/** Who may come in, and how often. The guards stand at every route of the house, in this order. */
@Module({
  providers: [
    ApiKeyStore,
    { provide: APP_GUARD, useClass: BearerGuard },
    { provide: APP_GUARD, useClass: RateLimitGuard },
  ],
})
export class AuthModule {}
