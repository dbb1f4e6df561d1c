/** More than any gateway sends of a thermometer; a larger payload is not read. */
export const LARGEST_PAYLOAD = 64 * 1024;

/** A payload as text; undefined where it is too large or not UTF-8. */
export function payloadText(payload: Uint8Array): string | undefined {
  if (payload.length > LARGEST_PAYLOAD) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch {
    return undefined; // anybody may publish anything
  }
}

/** A payload as JSON; undefined where it is none. */
export function payloadJson(payload: Uint8Array): unknown {
  const text = payloadText(payload);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined; // the same
  }
}
