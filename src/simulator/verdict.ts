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

const EVERYWHERE = ['cookerId', 'type', 'requestId'];

/** What a personal access token may send. */
const PERMITTED = new Map<string, CommandKind>([
  ['CMD_APC_START', { fields: ['targetTemperature', 'unit', 'timer', 'cookable'], effect: start }],
  ['CMD_APC_STOP', { fields: [], effect: (cooker, _payload, id) => cooker.stopByCommand(id) }],
  ['CMD_APC_SET_TEMPERATURE_UNIT', { fields: ['unit'], effect: showUnit }],
]);

/** What only the apps may send. */
const APPS_ONLY = new Set([
  'CMD_APC_SET_TARGET_TEMP',
  'CMD_APC_SET_TIMER',
  'CMD_APC_START_ICEBATH_MONITORING',
  'CMD_APC_SET_METADATA',
  'CMD_APC_OTA',
  'CMD_APC_DISCONNECT',
  'CMD_APC_HEALTHCHECK',
  'CMD_NAME_WIFI_DEVICE',
]);

/**
 * Judges a command. As with the real cloud, ok is no promise: a misspelt field, a wrong device type
 * or an unusable value is acknowledged and ignored.
 */
export function judge(message: ClientCommand, cookers: readonly SimulatedCooker[]): Verdict {
  const { command, payload } = message;
  const kind = PERMITTED.get(command);
  if (!kind) return { error: refusalOf(command) };
  const cooker = cookers.find(({ id }) => id === payload['cookerId']);
  if (!cooker) return { error: 'No such cooker on this account' };
  const isSpelledRight = Object.keys(payload).every(
    (key) => EVERYWHERE.includes(key) || kind.fields.includes(key),
  );
  const isUnderstood = isSpelledRight && payload['type'] === cooker.type;
  return { act: isUnderstood ? () => kind.effect(cooker, payload, idOf(message)) : () => undefined };
}

const refusalOf = (command: string) =>
  APPS_ONLY.has(command)
    ? `${command} is not available with a personal access token`
    : `Unknown command ${command}`;

/** Which id the cooker remembers is not settled; here the inner one, where a client sends it. */
function idOf({ requestId, payload }: ClientCommand): string {
  const { requestId: inner } = payload;
  return typeof inner === 'string' ? inner : (requestId ?? '');
}

function start(cooker: SimulatedCooker, payload: Payload, id: string): void {
  const { targetTemperature, unit, timer = 0 } = payload;
  if (!isTemperature(targetTemperature) || !isUnit(unit) || !isTimer(timer)) return;
  const celsius = unit === 'C' ? targetTemperature : ((targetTemperature - 32) * 5) / 9;
  cooker.startByCommand(celsius, timer, id);
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
