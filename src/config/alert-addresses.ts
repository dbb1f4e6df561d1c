const PRINTABLE = /^[\x21-\x7e]+$/;
/** Source: https://docs.ntfy.sh/publish/#picking-a-topic (letters, digits, underscores and dashes, at most 64). */
const TOPIC_OF_NTFY = /\/[\w-]{1,64}$/;
/** A local part and a domain of printable ASCII, without what has a meaning in a header. RFC 5321, 4.5.3.1: 254 in all. */
const EMAIL = /^(?=.{3,254}$)[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]+$/;
/** A topic that can be published at: no wildcard, and none of the broker's own. MQTT 5.0, 4.7. */
const TOPIC_OF_MQTT = /^(?!\$)[^#+\0-\x20\x7f]{1,200}$/;

/** The address of a topic at ntfy: `https:` or `http:`, and a user, a password or a token if it needs one. */
export function isNtfyAddress(value: unknown): boolean {
  const url = addressOf(value, /^https?:$/);
  return url !== undefined && url.search === '' && TOPIC_OF_NTFY.test(url.pathname);
}

/** Where alerts can be posted to. */
export const isWebhookAddress = (value: unknown): boolean => addressOf(value, /^https?:$/) !== undefined;

/**
 * The address of a mail server: `smtps:` or `smtp:` with a host, and a port, user and password if it needs them. `from`
 * in the query is the sender.
 */
export function isSmtpAddress(value: unknown): boolean {
  const url = addressOf(value, /^smtps?:$/);
  if (url === undefined || !['', '/'].includes(url.pathname)) return false;
  const from = url.searchParams.get('from');
  const isKnown = [...url.searchParams.keys()].every((name) => name === 'from');
  return isKnown && (from === null || isEmailAddress(from));
}

/** An e-mail address without a name. */
export const isEmailAddress = (value: unknown): boolean =>
  typeof value === 'string' && PRINTABLE.test(value) && EMAIL.test(value);

/** Whether alerts go to the broker of MQTT_URL, the topic there, or a broker of their own with the topic. */
export function isAlertTopic(value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  if (typeof value !== 'string') return false;
  if (!value.includes('://')) return isTopicToPublishAt(value);
  const url = addressOf(value, /^mqtts?:$/);
  if (url === undefined || url.search !== '') return false;
  return ['', '/'].includes(url.pathname) || isTopicToPublishAt(decodeURIComponent(url.pathname.slice(1)));
}

/** A topic at which a message can be published. */
export const isTopicToPublishAt = (value: unknown): boolean =>
  typeof value === 'string' && TOPIC_OF_MQTT.test(value);

/** An address with a host, whose user and password can be decoded, and no fragment. */
function addressOf(value: unknown, scheme: RegExp): URL | undefined {
  if (typeof value !== 'string' || !PRINTABLE.test(value) || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (!scheme.test(url.protocol) || url.hostname === '' || value.includes('#')) return undefined;
  return [url.username, url.password, url.pathname].every(isDecodable) ? url : undefined;
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false; // a percent sign that should have been written as %25
  }
}
