import { Injectable } from '@nestjs/common';
import type { ClientGrant } from '../auth/oauth/client-grant.js';
import { ClientGrants, principalIdOf } from '../auth/oauth/client-grants.js';
import { CoddleError } from '../shared/errors.js';
import type { OwnerCommand, PasswordNeed } from './owner-command.js';

/** Thrown when no client is connected with an id. Only the owner's terminal shows the sentence. */
export class UnknownClientError extends CoddleError {
  readonly code = 'UNKNOWN_CLIENT';
  readonly kind = 'refused';

  constructor() {
    super('No client is connected with this id: coddle clients list shows those that are.');
  }
}

/** A connected client. */
export interface ListedClient {
  /** The id of its principal, as the journal shows it. */
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly scopes: readonly string[];
  readonly start_policy: string;
  /** ISO 8601. */
  readonly connected_at: string;
  /** Null when it has not been used yet. */
  readonly last_used_at: string | null;
}

/** The connected clients that fit into one response. */
export interface ListedClients {
  readonly clients: readonly ListedClient[];
  /** How many more there are. */
  readonly more: number;
}

/** Clients in one response of the socket, which has a largest size. */
const MOST_LISTED = 80;

/** Lists the clients that the owner connected by OAuth. */
@Injectable()
export class ClientsCommand implements OwnerCommand {
  readonly name = 'clients';

  constructor(private readonly grants: ClientGrants) {}

  passwordFor(): PasswordNeed {
    return 'never';
  }

  async run(): Promise<ListedClients> {
    const all = await this.grants.list();
    return { clients: all.slice(0, MOST_LISTED).map(listed), more: Math.max(0, all.length - MOST_LISTED) };
  }
}

/** Disconnects a client: its tokens are worth nothing from then on. */
@Injectable()
export class RevokeClientCommand implements OwnerCommand {
  readonly name = 'revoke-client';

  constructor(private readonly grants: ClientGrants) {}

  /** @returns the client. @throws UnknownClientError */
  async run({ id }: Readonly<Record<string, unknown>>): Promise<ListedClient> {
    const known = await this.grants.findByEitherId(String(id));
    const revoked = known && (await this.grants.revoke(known.grantId));
    if (revoked === undefined) throw new UnknownClientError();
    return listed(revoked);
  }
}

/** A grant as the owner sees it. */
export const listed = (grant: ClientGrant): ListedClient => ({
  id: principalIdOf(grant),
  name: grant.name,
  host: grant.host,
  scopes: grant.scopes,
  start_policy: grant.startPolicy,
  connected_at: new Date(grant.grantedAt).toISOString(),
  last_used_at: grant.lastUsedAt === null ? null : new Date(grant.lastUsedAt).toISOString(),
});
