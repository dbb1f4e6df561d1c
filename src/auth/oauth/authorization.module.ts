import { Module } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { AuthorizationServer } from './authorization-server.js';
import { ClientDocuments } from './client-documents.js';
import { ClientsByName } from './clients-by-name.js';
import { ConsentController } from './consent.controller.js';
import { Consents } from './consents.js';
import { DiscoveryController } from './discovery.controller.js';
import { OAuthController } from './oauth.controller.js';
import { OAuthKeys } from './oauth-keys.js';
import { OAuthLimits } from './oauth-limits.js';
import { OAuthModule } from './oauth.module.js';
import { OutsideDocuments } from './outside-documents.js';

/** The authorization server of OAuth 2.1. It is left out where its one resource, /mcp, is switched off. */
@Module({
  imports: [OAuthModule],
  controllers: [DiscoveryController, OAuthController, ConsentController],
  providers: [
    OAuthKeys,
    OAuthLimits,
    AuthorizationServer,
    { provide: OutsideDocuments, inject: [Clock], useFactory: (clock: Clock) => new OutsideDocuments(clock) },
    ClientDocuments,
    ClientsByName,
    Consents,
  ],
})
export class AuthorizationModule {}
