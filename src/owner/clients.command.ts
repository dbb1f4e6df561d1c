import { Injectable } from '@nestjs/common';
import type { ClientGrant } from '../auth/oauth/client-grant.js';
import { ClientGrants } from '../auth/oauth/client-grants.js';
import { CoddleError } from '../shared/errors.js';
import type { OwnerCommand } from './owner-command.js';

/** Thrown when there is no such client. Only the owner's terminal shows the sentence. */
export class UnknownClientError extends CoddleError {
  readonly code = 'UNKNOWN_CLIENT';
  readonly kind = 'not-found';

  constructor() {
    super('No client has this id: coddle clients list shows those that are connected.');
  }
}

/** A connected client, as the owner's program shows it. */
export interface ListedClient {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly scopes: readonly string[];
  readonly start_policy: string;
  readonly connected_at: string;
  /** Null when it has not been used yet. */
  readonly last_used_at: string | null;
}

/** What the command returns. */
export interface ClientsResult {
  readonly clients: readonly ListedClient[];
  /** How many more there are than fit into one response. */
  readonly more: number;
}

/** Clients in one response: a response of the socket has a largest size. */
const MOST_LISTED = 5;
/** What may stand before the id of a client, as the journal shows it. */
const PREFIX = /^oauth:/;

/** Lists the connected clients from a position, or disconnects one. */
@Injectable()
export class ClientsCommand implements OwnerCommand {
  readonly name = 'clients';

  constructor(private readonly grants: ClientGrants) {}

  /** With `revoke` it disconnects that client and returns it. @throws UnknownClientError */
  async run({ revoke, from }: Readonly<Record<string, unknown>>): Promise<ClientsResult> {
    if (typeof revoke === 'string') return { clients: [await this.revoke(revoke)], more: 0 };
    const start = typeof from === 'number' ? from : 0;
    const all = (await this.grants.list()).slice(start);
    return { clients: all.slice(0, MOST_LISTED).map(listed), more: Math.max(0, all.length - MOST_LISTED) };
  }

  private async revoke(id: string): Promise<ListedClient> {
    const revoked = await this.grants.revoke(id.replace(PREFIX, ''));
    if (revoked === undefined) throw new UnknownClientError();
    return listed(revoked);
  }
}

const listed = (grant: ClientGrant): ListedClient => ({
  id: grant.grantId,
  name: grant.name,
  host: grant.host,
  scopes: grant.scopes,
  start_policy: grant.startPolicy,
  connected_at: new Date(grant.grantedAt).toISOString(),
  last_used_at: grant.lastUsedAt === null ? null : new Date(grant.lastUsedAt).toISOString(),
});
