import { Injectable } from '@nestjs/common';
import { START_POLICIES } from '../auth/oauth/client-grant.js';
import { CoddleError } from '../shared/errors.js';
import { ConnectedClients, type ConnectedClient } from './connected-clients.js';
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

/** Lists the clients that the owner connected. */
@Injectable()
export class ClientsCommand implements OwnerCommand {
  readonly name = 'clients';

  constructor(private readonly clients: ConnectedClients) {}

  passwordFor(): PasswordNeed {
    return 'never';
  }

  async run(): Promise<ListedClients> {
    const all = await this.clients.list();
    return { clients: all.slice(0, MOST_LISTED).map(listed), more: Math.max(0, all.length - MOST_LISTED) };
  }
}

/** Disconnects a client: its tokens are worth nothing from then on. */
@Injectable()
export class RevokeClientCommand implements OwnerCommand {
  readonly name = 'revoke-client';

  constructor(private readonly clients: ConnectedClients) {}

  /** @returns the client. @throws UnknownClientError */
  async run({ id }: Readonly<Record<string, unknown>>): Promise<ListedClient> {
    const revoked = await this.clients.revoke(String(id));
    if (revoked === undefined) throw new UnknownClientError();
    return listed(revoked);
  }
}

/** Thrown when starts are to be treated in a way that there is none of. Only the owner's terminal shows the sentence. */
export class UnknownPolicyError extends CoddleError {
  readonly code = 'UNKNOWN_POLICY';
  readonly kind = 'invalid';

  constructor() {
    super('Starts are treated in one of three ways: ask, trusted or never.');
  }
}

/**
 * Decides how the starts of a client are treated. Without a password, an assistant with a shell could allow itself to
 * start; that nothing starts may be said without one.
 */
@Injectable()
export class ClientStartsCommand implements OwnerCommand {
  readonly name = 'client-starts';

  constructor(private readonly clients: ConnectedClients) {}

  passwordFor({ start_policy: policy }: Readonly<Record<string, unknown>>): PasswordNeed {
    return policy === 'never' ? 'once-set' : 'always';
  }

  /** @returns the client. @throws UnknownClientError, UnknownPolicyError, BrokerWithoutPasswordError */
  async run({ id, start_policy: wanted }: Readonly<Record<string, unknown>>): Promise<ListedClient> {
    const policy = START_POLICIES.find((one) => one === wanted);
    if (policy === undefined) throw new UnknownPolicyError();
    const changed = await this.clients.change(String(id), policy);
    if (changed === undefined) throw new UnknownClientError();
    return listed(changed);
  }
}

/** A client as the owner sees it. */
const listed = (client: ConnectedClient): ListedClient => ({
  id: client.id,
  name: client.name,
  host: client.host,
  scopes: client.scopes,
  start_policy: client.startPolicy,
  connected_at: new Date(client.connectedAt).toISOString(),
  last_used_at: client.lastUsedAt === null ? null : new Date(client.lastUsedAt).toISOString(),
});
