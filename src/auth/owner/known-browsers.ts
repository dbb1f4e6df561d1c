import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { IncomingMessage } from 'node:http';
import { clientAddress } from '../rate-limit.guard.js';
import { OwnerPassword } from './owner-password.js';
import { isSame, newSecret } from './secret-digest.js';
import { cookiesOf, knownCookie } from './session-cookies.js';

/** The most addresses that are remembered. */
const MOST_ADDRESSES = 100;

/** Who tries a password. */
export interface Visitor {
  /** What its attempts are counted by. */
  readonly id: string;
  /** Whether the owner signed in from there before. */
  readonly isKnown: boolean;
}

/**
 * Knows the browsers and the addresses from which the owner signed in before: their attempts go first, and those of a
 * browser are counted by themselves, so that whoever shares its address cannot slow it down. The cookie opens nothing,
 * and another password ends it.
 */
@Injectable()
export class KnownBrowsers {
  private readonly addresses = new LRUCache<string, true>({ max: MOST_ADDRESSES });

  constructor(private readonly password: OwnerPassword) {}

  async visitorOf(request: IncomingMessage): Promise<Visitor> {
    const browser = await this.browserOf(request);
    if (browser !== undefined) return { id: `browser ${browser}`, isKnown: true };
    const address = clientAddress(request);
    return { id: address, isKnown: this.addresses.has(address) };
  }

  /** Remembers who has signed in. @returns the cookies by which its browser is known from then on */
  async remember(request: IncomingMessage): Promise<readonly string[]> {
    this.addresses.set(clientAddress(request), true);
    const name = newSecret();
    const mark = await this.password.markFor(name);
    return mark === undefined ? [] : [knownCookie(request, `${name}.${mark}`)];
  }

  private async browserOf(request: IncomingMessage): Promise<string | undefined> {
    const [name, mark] = (cookiesOf(request).known ?? '').split('.');
    if (name === undefined || mark === undefined) return undefined;
    const expected = await this.password.markFor(name);
    return expected !== undefined && isSame(mark, expected) ? name : undefined;
  }
}
