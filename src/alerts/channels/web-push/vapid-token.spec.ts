import { generateKeyPairSync, verify } from 'node:crypto';
import { contactOf, vapidAuthorization } from './vapid-token.js';

const NOW = Date.UTC(2026, 10, 20, 12);
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEYS = { publicKey: 'BPublic', privateKey };

const read = (part: string | undefined): unknown =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

describe('The identification to a push service', () => {
  const header = vapidAuthorization(
    KEYS,
    'https://push.example:8443/send/abc?x=1',
    'https://coddle.example',
    NOW,
  );
  const token = /^vapid t=([^,]+), k=BPublic$/.exec(header)?.[1] ?? '';
  const [head, claims, signature] = token.split('.');

  it('is for this push service alone, ends within a day and names whom to ask', () => {
    expect(read(head)).toEqual({ typ: 'JWT', alg: 'ES256' });
    expect(read(claims)).toEqual({
      aud: 'https://push.example:8443',
      exp: NOW / 1_000 + 12 * 3_600,
      sub: 'https://coddle.example',
    });
  });

  it('is signed with the private key', () => {
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const bytes = Buffer.from(signature ?? '', 'base64url');
    expect(bytes).toHaveLength(64);
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), key, bytes)).toBe(true);
  });

  it('names no contact where there is none', () => {
    const without = vapidAuthorization(KEYS, 'https://push.example/abc', undefined, NOW);
    expect(read(without.split('.')[1])).not.toHaveProperty('sub');
  });
});

describe('The contact of a server', () => {
  it.each([
    ['https://coddle.example.com/page', 'https://coddle.example.com'],
    ['https://coddle.tailnet.ts.net:8443', 'https://coddle.tailnet.ts.net:8443'],
    ['http://coddle.example.com', undefined],
    ['https://localhost:5000', undefined],
    ['https://coddle', undefined],
    ['https://coddle.local', undefined],
    ['https://coddle.home.arpa', undefined],
    ['https://coddle.localhost', undefined],
    ['https://192.168.1.10', undefined],
    ['https://[fd00::1]', undefined],
    ['null', undefined],
    ['no address', undefined],
    [undefined, undefined],
  ])('at %s is %s', (address, contact) => expect(contactOf(address)).toBe(contact));
});
