import { Injectable } from '@nestjs/common';
import { OwnerSecrets } from './owner-secrets.js';
import { asStoredPassword, hashPassword, matchesPassword } from './password-hash.js';

const NAME = 'password';
/** Characters of a password. The least is that of the contract; the most keeps a form within the limit of bodies. */
export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 512;

/** What is wrong with a new password, as a sentence; undefined when nothing is. */
export function passwordProblem(password: string): string | undefined {
  const { length } = Array.from(password);
  if (length < SHORTEST_PASSWORD)
    return `A password has at least ${SHORTEST_PASSWORD} characters; four words are easy to remember.`;
  return length > LONGEST_PASSWORD ? `A password has at most ${LONGEST_PASSWORD} characters.` : undefined;
}

/** The password of the owner. It is stored as a hash of scrypt, which a thief of the database has to guess at. */
@Injectable()
export class OwnerPassword {
  /** Settled when no password is being hashed: each takes 16 MiB, so that they are hashed one after the other. */
  private idle: Promise<unknown> = Promise.resolve();

  constructor(private readonly secrets: OwnerSecrets) {}

  /** @throws StorageUnavailableError */
  async isSet(): Promise<boolean> {
    return (await this.secrets.find(NAME, asStoredPassword)) !== undefined;
  }

  /**
   * Sets it, in the place of an earlier one.
   * @throws RangeError when it is too short or too long; `passwordProblem` says which
   */
  async set(password: string): Promise<void> {
    const problem = passwordProblem(password);
    if (problem !== undefined) throw new RangeError(problem);
    const stored = await this.inTurn(() => hashPassword(password));
    await this.secrets.put(NAME, stored);
  }

  /** Whether this is the password; false when none is set. */
  async matches(password: string): Promise<boolean> {
    const stored = await this.secrets.find(NAME, asStoredPassword);
    // No real password is longer, and hashing a text takes longer the longer it is.
    if (stored === undefined || password.length > 2 * LONGEST_PASSWORD) return false;
    return this.inTurn(() => matchesPassword(password, stored));
  }

  /** Forgets it: then only a login link or another `set` helps. */
  remove(): Promise<void> {
    return this.secrets.remove(NAME);
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.idle.then(work);
    this.idle = result.catch(() => undefined);
    return result;
  }
}
