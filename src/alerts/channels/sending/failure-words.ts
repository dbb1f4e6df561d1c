const NO_NAME: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EDNS']);
/** OpenSSL's reasons are many, and each of them means that the certificate was not accepted. */
const OF_TLS = /CERT|SSL|TLS|SIGNATURE|^EPROTO$|ISSUER|ALTNAME/;

/** Why no connection to a host was made, as a sentence. @param code the system's name of the error */
export function unreachableInWords(host: string, code: string): string {
  if (NO_NAME.has(code)) return `${host} cannot be found (${code}).`;
  if (code === 'ECONNREFUSED') return `${host} refuses connections.`;
  if (OF_TLS.test(code)) return `The certificate of ${host} is not accepted (${code}).`;
  return `${host} cannot be reached (${code}).`;
}
