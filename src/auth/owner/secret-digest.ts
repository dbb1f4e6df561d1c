import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Bytes of a secret that this server makes; 256 random bits cannot be guessed. */
const SECRET_LENGTH = 32;

/** A new secret, for a cookie or a link. */
export const newSecret = (): string => randomBytes(SECRET_LENGTH).toString('base64url');

/** What is stored in the place of a secret. */
export const digestOf = (secret: string): string => hash('sha256', secret);

/** Compares two texts; the time that it takes reveals nothing about where they differ. */
export const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));

/** A text that only the owner of the secret can make, for one purpose; it does not reveal the secret. */
export const derived = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url');
