import { createDecipheriv, createHmac, type ECDH } from 'node:crypto';

const KEY_NAME = 'Content-Encoding: aes128gcm\0';
const NONCE_NAME = 'Content-Encoding: nonce\0';

/**
 * Decrypts what a push service delivers, as a browser does (RFC 8291, section 3.4), with the two steps of HKDF written
 * out.
 * @throws Error when it was not encrypted for these keys
 */
export function decryptPush(body: Buffer, browser: ECDH, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const keyLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  if (record.length > recordSize) throw new Error('more than one record');
  const shared = hmac(auth, browser.computeSecret(sender));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const pseudorandom = hmac(salt, expand(shared, info));
  const key = expand(pseudorandom, Buffer.from(KEY_NAME)).subarray(0, 16);
  const nonce = expand(pseudorandom, Buffer.from(NONCE_NAME)).subarray(0, 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(record.length - 16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, record.length - 16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end === -1 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('no last record');
  return padded.subarray(0, end);
}

const hmac = (key: Buffer, data: Buffer): Buffer => createHmac('sha256', key).update(data).digest();
/** The first block, which is all that is needed. */
const expand = (key: Buffer, info: Buffer): Buffer => hmac(key, Buffer.concat([info, Buffer.of(1)]));
