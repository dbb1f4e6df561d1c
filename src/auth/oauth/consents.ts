import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { nameInSentence } from '../../shared/printable.js';
import type { ClientGrant } from './client-grant.js';
import { ClientGrants } from './client-grants.js';
import { CLIENT_SCOPES } from './client-scopes.js';
import { hostOf } from './client-metadata.js';
import { OAuthStore } from './oauth-store.js';
import type { ConsentRequest, LoadedServer } from './server/contract.js';

/** What the owner chose. */
export type Choice = Pick<ClientGrant, 'scopes' | 'startPolicy'>;

/** Carries out the consent of the owner. */
@Injectable()
export class Consents {
  private readonly logger = new Logger('Consents');

  constructor(
    private readonly grants: ClientGrants,
    private readonly store: OAuthStore,
    private readonly clock: Clock,
  ) {}

  /** Grants a client what the owner chose. @returns the id of the grant */
  async grant(server: LoadedServer, asked: ConsentRequest, { scopes, startPolicy }: Choice): Promise<string> {
    const { clientId, clientName: name, redirectUri } = asked;
    const refused = CLIENT_SCOPES.filter((scope) => !scopes.includes(scope));
    const grantId = await server.createGrant(clientId, scopes, refused);
    const host = hostOf(clientId, redirectUri);
    const grantedAt = this.clock.now().getTime();
    await this.grants.save({
      grantId,
      clientId,
      name,
      host,
      scopes,
      startPolicy,
      grantedAt,
      lastUsedAt: null,
    });
    await this.keepRegistration(clientId);
    this.logger.log(`The owner connected ${nameInSentence(name)} (${host}) as oauth:${grantId}`);
    return grantId;
  }

  /** A registration that is in use has no end. */
  private async keepRegistration(clientId: string): Promise<void> {
    const registration = await this.store.find('Client', clientId);
    if (registration === undefined) return;
    const { kind, id, content } = registration;
    await this.store.replace({ kind, id, content });
  }
}
