import { Inject, Injectable } from '@nestjs/common';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../shared/clock.js';
import { LONGEST_PASSWORD, passwordProblem } from './password-rule.js';
import { OwnerSecrets } from './owner-secrets.js';
import { PasswordTurns } from './password-turns.js';
import { derived } from './secret-digest.js';
import {
  asStoredPassword,
  hashPassword,
  matchesPassword,
  PASSWORD_COST,
  type ScryptCost,
  type StoredPassword,
} from './password-hash.js';

const NAME = 'password';
/** A file of this name in the folder of the settings makes the server forget every password that is older. */
export const FORGOTTEN_FILE = 'forget-owner-password';
/** The password of the owner. It is stored as a hash of scrypt, which a thief of the database has to guess at. */
@Injectable()
export class OwnerPassword {
  private readonly turns = new PasswordTurns();

  constructor(
    private readonly secrets: OwnerSecrets,
    private readonly clock: Clock,
    private readonly environment: Environment,
    @Inject(PASSWORD_COST) private readonly cost: ScryptCost,
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
    const stored = await this.turns.take(() => hashPassword(password, this.clock.now(), this.cost), true);
    await this.secrets.put(NAME, stored);
  }

  /**
   * Whether this is the password; false when none is set.
   * @param isKnown whether the owner was there before; all others wait longer, and only a few of them
   * @throws TooManyAttemptsError
   */
  async matches(password: string, isKnown = true): Promise<boolean> {
    const stored = await this.stored();
    // No real password is longer, and hashing a text takes longer the longer it is.
    if (stored === undefined || password.length > 2 * LONGEST_PASSWORD) return false;
    return this.turns.take(() => matchesPassword(password, stored), isKnown);
  }

  /** A text for a name that only this server can make, and only while this password is set; undefined without one. */
  async markFor(name: string): Promise<string | undefined> {
    const stored = await this.stored();
    return stored && derived(stored.hash, `browser ${name}`);
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
}
