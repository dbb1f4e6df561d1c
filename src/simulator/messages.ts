import { firstGenerationState } from './first-generation.js';
import { secondGenerationState } from './older-generations.js';
import type { CookerIdentity, CookerSnapshot } from './snapshot.js';
import { thirdGenerationState } from './third-generation.js';

/** One JSON object a frame; the key is `command` both ways. */
export interface Message {
  readonly command: string;
  readonly requestId?: string;
  readonly payload: unknown;
}

/** The form of a cooker's state; a cooker with `none` is listed and never sends one. */
export type Generation = 'first' | 'second' | 'third' | 'none';

const OLDER = new Map<string, Generation>([
  ['a3', 'first'],
  ['a4', 'second'],
  ['a5', 'second'],
  ['pro', 'second'],
  ['honey-badger', 'second'],
]);

/** The shape of `type`; an unknown model is taken to be of the newest. */
export const generationOf = (type: string): Generation => OLDER.get(type) ?? 'third';

const STATES: Record<Exclude<Generation, 'none'>, (snapshot: CookerSnapshot) => object> = {
  first: firstGenerationState,
  second: secondGenerationState,
  third: thirdGenerationState,
};

/** What a cooker pushes: `EVENT_APC_STATE`. */
export function stateMessage(generation: Exclude<Generation, 'none'>, snapshot: CookerSnapshot): Message {
  const { id: cookerId, type } = snapshot.cooker;
  return { command: 'EVENT_APC_STATE', payload: { cookerId, type, state: STATES[generation](snapshot) } };
}

/** The account's cookers, replacing the former list. */
export const listMessage = (cookers: readonly CookerIdentity[]): Message => ({
  command: 'EVENT_APC_WIFI_LIST',
  payload: cookers.map(listed),
});

/** A cooker newly paired with the account. */
export const addedMessage = (cooker: CookerIdentity): Message => ({
  command: 'EVENT_APC_WIFI_ADDED',
  payload: listed(cooker),
});

/** A cooker no longer paired. */
export const removedMessage = ({ id }: CookerIdentity): Message => ({
  command: 'EVENT_APC_WIFI_REMOVED',
  payload: { cookerId: id },
});

const listed = ({ id, type, pairedAt, name }: CookerIdentity) => ({ cookerId: id, type, pairedAt, name });

/** What the account has bought and linked; of no use to a cook. */
export function userStateMessage(): Message {
  const subscription = { hasValidSubscription: false, isLegacyAccount: true };
  return {
    command: 'EVENT_USER_STATE',
    payload: {
      isConnectedToAlexa: false,
      isConnectedToGoogleHome: false,
      sousVideSubscription: subscription,
      ovenSubscription: subscription,
    },
  };
}

/** A cooker and the firmware that waits for it, if any. */
export interface FirmwareNews {
  readonly cooker: CookerIdentity;
  readonly update: string | undefined;
}

/** The firmware of every cooker; `ota` is null when nothing newer waits. */
export const versionMessage = (news: readonly FirmwareNews[]): Message => ({
  command: 'EVENT_APC_WIFI_VERSION',
  payload: news.map(({ cooker: { id, type }, update }) => ({
    cookerId: id,
    type,
    version: '01.02.03',
    ota: update === undefined ? null : offered(update),
  })),
});

const offered = (version: string) => ({
  available: true,
  required: false,
  url: `https://firmware.invalid/${version}.bin`,
  version,
  description: 'A simulated update',
});

/** The cloud's yes to a command; it carries no state. */
export const okMessage = (requestId: string | undefined): Message => response(requestId, { status: 'ok' });

/** The cloud's no to a command. */
export const refusalMessage = (requestId: string | undefined, error: string): Message =>
  response(requestId, { status: 'error', error });

function response(requestId: string | undefined, payload: object): Message {
  return { command: 'RESPONSE', ...(requestId === undefined ? {} : { requestId }), payload };
}

/** A complaint that names no command. */
export const errorMessage = (text: string): Message => ({
  command: 'ERROR',
  payload: { errorMessage: text },
});
