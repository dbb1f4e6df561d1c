/** How a connection to the broker ended. */
export interface BrokerEnd {
  /** Credentials refused; the protocol's version refused; never connected; ended later; pushed out by another client. */
  readonly how: 'refused' | 'version' | 'failed' | 'closed' | 'displaced';
  /** For the log: never the words of the library, which can hold the address. */
  readonly why: string;
  /** Whether a broker ends like this that does not know the version. */
  readonly mayBeVersion: boolean;
}

/** Refusals of credentials: 4 and 5 in MQTT 3.1.1, the others in MQTT 5. */
const CREDENTIALS = new Set([4, 5, 0x86, 0x87, 0x8c]);
/** Refusals of the version: 1 in MQTT 3.1.1, 0x84 in MQTT 5. */
const VERSIONS = new Set([1, 0x84]);

/** The end that an error of the library means. @param wasOpen whether the broker had accepted the connection */
export function endOfError(error: Error, wasOpen: boolean): BrokerEnd {
  const { code } = error as { code?: unknown };
  if (typeof code === 'number' && !wasOpen) {
    const how = CREDENTIALS.has(code) ? 'refused' : VERSIONS.has(code) ? 'version' : 'failed';
    return { how, why: `reason code ${code}`, mayBeVersion: false };
  }
  const isName = typeof code === 'string' && /^[A-Z0-9_]{3,60}$/.test(code);
  return {
    how: wasOpen ? 'closed' : 'failed',
    why: isName ? code : 'what came is not MQTT, or nothing came',
    // The names are those of sockets, which know nothing of versions.
    mayBeVersion: !isName,
  };
}
