import { USUAL_RIGHTS, type NamedKey } from '../../src/auth/named-key.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { API_KEY } from '../harness/test-app.js';
import { CELLAR, FIRST_COOKER } from '../harness/two-cookers.js';
import type { Rights } from './ledger.js';

/** The cookers of the account. */
export const COOKERS: readonly string[] = [FIRST_COOKER, CELLAR];

/** A client of the server. */
export interface Player {
  /** The id of its principal. */
  readonly id: string;
  /** Its bearer token. */
  readonly key: string;
  readonly rights: Rights;
  /** Whether it is a client of OAuth, whose token is valid at /mcp alone. */
  readonly isOAuth: boolean;
}

/** How a client loses rights. */
export type Change = 'revoked' | 'narrowed';

const READING = ['status:read', 'cook:check'] as const;

/** The named keys, by what is special about each. */
const NAMED: Readonly<Record<string, Partial<NamedKey>>> = {
  trusted: {},
  asking: { ask: true },
  'asking-too': { ask: true },
  reading: { scopes: READING },
  cellar: { devices: [CELLAR] },
  'cellar-asking': { devices: [CELLAR], ask: true },
};

const rightsOf = ({ scopes = USUAL_RIGHTS.scopes, ask = false, devices }: Partial<NamedKey>): Rights => ({
  policy: ask ? 'ask' : 'trusted',
  mayStart: scopes.includes('cook:start'),
  cookers: devices ?? undefined,
});

/** The keys of all clients, which their owner changes while they are used. */
export class KeyRing {
  private readonly folder = new KeysFolder();
  private stored: readonly NamedKey[] = [];
  private readonly changed = new Set<Player>();
  readonly players: readonly Player[];

  constructor() {
    const named = Object.entries(NAMED).map(([id, known]) => ({
      id,
      key: this.folder.add(id, known),
      rights: rightsOf(known),
      isOAuth: false,
    }));
    const everything = { id: 'default', key: API_KEY, rights: rightsOf({}), isOAuth: false };
    this.players = [everything, ...named];
    this.folder.change((keys) => (this.stored = keys));
  }

  get path(): string {
    return this.folder.path;
  }

  /** Takes rights from a client. @returns those that are left; `fixed` for a key that cannot be changed while it is used */
  change(player: Player, how: Change): Rights | undefined | 'fixed' {
    if (!(player.id in NAMED) || this.changed.has(player)) return 'fixed';
    this.changed.add(player);
    const narrower = { scopes: READING };
    this.folder.change((keys) =>
      how === 'revoked'
        ? keys.filter(({ name }) => name !== player.id)
        : keys.map((key) => (key.name === player.id ? { ...key, ...narrower } : key)),
    );
    return how === 'revoked' ? undefined : rightsOf({ ...NAMED[player.id], ...narrower });
  }

  /** Gives back what was taken. @returns the clients that it was taken from */
  restore(): readonly Player[] {
    const players = [...this.changed];
    if (players.length > 0) this.folder.change(() => this.stored);
    this.changed.clear();
    return players;
  }

  remove(): void {
    this.folder.remove();
  }
}
