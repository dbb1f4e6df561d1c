import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { areUsableKeys, encryptMessage, LARGEST_MESSAGE } from './message-encryption.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

/** The example of RFC 8291, appendix A. */
const EXAMPLE = {
  message: 'When I grow up, I want to be a watermelon',
  browserKey: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  senderKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const KEYS = { p256dh: bytes(EXAMPLE.p256dh), auth: bytes(EXAMPLE.auth) };

describe('A message to a browser', () => {
  it('is encrypted as in the example of RFC 8291', () => {
    const secrets = { senderKey: bytes(EXAMPLE.senderKey), salt: bytes(EXAMPLE.salt) };
    const body = encryptMessage(Buffer.from(EXAMPLE.message), KEYS, secrets);
    expect(body.toString('base64url')).toBe(EXAMPLE.body);
  });

  it('can be read with the keys of the browser, whatever it says', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: LARGEST_MESSAGE }), (content) => {
        const body = encryptMessage(Buffer.from(content), KEYS);
        expect(body.length).toBeLessThanOrEqual(4_096);
        expect(decrypted(body).equals(Buffer.from(content))).toBe(true);
      }),
    );
  });

  it('is encrypted with another key each time', () => {
    const [one, other] = [1, 2].map(() => encryptMessage(Buffer.from('again'), KEYS));
    expect(one?.subarray(0, 86)).not.toEqual(other?.subarray(0, 86));
  });

  it('is refused when it is too large for a push service', () => {
    expect(() => encryptMessage(Buffer.alloc(LARGEST_MESSAGE + 1), KEYS)).toThrow(RangeError);
    expect(encryptMessage(Buffer.alloc(LARGEST_MESSAGE), KEYS)).toHaveLength(4_096);
  });

  it('is refused for keys that are none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ maxLength: 20 }), (p256dh, auth) => {
        const keys = { p256dh: Buffer.from(p256dh), auth: Buffer.from(auth) };
        expect(areUsableKeys(keys)).toBe(false);
        expect(() => encryptMessage(Buffer.from('x'), keys)).toThrow(RangeError);
      }),
    );
    const beside = Buffer.from(KEYS.p256dh);
    beside[64]! ^= 1;
    expect(areUsableKeys({ ...KEYS, p256dh: beside })).toBe(false);
    expect(areUsableKeys({ ...KEYS, auth: KEYS.auth.subarray(1) })).toBe(false);
    expect(areUsableKeys(KEYS)).toBe(true);
  });
});

/** Reads the one record of a message, as the browser of the example does. */
function decrypted(body: Buffer): Buffer {
  const [salt, sender, record] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)];
  const browser = createECDH('prime256v1');
  browser.setPrivateKey(bytes(EXAMPLE.browserKey));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), KEYS.p256dh, sender]);
  const material = Buffer.from(hkdfSync('sha256', browser.computeSecret(sender), KEYS.auth, info, 32));
  const part = (name: string, length: number) =>
    Buffer.from(hkdfSync('sha256', material, salt, `Content-Encoding: ${name}\0`, length));
  const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  expect(padded.at(-1)).toBe(2);
  return padded.subarray(0, -1);
}
