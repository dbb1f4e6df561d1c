import { Injectable } from '@nestjs/common';
import {
  HOME_ASSISTANT,
  HomeAssistantAccess,
  type HomeAssistantClient,
} from '../auth/home-assistant/home-assistant-access.js';
import type { ClientGrant } from '../auth/oauth/client-grant.js';
import { ClientGrants, principalIdOf } from '../auth/oauth/client-grants.js';
import { isClientScope, type ClientScope } from '../auth/oauth/client-scopes.js';
import type { StartPolicy } from '../auth/principal.js';
import { BrokerWithoutPasswordError, ClientBySettingsError } from './connected-clients.errors.js';

/** A client that the owner lets in: by OAuth, or Home Assistant by the broker in the settings. */
export interface ConnectedClient {
  /** The id of its principal, as the journal shows it. */
  readonly id: string;
  readonly name: string;
  /** The host that stands behind it. */
  readonly host: string;
  readonly scopes: readonly ClientScope[];
  readonly startPolicy: StartPolicy;
  /** In milliseconds since 1970. */
  readonly connectedAt: number;
  readonly lastUsedAt: number | null;
}

/** The clients that the owner lists, changes and disconnects. */
@Injectable()
export class ConnectedClients {
  constructor(
    private readonly grants: ClientGrants,
    private readonly homeAssistant: HomeAssistantAccess,
  ) {}

  /** Home Assistant in front, then the others, the newest first. @throws StorageUnavailableError */
  async list(): Promise<readonly ConnectedClient[]> {
    const [first, grants] = await Promise.all([this.homeAssistant.client(), this.grants.list()]);
    return [...(first === undefined ? [] : [ofHomeAssistant(first)]), ...grants.map(ofGrant)];
  }

  /**
   * Decides how the starts of a client are treated.
   * @returns the client as it is then; undefined when there is none of this id
   * @throws BrokerWithoutPasswordError, StorageUnavailableError
   */
  async change(id: string, startPolicy: StartPolicy): Promise<ConnectedClient | undefined> {
    if (id === HOME_ASSISTANT) return this.changeHomeAssistant(startPolicy);
    const grant = await this.grants.findByEitherId(id);
    const changed = grant && (await this.grants.change(grant.grantId, { startPolicy }));
    return changed && ofGrant(changed);
  }

  /**
   * Disconnects a client: its tokens are worth nothing from then on.
   * @returns the client; undefined when there is none of this id
   * @throws ClientBySettingsError, StorageUnavailableError
   */
  async revoke(id: string): Promise<ConnectedClient | undefined> {
    if (id === HOME_ASSISTANT && this.homeAssistant.isConnected) throw new ClientBySettingsError();
    const grant = await this.grants.findByEitherId(id);
    const revoked = grant && (await this.grants.revoke(grant.grantId));
    return revoked && ofGrant(revoked);
  }

  private async changeHomeAssistant(startPolicy: StartPolicy): Promise<ConnectedClient | undefined> {
    if (!this.homeAssistant.isConnected) return undefined;
    if (startPolicy !== 'never' && !this.homeAssistant.hasCredentials) throw new BrokerWithoutPasswordError();
    await this.homeAssistant.allow(startPolicy);
    const changed = await this.homeAssistant.client();
    return changed && ofHomeAssistant(changed);
  }
}

const ofGrant = (grant: ClientGrant): ConnectedClient => ({
  id: principalIdOf(grant),
  name: grant.name,
  host: grant.host,
  scopes: grant.scopes,
  startPolicy: grant.startPolicy,
  connectedAt: grant.grantedAt,
  lastUsedAt: grant.lastUsedAt,
});

const ofHomeAssistant = (client: HomeAssistantClient): ConnectedClient => ({
  id: client.id,
  name: client.name,
  host: client.host,
  scopes: client.scopes.filter(isClientScope),
  startPolicy: client.startPolicy,
  connectedAt: client.since,
  lastUsedAt: client.lastUsedAt,
});
