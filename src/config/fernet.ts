import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { seconds, type Seconds } from '../shared/units.js';
import { InvalidFernetKeyError, InvalidFernetTokenError } from './config.errors.js';

// A token is: version (1 byte), timestamp (8), IV (16), ciphertext (whole blocks, at least one), MAC (32).
// Source: https://github.com/fernet/spec/blob/master/Spec.md
const VERSION = 0x80;
const TIMESTAMP_AT = 1;
const IV_AT = 9;
const CIPHERTEXT_AT = 25;
const BLOCK_LENGTH = 16;
const MAC_LENGTH = 32;
const KEY_LENGTH = 32;
const CIPHER = 'aes-128-cbc';
// As in Python's `cryptography`, the other implementation that reads and writes these files.
const MAXIMUM_CLOCK_SKEW = seconds(60);

/** A source of unpredictable bytes, passed in so that tests can choose them. */
export type RandomBytes = (length: number) => Buffer;

/** When a token is made, and where its IV comes from (default: the machine's secure source). */
export interface Sealing {
  readonly now: Date;
  readonly randomBytes?: RandomBytes;
}

/** When a token is read, and how old it may be (default: any age). */
export interface Opening {
  readonly now: Date;
  readonly ttl?: Seconds;
}

interface KeyPair {
  readonly signing: KeyObject;
  readonly encryption: KeyObject;
}

/** Makes a new key for `Fernet`, as text. */
export function newFernetKey(random: RandomBytes = randomBytes): string {
  return toBase64Url(random(KEY_LENGTH));
}

/** Whether a text is a key in its one strict form. */
export function isFernetKey(text: unknown): boolean {
  return typeof text === 'string' && fromBase64Url(text)?.length === KEY_LENGTH;
}

/**
 * Fernet, authenticated encryption with one or several keys: the first encrypts, any decrypts. Written on Node's own
 * cryptography, so that no further package handles the secrets.
 */
export class Fernet {
  private readonly first: KeyPair;
  private readonly pairs: readonly KeyPair[];

  /** @throws InvalidFernetKeyError when there is no key, or one is not in its strict form */
  constructor(keys: readonly string[]) {
    this.pairs = keys.map(keyPair);
    const [first] = this.pairs;
    if (first === undefined) throw new InvalidFernetKeyError();
    this.first = first;
  }

  /** Encrypts a message into a url-safe token that carries the time. */
  encrypt(message: Uint8Array, { now, randomBytes: random = randomBytes }: Sealing): string {
    const { signing, encryption } = this.first;
    const head = Buffer.alloc(IV_AT, VERSION);
    head.writeBigUInt64BE(BigInt(toSeconds(now)), TIMESTAMP_AT);
    const iv = random(BLOCK_LENGTH);
    const cipher = createCipheriv(CIPHER, encryption, iv);
    const signed = Buffer.concat([head, iv, cipher.update(message), cipher.final()]);
    return toBase64Url(Buffer.concat([signed, macOf(signed, signing)]));
  }

  /**
   * Verifies and decrypts a token.
   * @throws InvalidFernetTokenError when its form, signature or time is wrong
   */
  decrypt(token: string, { now, ttl }: Opening): Buffer {
    const bytes = toTokenBytes(token);
    const signed = bytes.subarray(0, -MAC_LENGTH);
    const mac = bytes.subarray(-MAC_LENGTH);
    // The signature is verified first, so that a forger learns nothing from errors about time or padding.
    const pair = this.pairs.find(({ signing }) => timingSafeEqual(macOf(signed, signing), mac));
    if (pair === undefined) throw new InvalidFernetTokenError('unauthentic');
    checkTime(Number(signed.readBigUInt64BE(TIMESTAMP_AT)), toSeconds(now), ttl);
    return decipher(signed, pair.encryption);
  }
}

// Key objects do not show their bytes when someone logs or inspects them.
function keyPair(text: string): KeyPair {
  const bytes = fromBase64Url(text);
  if (bytes?.length !== KEY_LENGTH) throw new InvalidFernetKeyError();
  return {
    signing: createSecretKey(bytes.subarray(0, KEY_LENGTH / 2)),
    encryption: createSecretKey(bytes.subarray(KEY_LENGTH / 2)),
  };
}

function toTokenBytes(token: string): Buffer {
  const bytes = fromBase64Url(token);
  if (bytes === undefined || bytes[0] !== VERSION) throw new InvalidFernetTokenError('malformed');
  const length = bytes.length - CIPHERTEXT_AT - MAC_LENGTH;
  if (length < BLOCK_LENGTH || length % BLOCK_LENGTH !== 0) throw new InvalidFernetTokenError('malformed');
  return bytes;
}

function checkTime(madeAt: number, now: number, ttl: Seconds | undefined): void {
  if (madeAt > now + MAXIMUM_CLOCK_SKEW) throw new InvalidFernetTokenError('future');
  if (ttl !== undefined && madeAt + ttl < now) throw new InvalidFernetTokenError('expired');
}

function decipher(signed: Buffer, key: KeyObject): Buffer {
  const decryption = createDecipheriv(CIPHER, key, signed.subarray(IV_AT, CIPHERTEXT_AT));
  try {
    return Buffer.concat([decryption.update(signed.subarray(CIPHERTEXT_AT)), decryption.final()]);
  } catch (error) {
    throw new InvalidFernetTokenError('padding', { cause: error });
  }
}

const macOf = (signed: Buffer, key: KeyObject): Buffer => createHmac('sha256', key).update(signed).digest();
const toSeconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);
const toBase64Url = (bytes: Buffer): string =>
  bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');

// Node reads base64 leniently; only the one canonical spelling comes back the same when it is written again.
function fromBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return toBase64Url(bytes) === text ? bytes : undefined;
}
