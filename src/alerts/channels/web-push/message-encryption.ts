import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a browser gives with its subscription, to encrypt messages for it. */
export interface SubscriptionKeys {
  /** Its public key: an uncompressed point on P-256, 65 bytes. */
  readonly p256dh: Buffer;
  /** The secret that proves who encrypted, 16 bytes. */
  readonly auth: Buffer;
}

/** What is random in an encrypted message. */
export interface MessageSecrets {
  /** The private key that is used for this message only, 32 bytes. */
  readonly senderKey: Buffer;
  /** 16 bytes. */
  readonly salt: Buffer;
}

/** The name that Node gives to P-256. */
const CURVE = 'prime256v1';
const POINT_LENGTH = 65;
const AUTH_LENGTH = 16;
const SALT_LENGTH = 16;
const TAG_LENGTH = 16;
/** RFC 8291, section 4: one record, and push services need not take more than this many bytes in all. */
const RECORD_SIZE = 4_096;
const HEADER_LENGTH = SALT_LENGTH + 4 + 1 + POINT_LENGTH;
/** RFC 8188, section 2: the delimiter of the last record. */
const LAST_RECORD = Buffer.of(2);

/** The most bytes that a message may have before it is encrypted. */
export const LARGEST_MESSAGE = RECORD_SIZE - HEADER_LENGTH - LAST_RECORD.length - TAG_LENGTH;

/**
 * Encrypts a message for a browser, as RFC 8291 says: the push service carries it and cannot read it.
 * @throws RangeError when the message is too large or a key has no valid form
 */
export function encryptMessage(
  message: Buffer,
  { p256dh, auth }: SubscriptionKeys,
  { senderKey, salt }: MessageSecrets = newSecrets(),
): Buffer {
  if (message.length > LARGEST_MESSAGE) throw new RangeError(`more than ${LARGEST_MESSAGE} bytes`);
  if (!areUsableKeys({ p256dh, auth })) throw new RangeError('keys that cannot be used');
  const sender = createECDH(CURVE);
  sender.setPrivateKey(senderKey);
  const publicKey = sender.getPublicKey();
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, publicKey]);
  const keyMaterial = derive(auth, sender.computeSecret(p256dh), keyInfo, 32);
  const key = derive(salt, keyMaterial, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(salt, keyMaterial, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const record = [cipher.update(message), cipher.update(LAST_RECORD), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([salt, recordSize(), Buffer.of(publicKey.length), publicKey, ...record]);
}

/** Whether messages can be encrypted with keys: of the right lengths, and the point lies on the curve. */
export function areUsableKeys({ p256dh, auth }: SubscriptionKeys): boolean {
  if (p256dh.length !== POINT_LENGTH || p256dh[0] !== 4 || auth.length !== AUTH_LENGTH) return false;
  const any = createECDH(CURVE);
  any.setPrivateKey(Buffer.alloc(32, 1));
  try {
    return any.computeSecret(p256dh).length > 0;
  } catch {
    return false; // not on the curve
  }
}

function newSecrets(): MessageSecrets {
  const sender = createECDH(CURVE);
  sender.generateKeys();
  // Node leaves out leading zeros.
  const senderKey = Buffer.from(sender.getPrivateKey('hex').padStart(64, '0'), 'hex');
  return { senderKey, salt: randomBytes(SALT_LENGTH) };
}

const derive = (salt: Buffer, secret: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

function recordSize(): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_SIZE);
  return size;
}
