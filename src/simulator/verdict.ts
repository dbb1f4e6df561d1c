import type { ClientCommand } from './client-command.js';
import type { SimulatedCooker } from './cooker.js';
import type { DisplayUnit } from './snapshot.js';

/** What the cloud thinks of a command: a refusal with words, or ok and what the cooker then does. */
export type Verdict = { readonly error: string } | { readonly error?: undefined; readonly act: () => void };

type Payload = ClientCommand['payload'];
type Effect = (cooker: SimulatedCooker, payload: Payload, id: string) => void;

interface CommandKind {
  /** The payload's keys beside those every command may have. */
  readonly fields: readonly string[];
  readonly effect: Effect;
}

/** Whose token a client came with: what a personal access token may send is less. */
export type SignIn = 'token' | 'app';

/** The words of the real cloud. */
const REFUSALS = {
  unknown: 'Unknown command type',
  invalid: 'invalid command',
  failed: 'failed to process command',
  forbidden: 'unauthorized',
} as const;

const EVERYWHERE = ['cookerId', 'type', 'requestId'];

/** What a personal access token may send. */
const PERMITTED = new Map<string, CommandKind>([
  ['CMD_APC_START', { fields: ['targetTemperature', 'unit', 'timer', 'cookable'], effect: start }],
  ['CMD_APC_STOP', { fields: [], effect: (cooker, _payload, id) => cooker.stopByCommand(id) }],
  ['CMD_APC_SET_TEMPERATURE_UNIT', { fields: ['unit'], effect: showUnit }],
]);

const IGNORED: CommandKind = { fields: [], effect: () => undefined };

/** What only the apps may send; of no effect where it does not concern a cook. */
const APPS_ONLY = new Map<string, CommandKind>([
  ['CMD_APC_SET_TARGET_TEMP', { fields: ['targetTemperature', 'unit'], effect: changeTarget }],
  ['CMD_APC_SET_TIMER', { fields: ['timer'], effect: changeTimer }],
  [
    'CMD_APC_START_ICEBATH_MONITORING',
    { fields: [], effect: (cooker, _payload, id) => cooker.monitorIceBathByCommand(id) },
  ],
  ['CMD_NAME_WIFI_DEVICE', { fields: ['name'], effect: rename }],
  ['CMD_APC_SET_METADATA', IGNORED],
  ['CMD_APC_OTA', IGNORED],
  ['CMD_APC_DISCONNECT', IGNORED],
  ['CMD_APC_HEALTHCHECK', IGNORED],
]);

/**
 * Judges a command. As with the real cloud, ok is no promise: a misspelt field, a wrong device type
 * or an unusable value is acknowledged and ignored.
 */
export function judge(
  message: ClientCommand,
  cookers: readonly SimulatedCooker[],
  signIn: SignIn = 'token',
): Verdict {
  const { command, payload } = message;
  const kind = PERMITTED.get(command) ?? APPS_ONLY.get(command);
  if (!kind) return { error: REFUSALS.unknown };
  if (signIn === 'token' && !PERMITTED.has(command)) return { error: REFUSALS.forbidden };
  const cooker = cookers.find(({ id }) => id === payload['cookerId']);
  if (!cooker) return { error: REFUSALS.failed };
  if (isEmptyStart(message) && cooker.mode === 'cook') return { error: REFUSALS.invalid };
  const isSpelledRight = Object.keys(payload).every(
    (key) => EVERYWHERE.includes(key) || kind.fields.includes(key),
  );
  const isUnderstood = isSpelledRight && payload['type'] === cooker.type;
  return { act: isUnderstood ? () => kind.effect(cooker, payload, idOf(message)) : () => undefined };
}

/** A start that says nothing but which cooker. */
const isEmptyStart = ({ command, payload }: ClientCommand): boolean =>
  command === 'CMD_APC_START' && Object.keys(payload).every((key) => EVERYWHERE.includes(key));

/** Which id the cooker remembers is not settled; here the inner one, where a client sends it. */
function idOf({ requestId, payload }: ClientCommand): string {
  const { requestId: inner } = payload;
  return typeof inner === 'string' ? inner : (requestId ?? '');
}

function start(cooker: SimulatedCooker, payload: Payload, id: string): void {
  const { timer = 0 } = payload;
  const celsius = celsiusOf(payload);
  if (celsius !== undefined && isTimer(timer)) cooker.startByCommand(celsius, timer, id);
}

function changeTarget(cooker: SimulatedCooker, payload: Payload, id: string): void {
  const celsius = celsiusOf(payload);
  if (celsius !== undefined) cooker.changeTargetByCommand(celsius, id);
}

function changeTimer(cooker: SimulatedCooker, { timer }: Payload, id: string): void {
  if (isTimer(timer)) cooker.changeTimerByCommand(timer, id);
}

function rename(cooker: SimulatedCooker, { name }: Payload): void {
  if (typeof name === 'string') cooker.rename(name);
}

function celsiusOf({ targetTemperature, unit }: Payload): number | undefined {
  if (!isTemperature(targetTemperature) || !isUnit(unit)) return undefined;
  return unit === 'C' ? targetTemperature : ((targetTemperature - 32) * 5) / 9;
}

function showUnit(cooker: SimulatedCooker, { unit }: Payload, id: string): void {
  if (isUnit(unit)) cooker.showUnitByCommand(unit, id);
}

/** The real one checks no range either: what is out of reach is the client's affair. */
const isTemperature = (value: unknown): value is number => Number.isFinite(value);

const isUnit = (value: unknown): value is DisplayUnit => value === 'C' || value === 'F';

/** Whole seconds up to 99 h 59 min. */
const isTimer = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 359_940;
