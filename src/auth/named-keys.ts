import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { CredentialsFileError } from '../config/config.errors.js';
import { Environment } from '../config/environment.js';
import { FileLockedError, removeLeftLock } from '../config/keys-lock.js';
import { Clock } from '../shared/clock.js';
import { ApiKeyStore } from './api-key-store.js';
import { KeyNameTakenError, KeyNotFoundError, KeysUnavailableError } from './auth.errors.js';
import { addKey, currentOf, type EditKeys, type KeyGrant } from './key-changes.js';
import { joined, keyFilesIn, readAllKeys, unrevoked, type KeyFiles } from './key-files.js';
import { readKeys } from './keys-file.js';
import type { NamedKey } from './named-key.js';
import { changeOwnerKeys, type OwnerKeys } from './owner-keys-file.js';

/** How often a file is tried that a command is changing, and the wait between, in ms: 3 s in all, as a command waits. */
const ATTEMPTS = 30;
const BETWEEN = 100;

/** A key without what could open anything. */
export interface ListedKey extends Omit<NamedKey, 'sha256'> {
  /** Milliseconds since 1970; undefined when it was not used since the server started. */
  readonly lastUsedAt: number | undefined;
}

/**
 * The named keys, as the owner lists, makes and revokes them while the server runs. Whatever is changed here is written
 * into the folder of the data alone: the file of the commands may belong to root.
 */
@Injectable()
export class NamedKeys implements OnModuleInit {
  private readonly logger = new Logger('NamedKeys');
  private readonly files: KeyFiles;

  constructor(
    private readonly store: ApiKeyStore,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {
    this.files = keyFilesIn(environment);
  }

  /** Else a server that was killed in a change would keep the owner from revoking a key. */
  onModuleInit(): void {
    try {
      removeLeftLock(this.files.page);
    } catch (error) {
      this.logger.error(`The keys of the page cannot be changed: ${(error as Error).message}`);
    }
  }

  /** When the key of the settings was last used since the server started, in milliseconds since 1970. */
  get settingsKeyUsedAt(): number | undefined {
    return this.store.lastUseOf();
  }

  /** Whether the server may change its file: it is replaced, so its folder counts. */
  get isChangeable(): boolean {
    try {
      accessSync(this.environment.dataDir, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  /** Those that are accepted, in the order of the files. @throws KeysUnavailableError */
  list(): readonly ListedKey[] {
    const all = this.guarded(() => readAllKeys(this.files));
    return currentOf(all, this.clock.now()).map(({ sha256, ...key }) => ({
      ...key,
      lastUsedAt: this.store.lastUseOf(sha256),
    }));
  }

  /** Makes a key, which works at once. @returns the key itself @throws KeyNameTakenError, KeysUnavailableError */
  async add(name: string, grant: KeyGrant): Promise<string> {
    const now = this.clock.now();
    const key = await this.whenUnlocked(() => {
      const edit: EditKeys = (change) =>
        this.change((page) => {
          const all = joined(readKeys(this.files.commands), page);
          if (currentOf(all, now).some((other) => other.name === name)) throw new KeyNameTakenError();
          return { ...page, keys: change(page.keys) };
        });
      return addKey({ edit, name, now, randomBytes }, (keys) => ({ keys, grant }));
    });
    this.logger.log(`The owner made the key ${name}`);
    return key;
  }

  /** Revokes every key of a name at once. @returns how many there were @throws KeyNotFoundError, KeysUnavailableError */
  async revoke(name: string): Promise<number> {
    const now = this.clock.now();
    const isMeant = (key: NamedKey): boolean => key.name === name;
    let count = 0;
    await this.whenUnlocked(() =>
      this.change((page) => {
        const keys = currentOf(page.keys, now);
        const foreign = currentOf(unrevoked(readKeys(this.files.commands), page), now).filter(isMeant);
        count = foreign.length + keys.filter(isMeant).length;
        if (count === 0) throw new KeyNotFoundError();
        return {
          keys: keys.filter((key) => !isMeant(key)),
          revoked: [...page.revoked, ...foreign.map(({ sha256 }) => sha256)],
        };
      }),
    );
    this.logger.log(`The owner revoked the key ${name}`);
    return count;
  }

  private change(change: (page: OwnerKeys) => OwnerKeys): void {
    changeOwnerKeys(this.files.page, randomBytes, change, 0);
  }

  /** A command may be changing the file: waiting for it must not hold up a stop. */
  private async whenUnlocked<Result>(act: () => Result): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const result = this.guarded(() => tried(act, attempt === ATTEMPTS));
      if (result !== LOCKED) {
        this.store.refresh();
        return result;
      }
      await pause(BETWEEN);
    }
  }

  /** The sentence of a file error names paths: it is for the log of the operator alone. */
  private guarded<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof CredentialsFileError)) throw error;
      this.logger.error(`The files of the keys cannot be used: ${error.message}`);
      throw new KeysUnavailableError({ cause: error });
    }
  }
}

const LOCKED = Symbol('locked');

function tried<Result>(act: () => Result, isLast: boolean): Result | typeof LOCKED {
  try {
    return act();
  } catch (error) {
    if (error instanceof FileLockedError && !isLast) return LOCKED;
    throw error;
  }
}
