import { sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/** The keys with which this server identifies itself to push services, as RFC 8292 says. */
export interface VapidKeys {
  /** The uncompressed point on P-256 in base64url: a browser ties its subscription to it. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** How long a token counts, in seconds: at most a day (RFC 8292, section 2); half of it leaves room for a wrong clock. */
const LIFE_SECONDS = 12 * 3_600;

/**
 * The header `Authorization` of a message to a push service.
 * @param endpoint the address of the subscription
 * @param contact an https: address of whoever runs the server; undefined leaves it out
 * @param now in milliseconds since 1970
 */
export function vapidAuthorization(
  { publicKey, privateKey }: VapidKeys,
  endpoint: string,
  contact: string | undefined,
  now: number,
): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now / 1_000) + LIFE_SECONDS,
    ...(contact !== undefined && { sub: contact }),
  };
  const signed = `${toPart({ typ: 'JWT', alg: 'ES256' })}.${toPart(claims)}`;
  // RFC 7518, section 3.4: the two numbers of the signature one after the other.
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${publicKey}`;
}

const toPart = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');

/** Names that only the own network knows: Apple refuses a token with such a contact (README of web-push-libs/web-push). */
const LOCAL_NAME = /^[^.]*$|\.(?:local|localhost|internal|lan|home|invalid|test|home\.arpa)\.?$/;

/** The contact that an address of this server makes; undefined for one that push services refuse. */
export function contactOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, hostname, origin } = new URL(address);
  const isOutside = protocol === 'https:' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
  return isOutside && !LOCAL_NAME.test(hostname) ? origin : undefined;
}
