/** One request as it is sent. */
export interface TransportRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Ends the request and its response. */
  readonly signal: AbortSignal;
}

/** The beginning of a response; its body is read or discarded. */
export interface TransportResponse {
  readonly status: number;
  /** The value of a header by its name in lower case; null where there is none. */
  header(name: string): string | null;
  /** Leaving it early ends the connection. */
  readonly body: AsyncIterable<Uint8Array>;
  discard(): void;
}

/** What carries requests to a cloud. */
export interface Transport {
  /** @throws Node's error where no response comes */
  send(request: TransportRequest): Promise<TransportResponse>;
}
