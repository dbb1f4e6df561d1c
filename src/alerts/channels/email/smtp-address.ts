/** A mail server, as ALERT_SMTP_URL names it. */
export interface SmtpAddress {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on: `smtps:`. */
  readonly isSecure: boolean;
  /** Secrets; null where the server asks for none. */
  readonly login: { readonly user: string; readonly password: string } | null;
  /** The sender that the address names; null for none. */
  readonly from: string | null;
  /** Whether it is this machine itself, where nothing can listen in. */
  readonly isLoopback: boolean;
}

/** Submission with STARTTLS, and with TLS from the start. Source: RFC 6409, 3.1 and RFC 8314, 7.3. */
const PORT = 587;
const SECURE_PORT = 465;
// `URL` leaves the host of such an address as it was written, so that another spelling counts as another machine.
const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/i;

/** Reads an address that the settings have accepted. */
export function smtpAddress(text: string): SmtpAddress {
  const url = new URL(text);
  const isSecure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  return {
    host,
    port: url.port === '' ? (isSecure ? SECURE_PORT : PORT) : Number(url.port),
    isSecure,
    login: user === '' ? null : { user, password },
    from: url.searchParams.get('from'),
    isLoopback: LOOPBACK.test(host),
  };
}
