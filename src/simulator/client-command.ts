/** A message that a client sent, as far as it could be read. */
export interface ClientCommand {
  /** Empty when the frame was no envelope. */
  readonly command: string;
  readonly requestId: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The frame as it came. */
  readonly raw: string;
}

/** Reads a frame; what cannot be read has an empty `command`. Never throws. */
export function readCommand(raw: string): ClientCommand {
  const { command, requestId, payload } = fieldsOf(parse(raw));
  return {
    command: typeof command === 'string' ? command : '',
    requestId: typeof requestId === 'string' ? requestId : undefined,
    payload: fieldsOf(payload),
    raw,
  };
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined; // the cloud complains of it
  }
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
