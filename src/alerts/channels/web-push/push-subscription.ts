import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { isPublicAddress } from '../../../shared/public-address.js';
import { asText, type ReadJson } from '../../../shared/json-reader.js';
import { areUsableKeys, type SubscriptionKeys } from './message-encryption.js';

/** A browser that receives messages. */
export interface PushSubscription {
  /** Made of its address, so that the page of the browser knows it too. */
  readonly id: string;
  /** Where its push service takes messages; a secret, since whoever knows it can send there. */
  readonly endpoint: string;
  readonly keys: SubscriptionKeys;
  /** The browser and its system in words. */
  readonly device: string;
  /** Where the page was opened, for the push service to ask; null for an address that only this network knows. */
  readonly contact: string | null;
  /** In milliseconds since 1970. */
  readonly subscribedAt: number;
}

/** Longer than those of Google, Mozilla, Apple and Microsoft, in characters. */
const LONGEST_ENDPOINT = 1_024;
/** Digits of the digest: 80 bits tell the few subscriptions apart. */
const ID_LENGTH = 20;

/** The id of the subscription with an address. */
export const subscriptionId = (endpoint: string): string =>
  createHash('sha256').update(endpoint).digest('hex').slice(0, ID_LENGTH);

/** The push service of a subscription, as people may see it. */
export const serviceOf = ({ endpoint }: Pick<PushSubscription, 'endpoint'>): string => new URL(endpoint).host;

/**
 * What is wrong with the address of a push service, as the end of a sentence; undefined for one that may be used. Names
 * are looked up when a message is sent.
 * @param allowPrivate whether it may lie in the own network; then it need not be https
 */
export function endpointFault(endpoint: string, allowPrivate: boolean): string | undefined {
  if (endpoint.length > LONGEST_ENDPOINT || /[^\x21-\x7e]/.test(endpoint) || !URL.canParse(endpoint))
    return `must be an address of at most ${LONGEST_ENDPOINT} characters`;
  const { protocol, hostname, username, password } = new URL(endpoint);
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:')) return 'must be an https: address';
  if (username !== '' || password !== '') return 'must hold no user name';
  const host = hostname.replace(/^\[|\]$/g, '');
  const isInside = isIP(host) === 0 ? /^(?:.*\.)?localhost\.?$/.test(host) : !isPublicAddress(host);
  return isInside && !allowPrivate ? 'must be on the public internet' : undefined;
}

/** The keys in base64url or base64, as browsers give them; undefined for none that can be used. */
export function keysIn(p256dh: string, auth: string): SubscriptionKeys | undefined {
  const keys = { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') };
  return areUsableKeys(keys) ? keys : undefined;
}

const VERSION = 1;

/** A subscription as it is stored. */
export const toStored = ({ endpoint, keys, device, contact, subscribedAt }: PushSubscription): object => ({
  version: VERSION,
  endpoint,
  p256dh: keys.p256dh.toString('base64url'),
  auth: keys.auth.toString('base64url'),
  device,
  contact,
  subscribedAt,
});

/** Reads what `toStored` made. */
export const asStored: ReadJson<PushSubscription> = (stored) => {
  const endpoint = stored.field('endpoint').text();
  return {
    id: subscriptionId(endpoint),
    endpoint,
    keys: {
      p256dh: Buffer.from(stored.field('p256dh').text(), 'base64url'),
      auth: Buffer.from(stored.field('auth').text(), 'base64url'),
    },
    device: stored.field('device').text(),
    contact: stored.field('contact').orNull(asText),
    subscribedAt: stored.field('subscribedAt').number(),
  };
};
