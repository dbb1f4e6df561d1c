import { percentage } from '../../../formats/sensor-range.js';
import type { HeardSensor, HeardThermometer } from '../../../formats/advertisement.js';
import { visibleName } from '../../../../shared/printable.js';
import type { Celsius } from '../../../../shared/units.js';
import type { WireObject } from '../../wire-values.js';
import { measured, numberOfText } from './measured-value.js';

// theengs/decoder 1f40770: tempc, tempc2 … tempc6 in °C and tempf … in °F, hum in percent, batt in percent. Earlier
// versions of OpenMQTTGateway write numbers as texts. An empty place is left out.
const PLACES = [1, 2, 3, 4, 5, 6] as const;
/** Models for food, with the number of their places. */
const FOOD_MODELS = new Map([
  ['IBT-2X', 2],
  ['IBT-4XS', 4],
  ['IBT-6XS', 6],
  ['IBT-6XS/SOLIS-6', 6],
]);

/** What the decoder of the gateway made of an advertisement; null where it is no thermometer. */
export function decodedThermometer(message: WireObject): HeardThermometer | null {
  const model = textIn(message['model_id']) ?? textIn(message['model']);
  const places = FOOD_MODELS.get(model ?? '') ?? 0;
  const sensors = [
    ...PLACES.flatMap((place) => temperatureAt(message, place, places)),
    ...humidityIn(message),
  ];
  if (sensors.length === 0) return null;
  return {
    model: visibleName([textIn(message['brand']), model].filter(Boolean).join(' ') || 'Thermometer'),
    serial: null,
    batteryPercent: percentage(numberIn(message['batt'])),
    sensors,
  };
}

/** The sensor at a place: of a model for food also where it is empty, of another where it is named. */
function temperatureAt(message: WireObject, place: number, places: number): HeardSensor[] {
  const suffix = place === 1 ? '' : `${place}`;
  const [inCelsius, inFahrenheit] = [`tempc${suffix}`, `tempf${suffix}`];
  if (place > places && !(inCelsius in message) && !(inFahrenheit in message)) return [];
  const kind = places > 0 ? 'core' : 'ambient';
  const value: Celsius | null =
    inCelsius in message
      ? temperature(message[inCelsius], 'C')
      : inFahrenheit in message
        ? temperature(message[inFahrenheit], 'F')
        : null;
  return [{ place: `${place}`, kind, value }];
}

function humidityIn(message: WireObject): HeardSensor[] {
  if (!('hum' in message)) return [];
  const number = numberIn(message['hum']);
  return [
    {
      place: 'humidity',
      kind: 'humidity',
      value: number === undefined ? null : measured(number, '%', 'humidity'),
    },
  ];
}

const temperature = (value: unknown, unit: 'C' | 'F'): Celsius | null => {
  const number = numberIn(value);
  return number === undefined ? null : measured(number, unit, 'ambient');
};

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : typeof value === 'string' ? numberOfText(value) : undefined;

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
