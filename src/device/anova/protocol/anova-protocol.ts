import type { CookerMessage, ListedCooker } from '../../cooker-message.js';
import { MOST_COOKERS } from '../../account-reducer.js';
import type { DecodedState } from './decoded-state.js';
import { decodeSecondGeneration } from './second-generation.js';
import { decodeThirdGeneration } from './third-generation.js';
import { at, describe, isObject, parseJson, printable, toId, toName, toText } from './json-readers.js';
import type { Celsius, Seconds } from '../../../shared/units.js';

type Decoder = (payload: unknown, envelope: unknown, wanted: Wanted) => CookerMessage | undefined;

/** The ids of cookers that are never left out of a list, however long it is. */
type Wanted = Pick<ReadonlySet<string>, 'has'>;

const NONE: Wanted = new Set<string>();
const LONGEST_REASON = 300;
const LONGEST_COMMAND = 60;

// A Map, since a word from the wire such as `constructor` would find something on a plain object.
const DECODERS = new Map<string, Decoder>([
  ['EVENT_APC_WIFI_LIST', decodeList],
  ['EVENT_APC_WIFI_ADDED', decodeAdded],
  ['EVENT_APC_WIFI_REMOVED', decodeRemoved],
  ['EVENT_APC_STATE', decodeState],
  ['RESPONSE', decodeResponse],
  ['ERROR', decodeError],
]);

/** Of no use to a cook: the account, firmware, exports. */
const IGNORED = new Set(['EVENT_USER_STATE', 'EVENT_APC_WIFI_VERSION', 'EVENT_EXPORT_READY']);
/** Ovens share the connection. */
const OVENS = 'EVENT_APO_';

/** In the order tried: the shape of a state decides, since models come that no list knows. */
const GENERATIONS: readonly ((state: unknown) => DecodedState | undefined)[] = [
  decodeThirdGeneration,
  decodeSecondGeneration,
];

/**
 * Turns one frame into our words. Never throws: what it cannot make out is `unknown`. However long a list of cookers
 * is, only the first 50 and those wanted are read.
 */
export function decode(text: string, wanted: Wanted = NONE): CookerMessage {
  const envelope = parseJson(text);
  const command = toText(at(envelope, 'command'));
  if (command === undefined) return { kind: 'unknown', command: 'unreadable' };
  const named = printable(command, LONGEST_COMMAND);
  if (IGNORED.has(command) || command.startsWith(OVENS)) return { kind: 'ignored', command: named };
  const message = DECODERS.get(command)?.(at(envelope, 'payload'), envelope, wanted);
  return message ?? { kind: 'unknown', command: named };
}

function decodeList(payload: unknown, _envelope: unknown, wanted: Wanted): CookerMessage | undefined {
  if (!Array.isArray(payload)) return undefined;
  const { devices, skipped } = readList(payload, wanted);
  // A list in which nothing can be read must not pass for an account without cookers.
  if (devices.length === 0 && payload.length > 0) return undefined;
  return { kind: 'devices', devices, ...(skipped && { unrecognised: SKIPPED }) };
}

const SKIPPED = 'cookers that were left out: more than can be kept, or ids that cannot be printed';

function decodeAdded(payload: unknown): CookerMessage | undefined {
  const device = listedCooker(payload);
  return device && { kind: 'device-added', device };
}

function decodeRemoved(payload: unknown): CookerMessage | undefined {
  const cookerId = toId(at(payload, 'cookerId'));
  return cookerId === undefined ? undefined : { kind: 'device-removed', cookerId };
}

/** Of an endless list the rest is only looked through for those wanted, which costs next to nothing. */
function readList(payload: readonly unknown[], wanted: Wanted) {
  const byId = new Map<string, ListedCooker>();
  let others = 0;
  let skipped = false;
  for (const entry of payload) {
    const cookerId = at(entry, 'cookerId') as string;
    const isWanted = wanted.has(cookerId);
    const isOfInterest = isWanted || byId.has(cookerId) || others < MOST_COOKERS;
    const device = isOfInterest ? listedCooker(entry) : undefined;
    skipped ||= device === undefined;
    if (device === undefined) continue;
    if (!isWanted && !byId.has(cookerId)) others += 1;
    byId.set(cookerId, device);
  }
  return { devices: [...byId.values()], skipped };
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
  return {
    kind: 'unreadable-state',
    cookerId,
    type,
    unrecognised: describe({ type, shape: shapeOf(state) }),
  };
}

/** The flat state of the first Wi-Fi cooker is known, and not read: that model needs another protocol to be started. */
const shapeOf = (state: unknown) => (at(state, 'isCooking') === undefined ? 'unknown' : 'flat');

function decodeResponse(payload: unknown, envelope: unknown): CookerMessage | undefined {
  const requestId = toId(at(envelope, 'requestId'));
  if (requestId === undefined) return undefined;
  const complaint = at(envelope, 'error');
  // An `ok` beside a complaint is no plain yes.
  const ok = at(payload, 'status') === 'ok' && !complaint;
  if (ok) return { kind: 'response', requestId, ok };
  return {
    kind: 'response',
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

/** Identifies a command and its response; a UUID. */
export type RequestId = string;

/** The cooker that a command goes to, with the type as the cloud lists it. */
interface Addressee {
  readonly id: string;
  readonly type: string;
}

/** The longest timer of the vendor's apps: 99 h 59 min. */
const LONGEST_TIMER = 5999 * 60;

/** The commands that a Personal Access Token may send. There are no others here. */
type Command = 'CMD_APC_START' | 'CMD_APC_STOP' | 'CMD_APC_SET_TEMPERATURE_UNIT';

/**
 * Starts a cook; the timer begins when the water has reached the target.
 * The unit is always said, since a number without it could be taken for °F.
 * @throws RangeError for numbers that no cooker takes, which would otherwise leave as `null`
 */
export function encodeStart(requestId: RequestId, to: Addressee, target: Celsius, timer: Seconds): string {
  if (!(target >= 0 && target <= 100)) throw new RangeError(`Cannot send a target of ${target} °C`);
  if (!(Number.isInteger(timer) && timer > 0 && timer <= LONGEST_TIMER)) {
    throw new RangeError(`Cannot send a timer of ${timer} s`);
  }
  return encode('CMD_APC_START', requestId, to, { targetTemperature: target, unit: 'C', timer });
}

/** Ends the cook that is running. */
export const encodeStop = (requestId: RequestId, to: Addressee): string =>
  encode('CMD_APC_STOP', requestId, to, {});

/** Changes what the cooker's display shows, and nothing else. */
export const encodeUnit = (requestId: RequestId, to: Addressee, unit: 'C' | 'F'): string =>
  encode('CMD_APC_SET_TEMPERATURE_UNIT', requestId, to, { unit });

const encode = (command: Command, requestId: RequestId, { id, type }: Addressee, fields: object): string =>
  JSON.stringify({ command, requestId, payload: { cookerId: id, type, ...fields } });
