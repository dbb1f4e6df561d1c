/** The longest message on the socket, in bytes: one line of JSON in each direction. */
export const LONGEST_MESSAGE = 4096;

/** A request of the owner's program. */
export interface OwnerRequest {
  /** Name of a command of the server. */
  readonly command: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** The server's response: the result of the command, or the reason why it did nothing. */
export type OwnerResponse =
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly message: string };

/** Parses a request; undefined when it is malformed. */
export function parseOwnerRequest(text: string): OwnerRequest | undefined {
  const value = parsed(text);
  if (!isRecord(value) || typeof value['command'] !== 'string' || !isRecord(value['arguments']))
    return undefined;
  return { command: value['command'], arguments: value['arguments'] };
}

/** Parses a response; undefined when it is malformed. */
export function parseOwnerResponse(text: string): OwnerResponse | undefined {
  const value = parsed(text);
  if (!isRecord(value)) return undefined;
  if (value['ok'] === true) return { ok: true, result: value['result'] };
  return typeof value['message'] === 'string' ? { ok: false, message: value['message'] } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
