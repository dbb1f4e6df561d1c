import { randomBytes } from 'node:crypto';
import { WatchedFile } from '../../auth/watched-file.js';
import type { Environment } from '../../config/environment.js';
import { removeLeftLock } from '../../config/keys-lock.js';
import type { FileName } from '../../config/private-file.js';
import type { Clock } from '../../shared/clock.js';
import {
  accountFileIn,
  readAccount,
  rotateToken,
  type CloudVendor,
  type VendorAccount,
} from './account-file.js';

/** The account of a vendor as the server knows it: its file is read again when a command changes it. */
export class StoredAccount {
  private readonly file: FileName;
  private readonly keys: readonly string[];
  private readonly watched: WatchedFile<VendorAccount | undefined>;
  /** Whether a command changed the file, which was noticed when a token was replaced. */
  private isChanged = false;

  constructor(
    { dataDir, encryptionKeys }: Pick<Environment, 'dataDir' | 'encryptionKeys'>,
    vendor: CloudVendor,
    private readonly clock: Clock,
  ) {
    this.file = accountFileIn(dataDir, vendor);
    this.keys = encryptionKeys;
    this.watched = new WatchedFile(this.file, (file) => readAccount(file, this.sealing), undefined);
  }

  private get sealing() {
    return { keys: this.keys, now: this.clock.now(), random: randomBytes };
  }

  /** The account; undefined while the person is not signed in. */
  get account(): VendorAccount | undefined {
    return this.watched.content;
  }

  /** Removes a lock that a process left when it was cut short: for the one server of the folder, when it starts. */
  begin(): void {
    removeLeftLock(this.file);
  }

  /**
   * Reads the file if it has changed.
   * @returns whether a command has changed it
   * @throws CredentialsFileError when it cannot be read
   */
  update(): boolean {
    const hasChanged = this.watched.update() || this.isChanged;
    this.isChanged = false;
    return hasChanged;
  }

  /**
   * Replaces the token by its successor, which is on the disk once this returns.
   * @returns false where the person has signed in anew or out meanwhile
   * @throws CredentialsFileError when the file cannot be written; then the present token stays
   */
  rotate(to: string): boolean {
    const { account } = this;
    if (account === undefined) return false;
    if (account.token === to) return true;
    const isReplaced = rotateToken(this.file, account.token, to, this.sealing);
    this.watched.update();
    this.isChanged ||= this.account?.token !== to;
    return isReplaced;
  }
}
