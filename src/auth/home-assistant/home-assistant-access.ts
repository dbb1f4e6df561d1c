import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { withImplied, type Scope } from '../../http/scopes.js';
import { Clock } from '../../shared/clock.js';
import { asNumber, type ReadJson } from '../../shared/json-reader.js';
import type { Principal, StartPolicy } from '../principal.js';
import type { RequestSource } from '../principal-source.js';
import { Principals } from '../access.guards.js';
import { HomeAssistantStore } from './home-assistant-store.js';
import { servesHomeAssistant } from './serves-home-assistant.js';

/** The id of the principal of Home Assistant. */
export const HOME_ASSISTANT = 'home-assistant';

/** What it may do; whether it may start depends on the owner beside. */
const SCOPES: readonly Scope[] = ['status:read', 'cook:start', 'cook:stop', 'alerts:write'];
const POLICIES = ['ask', 'trusted', 'never'] as const satisfies readonly StartPolicy[];
const ROW = 'access';

/** What the owner allows Home Assistant. Instants in milliseconds since 1970. */
interface StoredAccess {
  readonly startPolicy: StartPolicy;
  /** When the owner first decided about it. */
  readonly decidedAt: number;
}

/** Home Assistant as the owner sees it among the clients. */
export interface HomeAssistantClient {
  readonly id: typeof HOME_ASSISTANT;
  readonly name: string;
  /** The host of the broker. */
  readonly host: string;
  readonly scopes: readonly Scope[];
  readonly startPolicy: StartPolicy;
  /** When this server began to publish there, in milliseconds since 1970. */
  readonly since: number;
  readonly lastUsedAt: number | null;
}

/**
 * What Home Assistant may do over the broker. It starts nothing until the owner allows it, and nothing at all over a
 * broker that this server needs no password for: anybody in the network could write to that.
 */
@Injectable()
export class HomeAssistantAccess implements RequestSource, OnModuleInit {
  private readonly openedAt: number;
  private lastUsedAt: number | null = null;

  constructor(
    private readonly store: HomeAssistantStore,
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly principals: Principals,
  ) {
    this.openedAt = clock.now().getTime();
  }

  onModuleInit(): void {
    if (this.isConnected) this.principals.addRequests(this);
  }

  /** Whether the settings name a broker at which Home Assistant is served. */
  get isConnected(): boolean {
    return servesHomeAssistant(this.environment);
  }

  /** Whether the broker asks this server for a password. */
  get hasCredentials(): boolean {
    const { mqttUrl } = this.environment;
    return mqttUrl !== undefined && new URL(mqttUrl).username !== '' && new URL(mqttUrl).password !== '';
  }

  /** No request over HTTP is one of Home Assistant. */
  principalOf(): undefined {
    return undefined;
  }

  current(id: string): Promise<Principal> | undefined {
    return id === HOME_ASSISTANT ? this.principal() : undefined;
  }

  /** Home Assistant with what the owner allows now. @throws StorageUnavailableError */
  async principal(): Promise<Principal> {
    if (!this.hasCredentials) return this.withoutStarts;
    return { ...this.withoutStarts, startPolicy: (await this.stored())?.startPolicy ?? 'never' };
  }

  /** The same with no starts, whatever the owner allows: for a stop, which must work without the database. */
  get withoutStarts(): Principal {
    return {
      kind: 'home-assistant',
      id: HOME_ASSISTANT,
      name: 'Home Assistant',
      scopes: withImplied(SCOPES),
      startPolicy: 'never',
    };
  }

  /** Notes that it has sent a command. */
  noteUse(): void {
    this.lastUsedAt = this.clock.now().getTime();
  }

  /** As the owner sees it; undefined where no broker is set. @throws StorageUnavailableError */
  async client(): Promise<HomeAssistantClient | undefined> {
    const { mqttUrl } = this.environment;
    if (!this.isConnected || mqttUrl === undefined) return undefined;
    const stored = await this.stored();
    return {
      id: HOME_ASSISTANT,
      name: 'Home Assistant',
      host: new URL(mqttUrl).hostname,
      scopes: SCOPES,
      startPolicy: stored?.startPolicy ?? 'never',
      since: stored?.decidedAt ?? this.openedAt,
      lastUsedAt: this.lastUsedAt,
    };
  }

  /** The owner decides how its starts are treated. @throws StorageUnavailableError */
  async allow(startPolicy: StartPolicy): Promise<void> {
    const decidedAt = (await this.stored())?.decidedAt ?? this.clock.now().getTime();
    await this.store.put(ROW, { version: 1, startPolicy, decidedAt });
  }

  private stored(): Promise<StoredAccess | undefined> {
    return this.store.find(ROW, readAccess);
  }
}

const readAccess: ReadJson<StoredAccess> = (stored) => ({
  startPolicy: stored.field('startPolicy').oneOf(POLICIES),
  decidedAt: asNumber(stored.field('decidedAt')),
});
