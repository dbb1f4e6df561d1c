import type { Celsius, Seconds } from '../../../shared/units.js';

/** Identifies a command and its response; a UUID. */
export type RequestId = string;

/** The cooker that a command goes to, with the type as the cloud lists it. */
export interface Addressee {
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
