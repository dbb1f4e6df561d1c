import type { WrittenObject } from '../../../shared/written-object.js';

const MOST_HEADERS = 20;
/** Source: RFC 9110, 5.1 (a token) and 5.5 (visible characters and blanks between them). */
const NAME = /^[!#$%&'*+.^`|~\w-]{1,100}$/;
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]{0,2000}[\x21-\x7e])?$/;
/** What the connection itself decides. */
const OWN: ReadonlySet<string> = new Set([
  ...['host', 'content-length', 'transfer-encoding', 'connection', 'expect', 'upgrade'],
]);

/** Reads `headers`: names and values that are sent with each message. */
export function headersIn(object: WrittenObject): Readonly<Record<string, string>> {
  const headers = object.entries('headers') ?? [];
  if (headers.length > MOST_HEADERS) object.wrong('headers', `must have at most ${MOST_HEADERS} headers`);
  const taken = headers.flatMap(([name, value, path]) => {
    const fault = faultOf(name, value);
    if (fault !== undefined) object.wrongAt(path, fault);
    return fault === undefined ? [[name.toLowerCase(), value as string] as const] : [];
  });
  return Object.fromEntries(taken);
}

function faultOf(name: string, value: unknown): string | undefined {
  if (!NAME.test(name)) return 'is not the name of a header';
  if (OWN.has(name.toLowerCase())) return 'is a header that the connection sets itself';
  return typeof value === 'string' && VALUE.test(value)
    ? undefined
    : 'must be a text of printable characters';
}
