import { Injectable } from '@nestjs/common';
import { JsonReader, asText } from '../../shared/json-reader.js';
import { ClientGrants } from './client-grants.js';
import { hostOf } from './client-metadata.js';
import { OAuthStore } from './oauth-store.js';

/** A client as people see it. */
export interface NamedClient {
  readonly clientId: string;
  readonly name: string;
  readonly host: string;
}

/** Finds clients that could be taken for one another. */
@Injectable()
export class ClientsByName {
  constructor(
    private readonly grants: ClientGrants,
    private readonly store: OAuthStore,
  ) {}

  /**
   * The hosts of other clients with the name of this one: of those that were let in, and of those that registered from
   * another host. A program that registers itself anew from its own host is no other client until it was let in.
   */
  async namesakesOf({ clientId, name, host }: NamedClient): Promise<string[]> {
    const [granted, registered] = await Promise.all([this.grants.list(), this.registered()]);
    const others = [...granted, ...registered.filter((other) => other.host !== host)].filter(
      (other) => other.clientId !== clientId && comparable(other.name) === comparable(name),
    );
    return [...new Set(others.map((other) => other.host))];
  }

  private async registered(): Promise<NamedClient[]> {
    const documents = await this.store.list('Client');
    return documents.map(({ id, content }) => {
      const stored = JsonReader.of(content);
      const [redirectUri = ''] = stored.field('redirect_uris').list(asText);
      return { clientId: id, name: stored.field('client_name').text(), host: hostOf(id, redirectUri) };
    });
  }
}

/** A name without what the eye overlooks: case, width, signs and spaces. */
const comparable = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
