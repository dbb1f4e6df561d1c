import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { hash, timingSafeEqual } from 'node:crypto';
import { Environment } from '../config/environment.js';
import { OpenToOthersError } from '../config/private-file.js';
import { Clock } from '../shared/clock.js';
import { withImplied } from '../http/scopes.js';
import { milliseconds } from '../shared/units.js';
import { joined, keyFilesIn } from './key-files.js';
import { readKeys } from './keys-file.js';
import {
  endOf,
  principalIdOf,
  SETTINGS_KEY,
  USUAL_RIGHTS,
  type KeyRights,
  type NamedKey,
} from './named-key.js';
import { NO_OWNER_KEYS, readOwnerKeys, type OwnerKeys } from './owner-keys-file.js';
import type { Principal } from './principal.js';
import type { TokenSource } from './principal-source.js';
import { WatchedFile } from './watched-file.js';

const DIGEST_LENGTH = 32;
/** How long the content of the files is used before they are checked for changes. */
const RELOAD_INTERVAL = milliseconds(1_000);

interface StoredKey {
  readonly principal: Principal;
  readonly digest: Buffer;
  /** What the file knows the key by, 64 hexadecimal digits; empty for the key of the settings. */
  readonly sha256: string;
  /** When the key expires, in milliseconds since 1970. */
  readonly end: number;
}

/**
 * The API keys that the server accepts: the key of the settings, and the named keys of the commands and of the page,
 * whose files are reloaded when they change. Only digests of keys are kept in memory.
 */
@Injectable()
export class ApiKeyStore implements TokenSource, OnModuleInit {
  private readonly log = new Logger('ApiKeyStore');
  private readonly commands: WatchedFile<readonly NamedKey[]>;
  private readonly page: WatchedFile<OwnerKeys>;
  private readonly own: StoredKey;
  /** The digest of the key that is being checked. Allocating a buffer for each takes longer than hashing the key. */
  private readonly given = Buffer.alloc(DIGEST_LENGTH);
  private named: readonly StoredKey[] = [];
  /** When keys were last used, in milliseconds since 1970, since the server started. */
  private readonly usedAt = new Map<string, number>();
  private checkedAt = -Infinity;
  private readonly loggedProblems = new Map<object, string>();

  constructor(
    { apiKey, configDir, dataDir }: Environment,
    private readonly clock: Clock,
  ) {
    this.own = {
      principal: OF_SETTINGS,
      digest: hash('sha256', apiKey, 'buffer'),
      sha256: '',
      end: Infinity,
    };
    const files = keyFilesIn({ configDir, dataDir });
    this.commands = new WatchedFile(files.commands, readKeys, []);
    this.page = new WatchedFile(files.page, readOwnerKeys, NO_OWNER_KEYS);
  }

  /** Reads the files at the start, so that the log shows at once what is wrong with them. */
  onModuleInit(): void {
    this.reloadIfChanged();
  }

  /** The principal of a key; undefined when the server does not accept it, or no longer does. */
  principalOf(key: string): Principal | undefined {
    this.reloadIfChanged();
    // Digests give both sides one length, which timingSafeEqual wants.
    this.given.write(hash('sha256', key, 'binary'), 'binary');
    const now = this.clock.now().getTime();
    let found: StoredKey | undefined;
    // Every key is compared, so that the duration reveals nothing about which one matches.
    for (const held of [this.own, ...this.named]) {
      if (timingSafeEqual(this.given, held.digest) && now < held.end) found ??= held;
    }
    if (found === undefined) return undefined;
    this.usedAt.set(found.sha256, now);
    return found.principal;
  }

  /** The principal of this name. Of several keys of one name, as during a rotation, the newest one decides. */
  current(id: string): Principal | undefined {
    this.reloadIfChanged();
    const now = this.clock.now().getTime();
    return [this.own, ...this.named].findLast(({ principal, end }) => principal.id === id && now < end)
      ?.principal;
  }

  /** When a key was last used since the server started, in milliseconds since 1970; without a digest the key of the settings. */
  lastUseOf(sha256 = ''): number | undefined {
    return this.usedAt.get(sha256);
  }

  /** Reads the files now, because this server has changed one. */
  refresh(): void {
    this.checkedAt = -Infinity;
    this.reloadIfChanged();
  }

  private reloadIfChanged(): void {
    const now = this.clock.monotonic();
    if (now - this.checkedAt < RELOAD_INTERVAL) return;
    this.checkedAt = now;
    const changes = [this.update(this.commands), this.update(this.page)];
    if (!changes.some(Boolean)) return;
    this.combine();
    this.log.log(`Named keys: ${this.named.length}`);
  }

  /** Returns whether a file was read anew; if it cannot be read, the next check reads it again. */
  private update(file: WatchedFile<unknown>): boolean {
    try {
      const hasChanged = file.update();
      this.loggedProblems.delete(file);
      return hasChanged;
    } catch (error) {
      // A file that cannot be read must not lock out the clients that have another key.
      this.keepKeysDespite(error as Error, file);
      return false;
    }
  }

  /** Drops the keys of a file that other users could write; a file that is only broken leaves them valid. */
  private keepKeysDespite(problem: Error, file: WatchedFile<unknown>): void {
    if (problem instanceof OpenToOthersError) {
      if (file === this.commands) this.commands.content = [];
      else this.page.content = { ...this.page.content, keys: [] };
    }
    this.combine();
    if (problem.message === this.loggedProblems.get(file)) return;
    this.loggedProblems.set(file, problem.message);
    this.log.error(`Named keys: still ${this.named.length}, because ${problem.message}`);
  }

  /** While it is unknown what was revoked on the page, no named key is accepted. */
  private combine(): void {
    this.named = this.page.isKnown ? joined(this.commands.content, this.page.content).map(toStoredKey) : [];
  }
}

const toPrincipal = (
  kind: 'settings' | 'key',
  name: string,
  { scopes, devices, ask }: KeyRights,
): Principal => ({
  kind,
  id: principalIdOf(name),
  name,
  scopes: withImplied(scopes),
  ...(devices !== null && { devices: new Set(devices) }),
  startPolicy: ask ? 'ask' : 'trusted',
});

const OF_SETTINGS = toPrincipal('settings', SETTINGS_KEY, USUAL_RIGHTS);

const toStoredKey = (key: NamedKey): StoredKey => ({
  principal: { ...toPrincipal('key', key.name, key), since: Date.parse(key.added) },
  digest: Buffer.from(key.sha256, 'hex'),
  sha256: key.sha256,
  end: endOf(key),
});
