/** The stored response to a request with a `request_id`, with which a repetition of the request is responded to. */
export interface StoredResponse {
  readonly requestId: string;
  /** Identifies the content: a repetition has the same. */
  readonly bodyHash: string;
  /** The cook that the request began, or null. */
  readonly cookId: string | null;
  /** The HTTP status; null while the request is in progress, so that after a crash it does not count as new. */
  readonly status: number | null;
  /** The body of the response, or null; it must survive JSON. */
  readonly body: unknown;
  /** When the request arrived: wall clock, milliseconds since 1970. */
  readonly at: number;
}

/** The store of responses to requests that may be repeated. */
export abstract class ResponseStore {
  /** Claims a `request_id` for a request, unless it is taken. @returns the request that has it already, or undefined */
  abstract claim(response: StoredResponse): Promise<StoredResponse | undefined>;
  /**
   * Saves a response, replacing what was stored for its request. It survives the end of the process at once and a
   * power cut some milliseconds later. @throws StorageUnavailableError
   */
  abstract save(response: StoredResponse): Promise<void>;
  abstract find(requestId: string): Promise<StoredResponse | undefined>;
  /** Releases a `request_id`: nothing was sent, so nothing needs to be remembered. */
  abstract forget(requestId: string): Promise<void>;
  /** Deletes the responses to requests that arrived before `at`. @returns how many */
  abstract forgetBefore(at: number): Promise<number>;
}
