/** A JSON object as it came. */
export type Json = Record<string, unknown>;

/** What a client gets. */
export interface ApiResponse<Body = Json> {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON; an empty object where the response is no JSON. */
  readonly body: Body;
  readonly text: string;
}

/** Headers to add, or with undefined to leave out. */
export type Overrides = Readonly<Record<string, string | undefined>>;

/** A client with the right key. */
export class Api {
  constructor(
    readonly url: string,
    private readonly key: string,
  ) {}

  get<Body = Json>(path: string, headers: Overrides = {}): Promise<ApiResponse<Body>> {
    return this.send('GET', path, undefined, headers);
  }

  /** @param body sent as JSON; a string is sent as it is; undefined sends none */
  post<Body = Json>(path: string, body?: unknown, headers: Overrides = {}): Promise<ApiResponse<Body>> {
    return this.send('POST', path, body, headers);
  }

  async send<Body = Json>(
    method: string,
    path: string,
    body?: unknown,
    overrides: Overrides = {},
  ): Promise<ApiResponse<Body>> {
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const headers = this.headers(text !== undefined, overrides);
    const response = await fetch(this.url + path, { method, headers, body: text ?? null });
    return toApiResponse(response);
  }

  private headers(hasBody: boolean, overrides: Overrides): [string, string][] {
    const standard: Overrides = {
      authorization: `Bearer ${this.key}`,
      'content-type': hasBody ? 'application/json' : undefined,
    };
    return Object.entries({ ...standard, ...overrides }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    );
  }
}

async function toApiResponse<Body>(response: Response): Promise<ApiResponse<Body>> {
  // The live stream has no end: its beginning says enough. Those of the protocol of assistants end with their response.
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (isStream && new URL(response.url).pathname === '/live') await response.body?.cancel();
  const text = response.bodyUsed ? '' : await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
  const body = (isJson ? JSON.parse(text) : {}) as Body;
  return { status: response.status, headers: response.headers, body, text };
}
