import type { CookerMessage, ListedCooker } from '../cooker-message.js';
import type { DecodedState } from './decoded-state.js';
import { decodeSecondGeneration } from './second-generation.js';
import { decodeThirdGeneration } from './third-generation.js';
import { at, describe, isObject, parseJson, printable, toId, toName, toText } from './wire.js';

type Decoder = (payload: unknown, envelope: unknown) => CookerMessage | undefined;

const LONGEST_REASON = 300;
const LONGEST_COMMAND = 60;

// A Map, since a word from the wire such as `constructor` would find something on a plain object.
const DECODERS = new Map<string, Decoder>([
  ['EVENT_APC_WIFI_LIST', decodeList],
  ['EVENT_APC_WIFI_ADDED', decodeAdded],
  ['EVENT_APC_WIFI_REMOVED', decodeRemoved],
  ['EVENT_APC_STATE', decodeState],
  ['RESPONSE', decodeAnswer],
  ['ERROR', decodeError],
]);

/** Of no use to a cook: the account, firmware, exports. */
const IGNORED = new Set(['EVENT_USER_STATE', 'EVENT_APC_WIFI_VERSION', 'EVENT_EXPORT_READY']);
/** Ovens share the line. */
const OVENS = 'EVENT_APO_';

/** In the order tried: the shape of a state decides, since models come that no list knows. */
const GENERATIONS: readonly ((state: unknown) => DecodedState | undefined)[] = [
  decodeThirdGeneration,
  decodeSecondGeneration,
];

/** Turns one frame into our words. Never throws: what it cannot make out is `unknown`. */
export function decode(text: string): CookerMessage {
  const envelope = parseJson(text);
  const command = toText(at(envelope, 'command'));
  if (command === undefined) return { kind: 'unknown', command: 'unreadable' };
  const named = printable(command, LONGEST_COMMAND);
  if (IGNORED.has(command) || command.startsWith(OVENS)) return { kind: 'ignored', command: named };
  const message = DECODERS.get(command)?.(at(envelope, 'payload'), envelope);
  return message ?? { kind: 'unknown', command: named };
}

function decodeList(payload: unknown): CookerMessage | undefined {
  if (!Array.isArray(payload)) return undefined;
  const devices = payload.map(listedCooker).filter((device) => device !== undefined);
  // A list in which nothing can be read must not pass for an account without cookers.
  return devices.length > 0 || payload.length === 0 ? { kind: 'devices', devices } : undefined;
}

function decodeAdded(payload: unknown): CookerMessage | undefined {
  const device = listedCooker(payload);
  return device && { kind: 'device-added', device };
}

function decodeRemoved(payload: unknown): CookerMessage | undefined {
  const cookerId = toId(at(payload, 'cookerId'));
  return cookerId === undefined ? undefined : { kind: 'device-removed', cookerId };
}

function listedCooker(entry: unknown): ListedCooker | undefined {
  const id = toId(at(entry, 'cookerId'));
  if (id === undefined) return undefined;
  return { id, type: toName(at(entry, 'type')) ?? 'unknown', name: toName(at(entry, 'name')) };
}

function decodeState(payload: unknown): CookerMessage | undefined {
  const cookerId = toId(at(payload, 'cookerId'));
  const state = at(payload, 'state');
  // A cooker that never reported may come with an empty state, which is not one of a shape we cannot read.
  if (cookerId === undefined || !isObject(state) || Object.keys(state).length === 0) return undefined;
  const type = toName(at(payload, 'type'));
  for (const decodeGeneration of GENERATIONS) {
    const decoded = decodeGeneration(state);
    if (decoded) return { kind: 'state', cookerId, type, ...decoded };
  }
  return { kind: 'unreadable-state', cookerId, type, puzzle: describe({ type, shape: shapeOf(state) }) };
}

/** The flat state of the first Wi-Fi cooker is known, and not read: that model needs another protocol to be started. */
const shapeOf = (state: unknown) => (at(state, 'isCooking') === undefined ? 'unknown' : 'flat');

function decodeAnswer(payload: unknown, envelope: unknown): CookerMessage | undefined {
  const requestId = toId(at(envelope, 'requestId'));
  if (requestId === undefined) return undefined;
  const complaint = at(envelope, 'error');
  // An `ok` beside a complaint is no plain yes.
  const ok = at(payload, 'status') === 'ok' && !complaint;
  if (ok) return { kind: 'answer', requestId, ok };
  return {
    kind: 'answer',
    requestId,
    ok,
    reason: reasonOf(complaint ?? at(payload, 'error') ?? at(payload, 'status')),
  };
}

function decodeError(payload: unknown, envelope: unknown): CookerMessage {
  const requestId = toId(at(envelope, 'requestId')) ?? toId(at(payload, 'requestId'));
  const words = at(payload, 'errorMessage') ?? at(payload, 'error') ?? at(envelope, 'error');
  return { kind: 'error', requestId, reason: reasonOf(words) };
}

const reasonOf = (words: unknown): string =>
  typeof words === 'string' ? printable(words, LONGEST_REASON) : 'no reason given';
