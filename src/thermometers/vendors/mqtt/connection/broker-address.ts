/** A broker, as `MQTT_URL` names it. */
export interface BrokerAddress {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** Secrets: neither is ever logged or shown. */
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/** The ports that are registered for MQTT. */
const PORT = 1883;
const SECURE_PORT = 8883;

/** Reads an address that the settings have accepted. */
export function brokerAddress(text: string): BrokerAddress {
  const url = new URL(text);
  const secure = url.protocol === 'mqtts:';
  return {
    secure,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? SECURE_PORT : PORT) : Number(url.port),
    username: decoded(url.username),
    password: decoded(url.password),
  };
}

/** The address without what opens it, for the log and for people. */
export const shownAddress = ({ secure, host, port }: BrokerAddress): string =>
  `${secure ? 'mqtts' : 'mqtt'}://${host.includes(':') ? `[${host}]` : host}:${port}`;

const decoded = (text: string): string | undefined => (text === '' ? undefined : decodeURIComponent(text));
