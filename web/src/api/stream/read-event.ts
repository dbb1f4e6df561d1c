import type { LiveEvent, LiveEventName } from '../../state/live-events.js';

/** The fields without which an event of a name makes no sense, each with its type. */
const FIELDS: Readonly<Record<LiveEventName, Readonly<Record<string, 'string' | 'array'>>>> = {
  status: { device_id: 'string', state: 'string', warnings: 'array' },
  reading: { device_id: 'string', at: 'string' },
  cook: { cook_id: 'string', device_id: 'string', change: 'string' },
  approval: { approval_id: 'string', status: 'string' },
  thermometer: { thermometer_id: 'string', probes: 'array' },
  alert: { alert_id: 'string', state: 'string' },
  reset: { status: 'array', approvals: 'array' },
};

/** The names of the events that the page follows. */
export const EVENT_NAMES = Object.keys(FIELDS) as readonly LiveEventName[];

/** The event in a frame of the stream; undefined when it is not what the API describes. */
export function readEvent(name: LiveEventName, text: string): LiveEvent | undefined {
  const data = parsed(text);
  if (!hasFields(data, FIELDS[name])) return undefined;
  const isWhole = name !== 'reset' || areStates(data['status']);
  return isWhole ? ({ name, data } as unknown as LiveEvent) : undefined;
}

/** The pause that a `busy` asks for, in milliseconds; undefined when it asks for none. */
export function readBusy(text: string): number | undefined {
  const data = parsed(text);
  const seconds = isRecord(data) ? data['retry_after_seconds'] : undefined;
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1_000 : undefined;
}

const areStates = (states: unknown): boolean =>
  Array.isArray(states) && states.every((state) => hasFields(state, FIELDS.status));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const hasFields = (
  data: unknown,
  fields: Readonly<Record<string, 'string' | 'array'>>,
): data is Readonly<Record<string, unknown>> =>
  isRecord(data) &&
  Object.entries(fields).every(([name, type]) =>
    type === 'array' ? Array.isArray(data[name]) : typeof data[name] === 'string',
  );
