/** What a call with a `request_id` was answered, so that its repetition is answered alike. */
export interface StoredAnswer {
  readonly requestId: string;
  /** Tells whether it is the same call that comes again. */
  readonly bodyHash: string;
  /** The cook that the call began, or null. */
  readonly cookId: string | null;
  /** The HTTP status; null while the call is under way, so that a crash does not make it look new. */
  readonly status: number | null;
  /** The body of the answer, or null; it must survive JSON. */
  readonly answer: unknown;
  /** When the call came: wall clock, milliseconds since 1970. */
  readonly at: number;
}

/** The answers to calls that may be repeated. */
export abstract class AnswerStore {
  /** Takes a `request_id` for a call, unless it is taken. @returns the call that has it already, or undefined */
  abstract claim(answer: StoredAnswer): Promise<StoredAnswer | undefined>;
  /** Writes an answer down, in the place of what was known of it. @throws StorageUnavailableError */
  abstract save(answer: StoredAnswer): Promise<void>;
  abstract find(requestId: string): Promise<StoredAnswer | undefined>;
  /** Gives a `request_id` free: nothing was sent, so nothing has to be remembered. */
  abstract forget(requestId: string): Promise<void>;
  /** Deletes the answers to calls that came before `at`. @returns how many */
  abstract forgetBefore(at: number): Promise<number>;
}
