import type {
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation as Registration,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client';

/** Where the browser is sent back to: a port of this machine at which nothing listens. */
export const CALLBACK = 'http://127.0.0.1:33418/callback';

/** What the person does at the page that a client opens. @returns the address at which the browser ends */
export type AtThePage = (authorize: URL) => Promise<string>;

/** What an assistant keeps of one server: its registration and its tokens. Both packages can use it. */
export class AssistantAccount implements OAuthClientProvider {
  readonly redirectUrl = CALLBACK;
  readonly clientMetadata: OAuthClientMetadata;
  /** What the server said of the registration; undefined for a client that publishes its metadata. */
  registration: Registration | undefined;
  kept: StoredOAuthTokens | undefined;
  /** The page to which the person was last led. */
  led: URL | undefined;
  /** What came back from there; undefined as long as there was no need to ask. */
  callback: Promise<URLSearchParams> | undefined;
  /** Where the client publishes its metadata; without it, it registers. */
  declare readonly clientMetadataUrl?: string;
  private discovered: OAuthDiscoveryState | undefined;
  private verifier = '';

  constructor(
    private readonly atThePage: AtThePage,
    { published, name = 'Interop' }: { published?: string; name?: string } = {},
  ) {
    if (published !== undefined) this.clientMetadataUrl = published;
    this.clientMetadata = {
      client_name: name,
      redirect_uris: [CALLBACK],
      token_endpoint_auth_method: 'none',
    };
  }

  state = (): string => 'a-state-of-the-client';
  clientInformation = () => this.registration;
  saveClientInformation = (given: Registration): void => {
    this.registration = given;
  };
  tokens = () => this.kept;
  saveTokens = (given: StoredOAuthTokens): void => {
    this.kept = given;
  };
  redirectToAuthorization = (url: URL): void => {
    this.led = url;
    this.callback = this.atThePage(url).then((end) => new URL(end).searchParams);
    this.callback.catch(() => undefined);
  };
  saveDiscoveryState = (state: OAuthDiscoveryState): void => {
    this.discovered = state;
  };
  discoveryState = () => this.discovered;
  saveCodeVerifier = (verifier: string): void => {
    this.verifier = verifier;
  };
  codeVerifier = (): string => this.verifier;
}
