import type { ProbeDto, ThermometerDto } from '../../thermometers/dto/thermometers.dto.js';
import {
  ALERT_ENTITIES,
  DIAGNOSTIC,
  flag,
  oneOf,
  sensor,
  TEMPERATURE,
  TIMESTAMP,
  type Entity,
} from './entity.js';

/** The states of a probe, as the API has them. */
export const PROBE_STATES: readonly ProbeDto['state'][] = ['ok', 'no_reading', 'silent', 'lost', 'dead'];

const HUMIDITY = {
  device_class: 'humidity',
  unit_of_measurement: '%',
  state_class: 'measurement',
  suggested_display_precision: 1,
};

/** The entities of a thermometer that has these probes. */
export const thermometerEntities = ({ thermometer_id: id, probes }: ThermometerDto): readonly Entity[] => [
  ...probes.flatMap((probe) => probeEntities(placeOf(id, probe), probe)),
  ...OWN_ENTITIES,
  ...ALERT_ENTITIES,
];

/** The beginning of the keys of a probe: by its place at the thermometer, never by its name. */
export function placeOf(thermometerId: string, { probe_id: id }: Pick<ProbeDto, 'probe_id'>): string {
  const place = id.startsWith(`${thermometerId}-`) ? id.slice(thermometerId.length + 1) : id;
  return `p${place.replaceAll('-', '_')}`;
}

function probeEntities(place: string, { name, kind }: ProbeDto): readonly Entity[] {
  const humid = kind === 'humidity';
  return [
    sensor(`${place}_temperature`, name, humid ? HUMIDITY : TEMPERATURE),
    sensor(`${place}_reading_at`, `${name} read at`, { ...TIMESTAMP, ...DIAGNOSTIC }),
    sensor(`${place}_state`, `${name} state`, { ...oneOf(PROBE_STATES), ...DIAGNOSTIC }),
    flag(`${place}_stale`, `${name} stale`, 'problem', DIAGNOSTIC),
  ];
}

const OWN_ENTITIES: readonly Entity[] = [
  sensor('battery', 'Battery', {
    device_class: 'battery',
    unit_of_measurement: '%',
    state_class: 'measurement',
    ...DIAGNOSTIC,
  }),
  sensor('signal', 'Signal', {
    device_class: 'signal_strength',
    unit_of_measurement: 'dBm',
    state_class: 'measurement',
    enabled_by_default: false,
    ...DIAGNOSTIC,
  }),
  { ...flag('reachable', 'Reachable', 'connectivity', DIAGNOSTIC), outlivesDevice: true },
];
