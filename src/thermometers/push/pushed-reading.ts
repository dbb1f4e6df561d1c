import { nearestField } from '../../http/nearest-field.js';
import { shownText } from '../../shared/shown-text.js';
import { PROBE_ID } from '../probe-ids.js';
import { instantProblem } from '../probes/reading-instant.js';

/** Readings may be so old, in ms. Source: the contract. */
const OLDEST = 24 * 3600_000;
const FIELDS = ['probe_id', 'temperature_celsius', 'at'] as const;
/** ISO 8601 with a time zone: without one, the instant would depend on where the server stands. */
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:?\d{2})$/;

const AN_INSTANT = 'an instant with its time zone, such as 2026-11-20T12:20:05Z';

/** A reading as a client pushed it. */
export interface PushedReading {
  readonly probeId: string;
  readonly value: number | null;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** What is wrong with a reading: the field, and a sentence that goes on after its name. */
export interface ReadingFault {
  readonly field: string;
  readonly fault: string;
}

/**
 * Reads one item of a request, whatever it is.
 * @param now when the request came, in milliseconds since 1970
 */
export function readPushed(item: unknown, now: number): PushedReading | ReadingFault {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return { field: '', fault: 'must be an object with probe_id, temperature_celsius and at' };
  const fields = item as Readonly<Record<string, unknown>>;
  return (
    strangerIn(fields) ??
    idFault(fields['probe_id']) ??
    valueFault(fields['temperature_celsius']) ??
    instantFault(fields['at'], now) ?? {
      probeId: fields['probe_id'] as string,
      value: fields['temperature_celsius'] as number | null,
      at: Date.parse(fields['at'] as string),
    }
  );
}

/** Whether an item could not be read. */
export const isFault = (read: PushedReading | ReadingFault): read is ReadingFault => 'fault' in read;

function strangerIn(fields: Readonly<Record<string, unknown>>): ReadingFault | undefined {
  const name = Object.keys(fields).find((key) => !(FIELDS as readonly string[]).includes(key));
  if (name === undefined) return undefined;
  const shown = shownText(name);
  const nearest = nearestField(name, FIELDS);
  return {
    field: shown,
    fault: nearest === undefined ? 'is no field' : `is no field (did you mean ${nearest}?)`,
  };
}

function idFault(id: unknown): ReadingFault | undefined {
  if (typeof id === 'string' && PROBE_ID.test(id)) return undefined;
  return { field: 'probe_id', fault: 'must be 1 to 40 of the signs a-z, 0-9 and -' };
}

function valueFault(value: unknown): ReadingFault | undefined {
  const field = 'temperature_celsius';
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return undefined;
  if (value === undefined) return { field, fault: 'is missing: it must be a number, or null for no reading' };
  const instead = typeof value === 'string' ? `, not the text "${shownText(value)}"` : '';
  return { field, fault: `must be a number in °C, or null for no reading${instead}` };
}

function instantFault(at: unknown, now: number): ReadingFault | undefined {
  const field = 'at';
  if (at === undefined) return { field, fault: `is missing: it must be ${AN_INSTANT}` };
  const instant = typeof at === 'string' && INSTANT.test(at) ? Date.parse(at) : NaN;
  if (Number.isNaN(instant)) return { field, fault: `must be ${AN_INSTANT}` };
  const problem = instantProblem(instant, now);
  if (problem === 'ahead') return { field, fault: 'is more than 2 minutes in the future' };
  return now - instant > OLDEST ? { field, fault: 'is more than 24 hours ago' } : undefined;
}
