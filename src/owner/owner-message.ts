/** The longest request on the socket and the longest response, in bytes: one line of JSON in each direction. */
export const LONGEST_MESSAGE = 4096;
export const LONGEST_RESPONSE = 64 * 1024;

/** A request of the owner's program. */
export interface OwnerRequest {
  /** Name of a command of the server. */
  readonly command: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The owner's password, for commands that need it. */
  readonly password?: string;
}

/** Why a password kept a command from running: none came, a wrong one came, or none is set. */
export type PasswordProblem = 'needed' | 'wrong' | 'unset';
const PASSWORD_PROBLEMS: readonly unknown[] = ['needed', 'wrong', 'unset'] satisfies PasswordProblem[];

/** The server's response: the result of the command, or the reason why it did nothing. */
export type OwnerResponse = { readonly ok: true; readonly result: unknown } | OwnerRefusal;

/** The response to a command that was not carried out. */
export interface OwnerRefusal {
  readonly ok: false;
  readonly message: string;
  readonly password?: PasswordProblem;
}

/** Parses a request; undefined when it is malformed. */
export function parseOwnerRequest(text: string): OwnerRequest | undefined {
  const value = parsed(text);
  if (!isRecord(value)) return undefined;
  const { command, arguments: args, password } = value;
  if (typeof command !== 'string' || !isRecord(args)) return undefined;
  return { command, arguments: args, ...(typeof password === 'string' && { password }) };
}

/** Parses a response; undefined when it is malformed. */
export function parseOwnerResponse(text: string): OwnerResponse | undefined {
  const value = parsed(text);
  if (!isRecord(value)) return undefined;
  if (value['ok'] === true) return { ok: true, result: value['result'] };
  const { message, password } = value;
  if (typeof message !== 'string') return undefined;
  return { ok: false, message, ...(isPasswordProblem(password) && { password }) };
}

const isPasswordProblem = (value: unknown): value is PasswordProblem => PASSWORD_PROBLEMS.includes(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
