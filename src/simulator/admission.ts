import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What meets a client that asks for a WebSocket. */
export type Arrival =
  | { readonly kind: 'refused'; readonly status: number }
  /** Let in, and there welcomed, closed at once without a code, or cut off at once. */
  | { readonly kind: 'welcome' | 'closed' | 'dropped'; readonly accessories: ReadonlySet<string> };

/** How a wrong token is met: HTTP 401 at the upgrade, or a close right after it. */
export type TokenRefusal = 'refuse' | 'close';

/** What a client asked for. It holds the token: compare it in a test, print it nowhere. */
export interface Upgrade {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

const NOTHING: ReadonlySet<string> = new Set<string>();

const REFUSALS: Record<TokenRefusal, Arrival> = {
  refuse: { kind: 'refused', status: 401 },
  close: { kind: 'closed', accessories: NOTHING },
};

/** Decides who may come in, and counts those who tried. */
export class Admission {
  private tried = 0;
  private letIn = 0;
  private last: Upgrade | undefined;
  private tokensWork = true;
  private overruling: Arrival | undefined;

  constructor(
    private readonly token: string,
    private tokenRefusal: TokenRefusal = 'refuse',
  ) {}

  /** How many upgrades were asked for, refused ones included. */
  get attempts(): number {
    return this.tried;
  }

  /** How many were welcomed. */
  get welcomed(): number {
    return this.letIn;
  }

  get lastUpgrade(): Upgrade | undefined {
    return this.last;
  }

  /** From now on every token is refused; open connections stay. */
  refuseTokens(how: TokenRefusal = this.tokenRefusal): void {
    this.tokensWork = false;
    this.tokenRefusal = how;
  }

  /** The right token is good again. */
  acceptTokens(): void {
    this.tokensWork = true;
  }

  /** From now on every upgrade gets this HTTP status. */
  refuseUpgrades(status = 503): void {
    this.overruling = { kind: 'refused', status };
  }

  /** From now on every client is let in and closed without a code at once. */
  closeArrivals(): void {
    this.overruling = { kind: 'closed', accessories: NOTHING };
  }

  /** From now on every client is accepted and disconnected at once, as on a flapping network. */
  dropArrivals(): void {
    this.overruling = { kind: 'dropped', accessories: NOTHING };
  }

  /** Ends `refuseUpgrades`, `closeArrivals` and `dropArrivals`. */
  welcomeArrivals(): void {
    this.overruling = undefined;
  }

  judge(request: IncomingMessage): Arrival {
    const [path = '', search] = (request.url ?? '').split('?');
    const query = new URLSearchParams(search);
    this.tried += 1;
    this.last = { path, query, headers: request.headers };
    const arrival = this.overruling ?? this.check(path, query);
    if (arrival.kind === 'welcome') this.letIn += 1;
    return arrival;
  }

  private check(path: string, query: URLSearchParams): Arrival {
    const accessories = new Set(query.get('supportedAccessories')?.split(',').filter(Boolean));
    if (path !== '/') return { kind: 'refused', status: 404 };
    if (!this.tokensWork || query.get('token') !== this.token) return REFUSALS[this.tokenRefusal];
    if (accessories.size === 0) return { kind: 'refused', status: 400 };
    return { kind: 'welcome', accessories };
  }
}
