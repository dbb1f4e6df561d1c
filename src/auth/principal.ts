import type { Scope } from '../http/scopes.js';

/**
 * How a principal's starts are treated: at once, after the owner's approval of the exact plan, or never.
 */
export type StartPolicy = 'trusted' | 'ask' | 'never';

/**
 * Who sends a request: the key of the settings, a named key, a grant of OAuth, the owner's session, the CLI here, or
 * Home Assistant over the broker.
 */
export type PrincipalKind = 'settings' | 'key' | 'oauth' | 'owner' | 'cli' | 'home-assistant';

/** The sender of a request, with what it may do. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** Unique and stable, for journal and store: `default` (the settings), the name of a key, `oauth:GRANT`, `owner`, `cli`, `home-assistant`. */
  readonly id: string;
  /** The name for people: of a client of OAuth its own name, which anybody may choose. */
  readonly name: string;
  /** The host that vouches for a client of OAuth. */
  readonly host?: string;
  readonly scopes: ReadonlySet<Scope>;
  /** The cookers that it may see and use; all of them when left out. */
  readonly devices?: ReadonlySet<string>;
  readonly startPolicy: StartPolicy;
  /**
   * When its key was made, in milliseconds since 1970; left out where no other can get its id. A key may get the name
   * of one that was revoked, and what the owner allowed to that one is not meant for it.
   */
  readonly since?: number;
}
