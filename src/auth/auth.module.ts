import { Module } from '@nestjs/common';
import { ApiKeyStore } from './api-key-store.js';
import { BearerGuard, Principals, ScopeGuard } from './access.guards.js';
import { HomeAssistantAccess } from './home-assistant/home-assistant-access.js';
import { HomeAssistantStore } from './home-assistant/home-assistant-store.js';
import { NamedKeys } from './named-keys.js';
import { RateLimitGuard } from './rate-limit.guard.js';

/** Who may send requests, for what, and how many. `app.setup.ts` places the guards in front of every route. */
@Module({
  providers: [
    ApiKeyStore,
    NamedKeys,
    Principals,
    BearerGuard,
    ScopeGuard,
    RateLimitGuard,
    HomeAssistantStore,
    HomeAssistantAccess,
  ],
  exports: [NamedKeys, Principals, RateLimitGuard, HomeAssistantStore, HomeAssistantAccess],
})
export class AuthModule {}
