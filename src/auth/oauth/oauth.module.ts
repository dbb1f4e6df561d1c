import { Module, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { AuthModule } from '../auth.module.js';
import { Principals } from '../principals.js';
import { AuthorizationServer } from './authorization-server.js';
import { ClientDocuments } from './client-documents.js';
import { ClientGrants } from './client-grants.js';
import { ClientsByName } from './clients-by-name.js';
import { ClientsController } from './clients.controller.js';
import { ConsentController } from './consent.controller.js';
import { Consents } from './consents.js';
import { DiscoveryController } from './discovery.controller.js';
import { OAuthAddresses } from './oauth-addresses.js';
import { OAuthController } from './oauth.controller.js';
import { OAuthKeys } from './oauth-keys.js';
import { OAuthLimits } from './oauth-limits.js';
import { OAuthStore } from './oauth-store.js';
import { OutsideDocuments } from './outside-documents.js';

/** OAuth 2.1: clients that the owner lets in by a page, and their tokens. */
@Module({
  imports: [AuthModule],
  controllers: [DiscoveryController, OAuthController, ConsentController, ClientsController],
  providers: [
    OAuthAddresses,
    OAuthKeys,
    OAuthStore,
    OAuthLimits,
    AuthorizationServer,
    { provide: OutsideDocuments, inject: [Clock], useFactory: (clock: Clock) => new OutsideDocuments(clock) },
    ClientDocuments,
    ClientGrants,
    ClientsByName,
    Consents,
  ],
  exports: [ClientGrants],
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
