import type { WrittenObject } from '../../../../shared/written-object.js';
import { parseJsonPath, type JsonPath } from './json-path.js';
import type { MappedProbe } from './mapping.js';
import { unitOf, type Unit } from './measured-value.js';

const KINDS = ['core', 'ambient', 'humidity', 'surface'] as const;
const MOST_PROBES = 64;
/** What counts where the mapping gives no tolerance, in °C. */
export const USUAL_TOLERANCE = 0.5;

/**
 * The probes of a gateway.
 * @param identity the field that names a probe: `place`, or `sensor` for the object id of ESPHome
 */
export function probeList(object: WrittenObject, identity: 'place' | 'sensor'): MappedProbe[] {
  const found = object.objects('probes', (probe) => ({ probe: probeOf(probe, identity) })) ?? [];
  if (found.length === 0 || found.length > MOST_PROBES)
    object.wrong('probes', `must name 1 to ${MOST_PROBES} probes`);
  const probes = found.flatMap(({ probe }) => probe ?? []);
  const places = new Set<string>();
  for (const { place } of probes) {
    if (places.has(place)) object.wrong('probes', `must not name ${place} twice`);
    places.add(place);
  }
  return probes;
}

function probeOf(object: WrittenObject, identity: 'place' | 'sensor'): MappedProbe | undefined {
  const place = object.required(identity, identity === 'sensor' ? sensorFault : placeFault);
  const kind = object.oneOf('kind', KINDS) ?? 'core';
  const probe = {
    place: place ?? '',
    name: object.text('name') ?? place ?? '',
    kind,
    unit: unitIn(object, kind),
    ...(identity === 'place'
      ? {
          path: optionalPath(object, 'path') ?? [],
          unitPath: optionalPath(object, 'unit_path'),
          asText: object.flag('text') ?? false,
        }
      : { path: [], unitPath: null, asText: true }),
    noReading:
      object.list('no_reading', (item, path) =>
        typeof item === 'number' ? item : object.wrongAt(path, 'must be a number'),
      ) ?? [],
    toleranceCelsius: object.number('tolerance_celsius', 0, 10) ?? USUAL_TOLERANCE,
    sendsOnChange: object.flag('sends_on_change') ?? false,
    intervalSeconds: object.number('interval_seconds', 1, 86_400) ?? null,
  };
  object.end();
  return place === undefined ? undefined : probe;
}

/** A path in a document; null where none is given. */
export function optionalPath(object: WrittenObject, name: string): JsonPath | null {
  const text = object.text(name, (value) =>
    parseJsonPath(value) === undefined ? 'must be a path such as probes[0].temperature' : undefined,
  );
  return text === undefined ? null : (parseJsonPath(text) ?? null);
}

function unitIn(object: WrittenObject, kind: MappedProbe['kind']): Unit {
  const usual = kind === 'humidity' ? '%' : 'C';
  const text = object.text('unit');
  if (text === undefined) return usual;
  const unit = unitOf(text);
  if (unit === undefined || (unit === '%') !== (kind === 'humidity'))
    object.wrong('unit', kind === 'humidity' ? 'must be % for humidity' : 'must be C, F or K');
  return unit ?? usual;
}

const placeFault = (text: string): string | undefined =>
  /^[a-z0-9-]{1,20}$/.test(text) ? undefined : 'must have 1 to 20 of a-z, 0-9 and -';

const sensorFault = (text: string): string | undefined =>
  /^[a-z0-9_-]{1,60}$/.test(text)
    ? undefined
    : 'must be the object id of the sensor, such as pit_temperature';
