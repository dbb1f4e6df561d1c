import * as fc from 'fast-check';
import { createCipheriv, createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { seconds } from '../shared/units.js';
import { InvalidFernetKeyError, InvalidFernetTokenError } from './config.errors.js';
import { Fernet, isFernetKey, newFernetKey } from './fernet.js';

// The specification's own vectors: https://github.com/fernet/spec (generate, verify and invalid .json).
const KEY = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';
const TOKEN =
  'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==';
const MADE_AT = new Date('1985-10-26T01:20:00-07:00');
const READ_AT = new Date('1985-10-26T01:20:01-07:00');
const MINUTE = seconds(60);

const otherKey = Buffer.alloc(32, 7).toString('base64');
const countingBytes = (length: number) => Buffer.from(Array.from({ length }, (_, index) => index));
const later = (from: Date, by: number) => new Date(from.getTime() + by * 1000);

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error instanceof InvalidFernetTokenError ? error.reason : error;
  }
  return 'accepted';
}

/** A token with a valid signature and any content. */
function sealed(signed: Buffer): string {
  const mac = createHmac('sha256', Buffer.from(KEY, 'base64url').subarray(0, 16)).update(signed).digest();
  return Buffer.concat([signed, mac]).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

describe('Fernet', () => {
  const fernet = new Fernet([KEY]);

  it('writes the token of the specification', () => {
    const sealing = { now: MADE_AT, randomBytes: countingBytes };
    expect(fernet.encrypt(Buffer.from('hello'), sealing)).toBe(TOKEN);
  });

  it('reads the token of the specification', () => {
    expect(fernet.decrypt(TOKEN, { now: READ_AT, ttl: MINUTE }).toString()).toBe('hello');
  });

  it("reads what Python's cryptography wrote", () => {
    const python =
      'gAAAAABlU_EAyMnKy8zNzs_Q0dLT1NXW1-5aPSECddkl87TV3Txpa_6Jk-t_eDz2mrMErSwenBi3k_2OUKg6bJ_ecj3qzbWLMKI2vr4x' +
      'j0Im5BoMazVN5L7Vpgu-8wTCuqjlLFmRuA5CcbBPXYq9J3BLkfThCHQWGw==';
    const reader = new Fernet(['QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8=']);
    const message = reader.decrypt(python, { now: new Date('2023-11-15T00:00:00Z') });
    expect(message.toString()).toBe('{"api_key": "sk-anova-from-python-0123456789abcdef"}');
  });

  it.each([
    [
      'an incorrect MAC',
      'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==',
      'unauthentic',
    ],
    ['a token that is too short', 'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==', 'malformed'],
    [
      'invalid base64',
      '%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==',
      'malformed',
    ],
    [
      'a payload that is no multiple of the block size',
      'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm',
      'malformed',
    ],
    [
      'a payload with wrong padding',
      'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==',
      'padding',
    ],
    [
      'a timestamp far in the future',
      'gAAAAAAdwStRAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAnja1xKYyhd-Y6mSkTOyTGJmw2Xc2a6kBd-iX9b_qXQcw==',
      'future',
    ],
    [
      'an IV that makes the padding wrong',
      'gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==',
      'padding',
    ],
    ['characters after the padding', `${TOKEN}trailingdata`, 'malformed'],
    [
      'characters strange to base64',
      '*gAAAAAAdwJ6wAAECAwQFBgcI!CQoLDA0ODy021?cpGVWKZ_eEwC@GM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==',
      'malformed',
    ],
    [
      'characters of the other base64',
      'gAAAAAAdwJ6wAAEC/AwQFBgcICQoLDA0ODy+021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==',
      'malformed',
    ],
  ])("refuses the specification's token with %s", (_, token, reason) => {
    expect(refusal(() => fernet.decrypt(token, { now: READ_AT, ttl: MINUTE }))).toBe(reason);
  });

  it("refuses the specification's expired token, and takes it while it is young enough", () => {
    const token =
      'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==';
    const now = new Date('1985-10-26T01:21:31-07:00');
    expect(refusal(() => fernet.decrypt(token, { now, ttl: MINUTE }))).toBe('expired');
    expect(refusal(() => fernet.decrypt(token, { now: READ_AT, ttl: MINUTE }))).toBe('accepted');
  });

  it('takes a token of any age when no age is asked for', () => {
    expect(refusal(() => fernet.decrypt(TOKEN, { now: later(MADE_AT, 1e9) }))).toBe('accepted');
  });

  it('grants exactly a minute of skew to the future, and exactly the age asked for', () => {
    expect(refusal(() => fernet.decrypt(TOKEN, { now: later(MADE_AT, -60) }))).toBe('accepted');
    expect(refusal(() => fernet.decrypt(TOKEN, { now: later(MADE_AT, -61) }))).toBe('future');
    expect(refusal(() => fernet.decrypt(TOKEN, { now: later(MADE_AT, 60), ttl: MINUTE }))).toBe('accepted');
    expect(refusal(() => fernet.decrypt(TOKEN, { now: later(MADE_AT, 61), ttl: MINUTE }))).toBe('expired');
  });

  it.each([
    ['without its padding', TOKEN.slice(0, -2)],
    ['with a line break', `${TOKEN}\n`],
    ['with a blank inside', `${TOKEN.slice(0, 40)} ${TOKEN.slice(40)}`],
    ['with stray bits in the last character', TOKEN.replace('DA==', 'DB==')],
    ['of nothing', ''],
  ])('refuses a token %s', (_, token) => {
    expect(refusal(() => fernet.decrypt(token, { now: READ_AT }))).toBe('malformed');
  });

  it('refuses another version and a token without ciphertext, even with a valid signature', () => {
    const signed = Buffer.from(TOKEN, 'base64url').subarray(0, -32);
    expect(refusal(() => fernet.decrypt(sealed(signed), { now: READ_AT }))).toBe('accepted');
    expect(refusal(() => fernet.decrypt(sealed(signed.subarray(0, 25)), { now: READ_AT }))).toBe('malformed');
    const other = Buffer.from(signed);
    other[0] = 0x81;
    expect(refusal(() => fernet.decrypt(sealed(other), { now: READ_AT }))).toBe('malformed');
  });

  it('refuses padding that says more than a block', () => {
    const key = Buffer.from(KEY, 'base64url').subarray(16);
    const iv = countingBytes(16);
    const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
    const body = Buffer.concat([cipher.update(Buffer.alloc(16, 17)), cipher.final()]);
    const head = Buffer.from(TOKEN, 'base64url').subarray(0, 9);
    const token = sealed(Buffer.concat([head, iv, body]));
    expect(refusal(() => fernet.decrypt(token, { now: READ_AT }))).toBe('padding');
  });

  it('checks neither time nor padding before the signature is verified', () => {
    const forged = Buffer.from(TOKEN, 'base64url');
    forged[1] = 0xff; // the far future
    forged[30] = forged[30]! ^ 1; // and broken content
    expect(refusal(() => fernet.decrypt(toText(forged), { now: READ_AT }))).toBe('unauthentic');
  });

  it('encrypts with the first of several keys and decrypts with any', () => {
    const both = new Fernet([otherKey, KEY]);
    expect(both.decrypt(TOKEN, { now: READ_AT }).toString()).toBe('hello');
    const token = both.encrypt(Buffer.from('hello'), { now: MADE_AT });
    expect(refusal(() => new Fernet([otherKey]).decrypt(token, { now: MADE_AT }))).toBe('accepted');
    expect(refusal(() => fernet.decrypt(token, { now: MADE_AT }))).toBe('unauthentic');
  });

  it('never writes the same token twice', () => {
    const message = Buffer.from('hello');
    expect(fernet.encrypt(message, { now: MADE_AT })).not.toBe(fernet.encrypt(message, { now: MADE_AT }));
  });

  it('gives back every message', () => {
    const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toText(Buffer.from(bytes)));
    fc.assert(
      fc.property(anyKey, fc.uint8Array({ maxLength: 200 }), (key, message) => {
        const own = new Fernet([key]);
        const token = own.encrypt(message, { now: MADE_AT });
        expect(new Uint8Array(own.decrypt(token, { now: MADE_AT }))).toEqual(message);
      }),
    );
  });

  it('refuses a token with any bit flipped', () => {
    const bytes = Buffer.from(TOKEN, 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = flipped[bit >> 3]! ^ (1 << (bit & 7));
        expect(refusal(() => fernet.decrypt(toText(flipped), { now: READ_AT }))).toMatch(/unauth|malformed/);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a token with any bit of its text flipped', () => {
    fc.assert(
      fc.property(fc.nat(TOKEN.length * 7 - 1), (bit) => {
        const text = Buffer.from(TOKEN);
        const at = Math.floor(bit / 7);
        text[at] = text[at]! ^ (1 << (bit % 7));
        expect(refusal(() => fernet.decrypt(text.toString(), { now: READ_AT }))).not.toBe('accepted');
      }),
      { numRuns: 500 },
    );
  });

  it('never breaks on a strange text', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.uint8Array().map(toText));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(refusal(() => fernet.decrypt(text, { now: READ_AT }))).toBe('malformed');
      }),
    );
  });

  it('needs a key, and every key in its strict form', () => {
    expect(() => new Fernet([])).toThrow(InvalidFernetKeyError);
    expect(() => new Fernet([KEY, 'short'])).toThrow(InvalidFernetKeyError);
  });

  it('shows no key: not in an error, not when it is inspected', () => {
    const almost = KEY.slice(0, -1);
    const shown = [
      inspect(fernet, { depth: 9, showHidden: true }),
      inspect(errorOf(() => new Fernet([almost]))),
    ];
    for (const text of shown) expect(text).not.toContain(KEY.slice(0, 10));
  });
});

describe('isFernetKey', () => {
  it.each([
    ['without padding', KEY.slice(0, -1)],
    ['in the other base64', KEY.replace('_', '/').replace('-', '+')],
    ['with a blank', ` ${KEY}`],
    ['of 31 bytes', toText(Buffer.alloc(31))],
    ['of 33 bytes', toText(Buffer.alloc(33))],
    ['with stray bits in the last character', KEY.replace('4=', '5=')],
    ['that is no text', 5],
  ])('refuses a key %s', (_, key) => {
    expect(isFernetKey(key)).toBe(false);
  });

  it('takes a new key', () => {
    expect(isFernetKey(newFernetKey())).toBe(true);
    expect(newFernetKey()).not.toBe(newFernetKey());
  });
});

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
