import type { Principal } from '../auth/principal.js';
import { nameInSentence } from '../shared/printable.js';
import type { AccountState, CookerState } from './cooker-state.js';

/** An account as one principal may see it. */
export interface VisibleAccount extends AccountState {
  /** Whether cookers may be left out, because the principal is limited to some. */
  readonly limited?: true;
}

/** Whether a principal may see and use a cooker. */
export const mayUse = ({ devices }: Pick<Principal, 'devices'>, cookerId: string): boolean =>
  devices === undefined || devices.has(cookerId);

/** The account with only the cookers that a principal may use; without a limit the very account. */
export function visibleTo(principal: Pick<Principal, 'devices'>, account: AccountState): VisibleAccount {
  if (principal.devices === undefined) return account;
  const visible = [...account.cookers].filter(([id]) => mayUse(principal, id));
  // A name must not reveal that another cooker is called the same.
  return { ...account, cookers: withDistinctNames(new Map(visible)), limited: true };
}

/** The name of a cooker in the vendor's app. */
export const nameInApp = ({ name, appName = name }: Pick<CookerState, 'name' | 'appName'>): string => appName;

/** The name of a cooker in a sentence: in quotes where it could be read as words of this server. */
export const called = ({ name }: Pick<CookerState, 'name'>): string => nameInSentence(name);

/** Whether two names differ in case and spaces at most: read aloud they are one. */
export const isAlikeName = (one: string, other: string): boolean => plain(one) === plain(other);

/**
 * Gives every cooker a name that no other has: that of the app, with the id where several have the same.
 * @returns the very map where nothing changes
 */
export function withDistinctNames(
  cookers: ReadonlyMap<string, CookerState>,
): ReadonlyMap<string, CookerState> {
  const counts = new Map<string, number>();
  for (const cooker of cookers.values()) {
    const key = plain(nameInApp(cooker));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const named = [...cookers.values()].map((cooker) =>
    (counts.get(plain(nameInApp(cooker))) ?? 0) > 1 ? withId(cooker) : asInApp(cooker),
  );
  const isSame = named.every((cooker) => cookers.get(cooker.id) === cooker);
  return isSame ? cookers : new Map(named.map((cooker) => [cooker.id, cooker]));
}

function withId(cooker: CookerState): CookerState {
  const appName = nameInApp(cooker);
  const name = `${appName} (${cooker.id})`;
  return cooker.name === name ? cooker : { ...cooker, name, appName };
}

/** A cooker under its name in the app, even where another has the same. */
export function asInApp(cooker: CookerState): CookerState {
  if (cooker.appName === undefined) return cooker;
  const { appName, ...others } = cooker;
  return { ...others, name: appName };
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
