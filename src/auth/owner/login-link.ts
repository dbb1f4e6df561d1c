import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { asNumber, asText, type ReadJson } from '../../shared/json-reader.js';
import { type Minutes, minutes } from '../../shared/units.js';
import { OwnerSecrets } from './owner-secrets.js';
import { digestOf, isSame, newSecret } from './secret-digest.js';

const NAME = 'login link';
/** How long a link works. Source: the contract. */
export const LINK_LIFETIME = minutes(10);

/** The path of a login link, with its secret as the last part. */
export const LINK_PATH = '/owner/link';

interface StoredLink {
  readonly version: 1;
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly expiresAt: number;
}

const asStoredLink: ReadJson<StoredLink> = (value) => {
  if (value.field('version').number() !== 1) throw new TypeError('a link of another version');
  return {
    version: 1,
    digest: asText(value.field('digest')),
    madeAt: asNumber(value.field('madeAt')),
    expiresAt: asNumber(value.field('expiresAt')),
  };
};

/** The link with which the owner signs in without a password: there is one at most, it works once and for minutes. */
@Injectable()
export class LoginLink {
  constructor(
    private readonly secrets: OwnerSecrets,
    private readonly clock: Clock,
  ) {}

  /** Makes a link in the place of an earlier one. @returns its path, the only place where its secret is */
  async make(lifetime: Minutes = LINK_LIFETIME): Promise<string> {
    const secret = newSecret();
    const madeAt = this.clock.now().getTime();
    const link: StoredLink = {
      version: 1,
      digest: digestOf(secret),
      madeAt,
      expiresAt: madeAt + lifetime * 60_000,
    };
    await this.secrets.put(NAME, link);
    return `${LINK_PATH}/${secret}`;
  }

  /** Whether it can be used; this does not use it up. */
  async isUsable(secret: string): Promise<boolean> {
    const link = await this.secrets.find(NAME, asStoredLink);
    return link !== undefined && this.accepts(link, secret);
  }

  /** Uses it up. @returns false when it was used, has expired, or never was */
  use(secret: string): Promise<boolean> {
    return this.secrets.take(NAME, asStoredLink, (link) => this.accepts(link, secret));
  }

  /** A clock that was set back makes no link live longer. */
  private accepts({ digest, madeAt, expiresAt }: StoredLink, secret: string): boolean {
    const now = this.clock.now().getTime();
    return isSame(digestOf(secret), digest) && madeAt <= now && now < expiresAt;
  }
}
