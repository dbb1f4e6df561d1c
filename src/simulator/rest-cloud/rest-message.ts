import type { IncomingHttpHeaders } from 'node:http';

/** A request as the cloud got it. It may hold a password or a token: compare it in a test, print it nowhere. */
export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The JSON of its body; undefined without one. */
  readonly body: unknown;
}

/** What the cloud sends back. */
export interface RestResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; text is sent as it is. */
  readonly body: unknown;
}
