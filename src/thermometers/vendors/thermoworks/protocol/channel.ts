import { celsius, type Celsius } from '../../../../shared/units.js';
import type { ProbeKind } from '../../../thermometer.js';
import { kindOfLabel } from '../../label-kind.js';
import { fieldOf } from '../../wire-values.js';
import type { Fields, FirestoreDocument } from './firestore.js';
import { celsiusOf, humidityOf, instantIn, nameIn, numberIn, rangeOf, wordIn } from './field-readers.js';

/** One channel of a device: a socket with a probe, or a sensor inside a probe. */
export interface Channel {
  /** Its number at the device, such as `1`. */
  readonly place: string;
  /** The name that the person gave it. */
  readonly label: string | undefined;
  readonly kind: ProbeKind;
  /** What was measured, in °C or in percent for humidity; null where there is no reading. */
  readonly value: Celsius | null;
  /** When, in milliseconds since 1970; undefined where the vendor does not say: then the value has no age. */
  readonly at: number | undefined;
  /** The lowest and highest values that the vendor keeps. They are no readings. */
  readonly minimumCelsius: Celsius | null;
  readonly maximumCelsius: Celsius | null;
  /** The values at which the vendor's own alarms sound. They are no readings. */
  readonly alarmLowCelsius: Celsius | null;
  readonly alarmHighCelsius: Celsius | null;
  /** Whether the sensor seems to be dead. */
  readonly faulty: boolean;
}

/** Words of the vendor for a channel without a probe. */
const WITHOUT_PROBE: ReadonlySet<string> = new Set(['NO PROBE', 'NO_PROBE', 'NOPROBE']);
/** A zero counts as a dead sensor where the lowest value so far is at least this far above it, in its own unit. */
const DISTANT = 10;

/** Decodes the document of a channel. It never throws. @param model the vendor's word for the device */
export function decodeChannel({ id, fields }: FirestoreDocument, model = ''): Channel {
  const unit = wordIn(fields, 'units');
  const label = nameIn(fields, 'label');
  const faulty = isDead(fields, unit);
  return {
    place: nameIn(fields, 'number') ?? id,
    label,
    kind: kindOf(unit, label, model),
    value: faulty || !isMeasuring(fields) ? null : valueIn(fields, unit),
    at: instantIn(fields, 'lastSeen') ?? instantIn(fields, 'lastTelemetrySaved'),
    minimumCelsius: celsiusIn(fieldOf(fieldOf(fields, 'minimum'), 'reading')),
    maximumCelsius: celsiusIn(fieldOf(fieldOf(fields, 'maximum'), 'reading')),
    alarmLowCelsius: celsiusIn(fieldOf(fields, 'alarmLow')),
    alarmHighCelsius: celsiusIn(fieldOf(fields, 'alarmHigh')),
    faulty,
  };
}

const isMeasuring = (fields: Fields): boolean =>
  fieldOf(fields, 'enabled') !== false && !WITHOUT_PROBE.has(wordIn(fields, 'status'));

const kindOf = (unit: string, label: string | undefined, model: string): Channel['kind'] => {
  if (unit === 'H') return 'humidity';
  return /\bair\b/i.test(model) ? 'ambient' : kindOfLabel(label);
};

function valueIn(fields: Fields, unit: string): Celsius | null {
  const value = numberIn(fields, 'value');
  if (unit !== 'H') return celsiusOf(value, unit, rangeOf(wordIn(fields, 'type')));
  const humidity = humidityOf(value);
  return humidity === null ? null : celsius(humidity);
}

const celsiusIn = (reading: unknown): Celsius | null =>
  celsiusOf(numberIn(reading, 'value'), wordIn(reading, 'units'));

/** A sensor that reports exactly 0 while the lowest value so far was far from it: electrically stuck. */
function isDead(fields: Fields, unit: string): boolean {
  if (numberIn(fields, 'value') !== 0 || unit === 'H') return false;
  const lowest = fieldOf(fieldOf(fields, 'minimum'), 'reading');
  const minimum = numberIn(lowest, 'value');
  return minimum !== undefined && minimum >= DISTANT && wordIn(lowest, 'units') === unit;
}
