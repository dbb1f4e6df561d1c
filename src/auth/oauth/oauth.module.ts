import { Module, type OnModuleInit } from '@nestjs/common';
import { AuthModule } from '../auth.module.js';
import { Principals } from '../access.guards.js';
import { ClientGrants } from './client-grants.js';
import { ClientsController } from './clients.controller.js';
import { OAuthAddresses } from './oauth-addresses.js';
import { OAuthStore } from './oauth-store.js';

/** What the owner granted to clients of OAuth, and the principals of their tokens. */
@Module({
  imports: [AuthModule],
  controllers: [ClientsController],
  providers: [OAuthAddresses, OAuthStore, ClientGrants],
  exports: [OAuthAddresses, OAuthStore, ClientGrants],
})
export class OAuthModule implements OnModuleInit {
  constructor(
    private readonly principals: Principals,
    private readonly grants: ClientGrants,
  ) {}

  onModuleInit(): void {
    this.principals.addTokens(this.grants);
  }
}
