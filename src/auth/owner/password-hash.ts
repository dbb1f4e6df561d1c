import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { asNumber, asText, type ReadJson } from '../../shared/json-reader.js';

/** The cost of scrypt: memory is 128 · N · r bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/**
 * Source: OWASP Password Storage Cheat Sheet, the setting with 16 MiB: a Raspberry Pi with 512 MB has no more to
 * spare, and a second of its time is enough.
 */
export const SCRYPT_COST: ScryptCost = { N: 2 ** 14, r: 8, p: 5 };
/** Injects the cost at which a password is hashed. */
export const PASSWORD_COST = Symbol('ScryptCost');
const SALT_LENGTH = 16;
const HASH_LENGTH = 32;
/** The most memory that stored parameters may ask for, in bytes. */
const MOST_MEMORY = 64 * 1024 * 1024;

/** A password as it is stored, with everything that checking it needs. */
export interface StoredPassword extends ScryptCost {
  readonly version: 1;
  readonly scheme: 'scrypt';
  /** In base64. */
  readonly salt: string;
  /** In base64. */
  readonly hash: string;
  /** When it was set, in milliseconds since 1970. */
  readonly setAt: number;
}

/** Reads what `hashPassword` made. */
export const asStoredPassword: ReadJson<StoredPassword> = (value) => {
  if (value.field('version').number() !== 1) throw new TypeError('a password of another version');
  return {
    version: 1,
    scheme: value.field('scheme').oneOf(['scrypt']),
    N: value.field('N').number(),
    r: value.field('r').number(),
    p: value.field('p').number(),
    salt: asText(value.field('salt')),
    hash: asText(value.field('hash')),
    setAt: asNumber(value.field('setAt')),
  };
};

/** A password, ready to be stored. */
export async function hashPassword(password: string, now: Date, cost: ScryptCost): Promise<StoredPassword> {
  const salt = randomBytes(SALT_LENGTH);
  const hash = await run(password, salt, cost);
  return {
    version: 1,
    scheme: 'scrypt',
    ...cost,
    salt: salt.toString('base64'),
    hash: hash.toString('base64'),
    setAt: now.getTime(),
  };
}

/** Whether this is the stored password. It takes as long for any other one. */
export async function matchesPassword(password: string, stored: StoredPassword): Promise<boolean> {
  const expected = Buffer.from(stored.hash, 'base64');
  const given = await run(password, Buffer.from(stored.salt, 'base64'), stored);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Keyboards spell one character in different ways: NIST SP 800-63B, section 5.1.1.2, asks for one form of it. */
const normalised = (password: string): string => password.normalize('NFKC');

function run(password: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: MOST_MEMORY };
  return new Promise((resolve, reject) => {
    scrypt(normalised(password), salt, HASH_LENGTH, options, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}
