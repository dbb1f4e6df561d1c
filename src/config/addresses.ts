// URL has already brought every spelling of an IPv4 or IPv6 address into this one form.
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const TOPIC_PREFIX = /^[^\s"'\\+#$/]+(?:\/[^\s"'\\+#$/]+)*$/;
const UNPRINTABLE = /[^\x21-\x7e]/;

/** A WebSocket address that may carry a secret: `wss:`, or `ws:` on this machine only. */
export const isSocketAddress = (value: unknown): boolean => isAddress(value, 'wss:', 'ws:');

/** An address clients may use: `https:`, or `http:` on this machine only. */
export const isPublicAddress = (value: unknown): boolean => isAddress(value, 'https:', 'http:');

/**
 * The address of an MQTT broker: `mqtt:` or `mqtts:` with a host, and a port, user and password if it needs them. It is
 * a secret as a whole.
 */
export function isBrokerAddress(value: unknown): boolean {
  if (typeof value !== 'string' || UNPRINTABLE.test(value) || !URL.canParse(value)) return false;
  const { protocol, hostname, pathname, username, password } = new URL(value);
  if (hostname === '' || !['', '/'].includes(pathname) || /[?#]/.test(value)) return false;
  return /^mqtts?:$/.test(protocol) && isEncoded(username) && isEncoded(password);
}

/** Whether a text can begin topics of MQTT: levels between slashes, without wildcards. */
export const isTopicPrefix = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 64 && !UNPRINTABLE.test(value) && TOPIC_PREFIX.test(value);

/** Whether a part of an address can be decoded. */
function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false; // a percent sign that should have been written as %25
  }
}

/** Whether an address leads to this machine. */
export const isLoopbackAddress = (address: string): boolean => LOOPBACK.test(new URL(address).hostname);

// Credentials and queries are refused because addresses, unlike keys, are shown and logged.
function isAddress(value: unknown, secure: string, plain: string): boolean {
  if (typeof value !== 'string' || UNPRINTABLE.test(value) || !URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  if (username !== '' || password !== '' || /[?#]/.test(value)) return false;
  return protocol === secure || (protocol === plain && LOOPBACK.test(hostname));
}
