import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { hash, timingSafeEqual } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Environment } from '../config/environment.js';
import { endOf, keysFileIn, readKeys, SETTINGS_KEY, type NamedKey } from '../config/keys-file.js';
import { codeOf, OpenToOthersError, type FileName } from '../config/private-file.js';
import { Clock } from '../shared/clock.js';

const NO_FILE = 'none';
const DIGEST_LENGTH = 32;
/** How long what the file held is believed, in milliseconds. */
const BELIEVED = 1_000;

interface Held {
  readonly name: string;
  readonly digest: Buffer;
  /** From when on it is refused, in milliseconds since 1970. */
  readonly end: number;
}

/**
 * Every key that opens the door: that of the settings, and the named ones of the keys file, which is looked at again
 * while the server runs. Only digests are kept.
 */
@Injectable()
export class ApiKeyStore implements OnModuleInit {
  private readonly log = new Logger('ApiKeyStore');
  private readonly file: FileName;
  private readonly own: Held;
  /** Where the digest of a shown key is laid: to make a buffer for each takes longer than to reckon it. */
  private readonly given = Buffer.alloc(DIGEST_LENGTH);
  private named: readonly Held[] = [];
  private lookedAt = -Infinity;
  private mark: string | undefined = NO_FILE;
  private told: string | undefined;

  constructor(
    { apiKey, configDir }: Environment,
    private readonly clock: Clock,
  ) {
    this.own = { name: SETTINGS_KEY, digest: hash('sha256', apiKey, 'buffer'), end: Infinity };
    this.file = keysFileIn(configDir);
  }

  /** Early, so that whoever starts the server sees at once what is wrong with the file. */
  onModuleInit(): void {
    this.look();
  }

  /** The name of the key that somebody shows; undefined when it is none of ours, or no longer. */
  nameOf(key: string): string | undefined {
    this.look();
    // Digests give both sides one length, which timingSafeEqual wants.
    this.given.write(hash('sha256', key, 'binary'), 'binary');
    const now = this.clock.now().getTime();
    let name: string | undefined;
    // All are compared, whichever it is, so that the time it takes does not tell.
    for (const held of [this.own, ...this.named]) {
      if (timingSafeEqual(this.given, held.digest) && now < held.end) name ??= held.name;
    }
    return name;
  }

  private look(): void {
    const now = this.clock.monotonic();
    if (now - this.lookedAt < BELIEVED) return;
    this.lookedAt = now;
    // Before it is read: a change in between is then seen next time.
    const mark = markOf(this.file);
    if (mark !== this.mark) this.mark = this.read() ? mark : undefined;
  }

  /** Whether what is held is now what is in the file; where it is not, the next look tries again. */
  private read(): boolean {
    try {
      this.named = readKeys(this.file).map(toHeld);
      this.told = undefined;
      this.log.log(`Named keys: ${this.named.length}`);
      return true;
    } catch (error) {
      // Whatever it is, a file that cannot be read closes the door to nobody who has another key.
      this.tell(error as Error);
      return false;
    }
  }

  /** What others could write is not believed at all; what is only broken was once well. */
  private tell(problem: Error): void {
    if (problem instanceof OpenToOthersError) this.named = [];
    if (problem.message === this.told) return;
    this.told = problem.message;
    this.log.error(`Named keys: still ${this.named.length}, because ${problem.message}`);
  }
}

const toHeld = (key: NamedKey): Held => ({
  name: key.name,
  digest: Buffer.from(key.sha256, 'hex'),
  end: endOf(key),
});

/** Changes whenever the file does, by the time of its content, of its mode or by another in its place. */
function markOf({ folder, file }: FileName): string {
  try {
    const stats = statSync(resolve(folder, file), { bigint: true, throwIfNoEntry: false });
    return stats ? [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join() : NO_FILE;
  } catch (error) {
    return codeOf(error);
  }
}
