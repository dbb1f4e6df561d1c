import { Injectable } from '@nestjs/common';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../shared/clock.js';
import { LONGEST_PASSWORD, passwordProblem } from './password-rule.js';
import { OwnerSecrets } from './owner-secrets.js';
import { asStoredPassword, hashPassword, matchesPassword, type StoredPassword } from './password-hash.js';

const NAME = 'password';
/** A file of this name in the folder of the settings makes the server forget every password that is older. */
export const FORGOTTEN_FILE = 'forget-owner-password';
/** The password of the owner. It is stored as a hash of scrypt, which a thief of the database has to guess at. */
@Injectable()
export class OwnerPassword {
  /** Settled when no password is being hashed: each takes 16 MiB, so that they are hashed one after the other. */
  private idle: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly secrets: OwnerSecrets,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** @throws StorageUnavailableError */
  async isSet(): Promise<boolean> {
    return (await this.stored()) !== undefined;
  }

  /**
   * Sets it, in the place of an earlier one.
   * @throws RangeError when it is too short or too long; `passwordProblem` says which
   */
  async set(password: string): Promise<void> {
    const problem = passwordProblem(password);
    if (problem !== undefined) throw new RangeError(problem);
    const stored = await this.inTurn(() => hashPassword(password, this.clock.now()));
    await this.secrets.put(NAME, stored);
  }

  /** Whether this is the password; false when none is set. */
  async matches(password: string): Promise<boolean> {
    const stored = await this.stored();
    // No real password is longer, and hashing a text takes longer the longer it is.
    if (stored === undefined || password.length > 2 * LONGEST_PASSWORD) return false;
    return this.inTurn(() => matchesPassword(password, stored));
  }

  /** The stored password, unless the owner has said since that it is forgotten. */
  private async stored(): Promise<StoredPassword | undefined> {
    const stored = await this.secrets.find(NAME, asStoredPassword);
    return stored !== undefined && stored.setAt < this.forgottenAt() ? undefined : stored;
  }

  /** When the file was made that says so, in milliseconds since 1970. Only the administrator may write its folder. */
  private forgottenAt(): number {
    const file = join(this.environment.configDir, FORGOTTEN_FILE);
    return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.idle.then(work);
    this.idle = result.catch(() => undefined);
    return result;
  }
}
