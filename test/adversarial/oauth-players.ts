import { ClientGrants } from '../../src/auth/oauth/client-grants.js';
import type { TestApp } from '../harness/test-app.js';
import { OAuthClient, tokensOf, type Tokens } from '../harness/oauth-client.js';
import type { Visitor } from '../harness/visitor.js';
import type { Rights } from './ledger.js';
import type { Owner } from './owner.js';
import type { Change, Player } from './players.js';

/** What the owner chooses for each client on the consent page. */
const CONSENTS = [
  { name: 'asking app', policy: 'ask', mayStart: true },
  { name: 'trusted app', policy: 'trusted', mayStart: true },
  { name: 'app that never starts', policy: 'never', mayStart: true },
  { name: 'reading app', policy: 'ask', mayStart: false },
] as const;

const SCOPES = ['status:read', 'cook:check', 'cook:stop', 'history:read'];
/** An access token is renewed when it is so old, in ms; it is valid for an hour. */
const RENEWED_AFTER = 15 * 60_000;

type Consent = (typeof CONSENTS)[number];

/** A client that the owner let in, with its tokens. */
class OAuthPlayer implements Player {
  readonly isOAuth = true;
  readonly rights: Rights;

  constructor(
    readonly id: string,
    readonly consent: Consent,
    public tokens: Tokens,
    public since: number,
  ) {
    this.rights = { policy: consent.policy, mayStart: consent.mayStart, cookers: undefined };
  }

  get key(): string {
    return this.tokens.access;
  }
}

/** The clients of OAuth: each was registered, let in on the consent page, and renews its tokens. */
export class OAuthPlayers {
  private connected: readonly OAuthPlayer[] = [];
  private readonly changed = new Set<OAuthPlayer>();
  private readonly clients = new Map<Consent, OAuthClient>();

  constructor(
    private readonly testApp: TestApp,
    private readonly browser: Visitor,
    private readonly owner: Owner,
    /** The audience of the tokens. */
    private readonly resource: string,
  ) {}

  get players(): readonly Player[] {
    return this.connected;
  }

  async connect(): Promise<void> {
    for (const consent of CONSENTS) this.connected = [...this.connected, await this.letIn(consent)];
  }

  /** Takes rights from a client. @returns those that are left; `fixed` when it is none of these, or was changed before */
  async change(player: Player, how: Change, pick: number): Promise<Rights | undefined | 'fixed'> {
    if (!(player instanceof OAuthPlayer) || this.changed.has(player)) return 'fixed';
    this.changed.add(player);
    if (how === 'revoked') return this.revoke(player, pick);
    const grants = this.testApp.app.get(ClientGrants, { strict: false });
    await grants.change(player.id.replace('oauth:', ''), { startPolicy: 'never' });
    return { ...player.rights, policy: 'never' };
  }

  /** Lets in those that lost something, and renews tokens. @returns the clients that are new */
  async restore(): Promise<readonly Player[]> {
    const before = this.connected;
    this.connected = [];
    for (const player of before)
      this.connected = [...this.connected, this.changed.has(player) ? await this.again(player) : player];
    this.changed.clear();
    for (const player of this.connected) await this.renew(player);
    return this.connected.filter((player) => !before.includes(player));
  }

  private now(): number {
    return this.testApp.clock.monotonic();
  }

  private async letIn(consent: Consent): Promise<OAuthPlayer> {
    const { url } = this.testApp;
    const client = await OAuthClient.registered(url, { name: consent.name });
    this.clients.set(consent, client);
    const { resource } = this;
    const scopes = consent.mayStart ? [...SCOPES, 'cook:start'] : SCOPES;
    const choice = { scopes, startPolicy: consent.policy };
    const before = await this.ids();
    const code = (await client.authorize(this.browser, choice, { resource })).searchParams.get('code');
    const tokens = tokensOf(await client.exchange(code ?? '', { resource }));
    const id = (await this.ids()).find((one) => !before.includes(one));
    if (id === undefined) throw new Error('The client that was let in is not listed');
    return new OAuthPlayer(id, consent, tokens, this.now());
  }

  /** The ids of all principals that are clients of OAuth. */
  private async ids(): Promise<readonly string[]> {
    const grants = await this.testApp.app.get(ClientGrants, { strict: false }).list();
    return grants.map(({ grantId }) => `oauth:${grantId}`);
  }

  private async again(player: OAuthPlayer): Promise<OAuthPlayer> {
    await this.owner.revokeClient(player.id);
    return this.letIn(player.consent);
  }

  private async renew(player: OAuthPlayer): Promise<void> {
    if (this.now() - player.since < RENEWED_AFTER) return;
    const client = this.clients.get(player.consent)!;
    player.tokens = tokensOf(await client.refresh(player.tokens.refresh, { resource: this.resource }));
    player.since = this.now();
  }

  /** By the owner, by the client itself, or because a refresh token is used twice. */
  private async revoke({ id, consent, tokens }: OAuthPlayer, pick: number): Promise<undefined> {
    const client = this.clients.get(consent)!;
    const { resource } = this;
    if (pick % 3 === 0) await this.owner.revokeClient(id);
    else if (pick % 3 === 1) await client.revoke(tokens.refresh);
    else for (let times = 0; times < 2; times++) await client.refresh(tokens.refresh, { resource });
    return undefined;
  }
}
