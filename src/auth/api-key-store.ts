import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { hash, timingSafeEqual } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Environment } from '../config/environment.js';
import { codeOf, OpenToOthersError, type FileName } from '../config/private-file.js';
import { Clock } from '../shared/clock.js';
import { withImplied } from '../http/scopes.js';
import { milliseconds } from '../shared/units.js';
import { keysFileIn, readKeys } from './keys-file.js';
import {
  endOf,
  principalIdOf,
  SETTINGS_KEY,
  USUAL_RIGHTS,
  type KeyRights,
  type NamedKey,
} from './named-key.js';
import type { Principal } from './principal.js';
import type { TokenSource } from './principal-source.js';

const NO_FILE = 'none';
const DIGEST_LENGTH = 32;
/** How long the content of the file is used before the file is checked for changes. */
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
 * The API keys that the server accepts: the key of the settings, and the named keys of the keys file, which is reloaded
 * when it changes. Only digests of keys are kept in memory.
 */
@Injectable()
export class ApiKeyStore implements TokenSource, OnModuleInit {
  private readonly log = new Logger('ApiKeyStore');
  private readonly file: FileName;
  private readonly own: StoredKey;
  /** The digest of the key that is being checked. Allocating a buffer for each takes longer than hashing the key. */
  private readonly given = Buffer.alloc(DIGEST_LENGTH);
  private named: readonly StoredKey[] = [];
  /** When keys were last used, in milliseconds since 1970, since the server started. */
  private readonly usedAt = new Map<string, number>();
  private checkedAt = -Infinity;
  private mark: string | undefined = NO_FILE;
  private loggedProblem: string | undefined;

  constructor(
    { apiKey, configDir }: Environment,
    private readonly clock: Clock,
  ) {
    this.own = {
      principal: OF_SETTINGS,
      digest: hash('sha256', apiKey, 'buffer'),
      sha256: '',
      end: Infinity,
    };
    this.file = keysFileIn(configDir);
  }

  /** Reads the file at the start, so that the log shows at once what is wrong with it. */
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

  /** Reads the file now, because this server has changed it. */
  refresh(): void {
    this.checkedAt = -Infinity;
    this.reloadIfChanged();
  }

  private reloadIfChanged(): void {
    const now = this.clock.monotonic();
    if (now - this.checkedAt < RELOAD_INTERVAL) return;
    this.checkedAt = now;
    // The mark is taken before the file is read, so that a change in between is seen the next time.
    const mark = markOf(this.file);
    if (mark !== this.mark) this.mark = this.reload() ? mark : undefined;
  }

  /** Returns whether the file could be read; if not, the next check reads it again. */
  private reload(): boolean {
    try {
      this.named = readKeys(this.file).map(toStoredKey);
      this.loggedProblem = undefined;
      this.log.log(`Named keys: ${this.named.length}`);
      return true;
    } catch (error) {
      // A file that cannot be read must not lock out the clients that have another key.
      this.keepKeysDespite(error as Error);
      return false;
    }
  }

  /** Drops the named keys where other users could write the file; a file that is only broken leaves them valid. */
  private keepKeysDespite(problem: Error): void {
    if (problem instanceof OpenToOthersError) this.named = [];
    if (problem.message === this.loggedProblem) return;
    this.loggedProblem = problem.message;
    this.log.error(`Named keys: still ${this.named.length}, because ${problem.message}`);
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
  principal: toPrincipal('key', key.name, key),
  digest: Buffer.from(key.sha256, 'hex'),
  sha256: key.sha256,
  end: endOf(key),
});

/** A text that changes whenever the file is edited, gets another mode or is replaced. */
function markOf({ folder, file }: FileName): string {
  try {
    const stats = statSync(resolve(folder, file), { bigint: true, throwIfNoEntry: false });
    return stats ? [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join() : NO_FILE;
  } catch (error) {
    return codeOf(error);
  }
}
