import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { SessionSecrets } from './owner-sessions.js';

/** Seconds that a browser keeps a cookie: 400 days, the most that browsers allow. The server ends sessions earlier. */
const COOKIE_LIFETIME = 400 * 86_400;
/** Seconds that the sign-in page may be left open. */
const FORM_LIFETIME = 3_600;

const NAMES = {
  read: 'coddle-session',
  change: 'coddle-change',
  form: 'coddle-form',
  known: 'coddle-known',
} as const;
type CookieName = keyof typeof NAMES;

/** Browsers accept a cookie with this prefix only from https and for this one host (RFC 6265bis, section 4.1.3). */
const HOST_ONLY = '__Host-';
const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

type Headed = Pick<IncomingMessage, 'headers' | 'socket'>;

/**
 * Whether the browser reached this server over https. The tunnel ends TLS and says so in a header, which is believed
 * from this machine only.
 */
export function isSecure({ headers, socket }: Headed): boolean {
  if ((socket as Partial<TLSSocket>).encrypted === true) return true;
  if (!LOOPBACK.test(socket.remoteAddress ?? '')) return false;
  return (
    String(headers['x-forwarded-proto'] ?? '')
      .split(',')
      .at(-1)!
      .trim() === 'https'
  );
}

const nameOf = (name: CookieName, isHttps: boolean): string => (isHttps ? HOST_ONLY : '') + NAMES[name];

/** The cookies of a request that this server made. */
export function cookiesOf(request: Headed): Partial<Record<CookieName, string>> {
  const { cookie } = request.headers;
  if (cookie === undefined) return {};
  const isHttps = isSecure(request);
  const given = new Map(cookie.split(';').map(toPair).reverse());
  const found = Object.keys(NAMES).map((name) => [name, given.get(nameOf(name as CookieName, isHttps))]);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as Partial<
    Record<CookieName, string>
  >;
}

const toPair = (text: string): [string, string] => {
  const at = text.indexOf('=');
  return at < 0 ? ['', text] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
};

/**
 * The cookies of a session: one that a link from another site brings along, so that it finds the owner signed in, and
 * one that only this server's own pages send, which every change needs.
 */
export const sessionCookies = (request: Headed, { read, change }: SessionSecrets): readonly string[] => [
  cookie(request, 'read', read, { sameSite: 'Lax', lifetime: COOKIE_LIFETIME }),
  cookie(request, 'change', change, { sameSite: 'Strict', lifetime: COOKIE_LIFETIME }),
  cookie(request, 'form', '', { sameSite: 'Strict', lifetime: 0 }),
];

/** Cookies that remove those of a session. */
export const removedCookies = (request: Headed): readonly string[] => [
  cookie(request, 'read', '', { sameSite: 'Lax', lifetime: 0 }),
  cookie(request, 'change', '', { sameSite: 'Strict', lifetime: 0 }),
];

/** The cookie that ties a form to the browser that it was made for, before there is a session. */
export const formCookie = (request: Headed, secret: string): string =>
  cookie(request, 'form', secret, { sameSite: 'Strict', lifetime: FORM_LIFETIME });

/** The cookie by which a browser is known in which the owner signed in before. It opens nothing, and outlasts a session. */
export const knownCookie = (request: Headed, value: string): string =>
  cookie(request, 'known', value, { sameSite: 'Strict', lifetime: COOKIE_LIFETIME });

interface CookieTerms {
  readonly sameSite: 'Lax' | 'Strict';
  /** In seconds. */
  readonly lifetime: number;
}

function cookie(
  request: Headed,
  name: CookieName,
  value: string,
  { sameSite, lifetime }: CookieTerms,
): string {
  const isHttps = isSecure(request);
  const parts = [
    `${nameOf(name, isHttps)}=${value}`,
    'Path=/',
    `Max-Age=${lifetime}`,
    'HttpOnly',
    `SameSite=${sameSite}`,
  ];
  return [...parts, ...(isHttps ? ['Secure'] : [])].join('; ');
}
