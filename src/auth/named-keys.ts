import { Injectable, Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CredentialsFileError } from '../config/config.errors.js';
import { Environment } from '../config/environment.js';
import { FileLockedError } from '../config/keys-lock.js';
import type { FileName } from '../config/private-file.js';
import { Clock } from '../shared/clock.js';
import { ApiKeyStore } from './api-key-store.js';
import { KeyNameTakenError, KeyNotFoundError, KeysUnavailableError } from './auth.errors.js';
import { addKey, hasEnded, revokeKeys, type KeyChange, type KeyGrant } from './key-changes.js';
import { keysFileIn, readKeys } from './keys-file.js';
import type { NamedKey } from './named-key.js';

/** How often a file is tried that a command is changing, and the wait between, in ms: 3 s in all, as a command waits. */
const ATTEMPTS = 30;
const BETWEEN = 100;

/** A key without what could open anything. */
export interface ListedKey extends Omit<NamedKey, 'sha256'> {
  /** Milliseconds since 1970; undefined when it was not used since the server started. */
  readonly lastUsedAt: number | undefined;
}

/** The named keys of the keys file, as the owner lists, makes and revokes them while the server runs. */
@Injectable()
export class NamedKeys {
  private readonly logger = new Logger('NamedKeys');
  private readonly file: FileName;

  constructor(
    private readonly store: ApiKeyStore,
    private readonly clock: Clock,
    { configDir }: Environment,
  ) {
    this.file = keysFileIn(configDir);
  }

  /** When the key of the settings was last used since the server started, in milliseconds since 1970. */
  get settingsKeyUsedAt(): number | undefined {
    return this.store.lastUseOf();
  }

  /** Whether the server may change the file: it is replaced, so its folder counts. */
  get isChangeable(): boolean {
    try {
      accessSync(dirname(resolve(this.file.folder, this.file.file)), constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  /** Those that have not ended, in the order of the file. @throws KeysUnavailableError */
  list(): readonly ListedKey[] {
    const now = this.clock.now();
    return this.guarded(() => readKeys(this.file))
      .filter((key) => !hasEnded(key, now))
      .map(({ sha256, ...key }) => ({ ...key, lastUsedAt: this.store.lastUseOf(sha256) }));
  }

  /** Makes a key, which works at once. @returns the key itself @throws KeyNameTakenError, KeysUnavailableError */
  async add(name: string, grant: KeyGrant): Promise<string> {
    const key = await this.change(name, (change) =>
      addKey(change, (keys) => {
        if (keys.some((other) => other.name === name)) throw new KeyNameTakenError();
        return { keys, grant };
      }),
    );
    this.logger.log(`The owner made the key ${name}`);
    return key;
  }

  /** Revokes every key of a name at once. @returns how many there were @throws KeyNotFoundError, KeysUnavailableError */
  async revoke(name: string): Promise<number> {
    let revoked = 0;
    await this.change(name, (change) =>
      revokeKeys(change, (keys) => {
        revoked = keys.filter((key) => key.name === name).length;
        if (revoked === 0) throw new KeyNotFoundError();
      }),
    );
    this.logger.log(`The owner revoked the key ${name}`);
    return revoked;
  }

  /** A command may be changing the file: waiting for it must not hold up a stop. */
  private async change<Result>(name: string, act: (change: KeyChange) => Result): Promise<Result> {
    const change = { file: this.file, name, now: this.clock.now(), randomBytes, timeout: 0 };
    for (let attempt = 1; ; attempt++) {
      const result = this.guarded(() => tried(() => act(change), attempt === ATTEMPTS));
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
      this.logger.error(`The file of the keys cannot be used: ${error.message}`);
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
