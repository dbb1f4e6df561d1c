import type { HeardThermometer } from '../../../formats/advertisement.js';
import { bytesOfHex } from '../../../formats/bytes.js';
import { decodeRaw, formatOfCharacteristic } from '../../../formats/raw-format.js';
import { decodeAdvertisement } from '../../../formats/advertisement.js';
import { isObject, type WireObject } from '../../wire-values.js';
import { USUAL_PROBE, type HeardDevice, type HeardMessage, type HeardProbe } from './heard.js';
import { USUAL_TOLERANCE } from './mapping-probes.js';
import type { TheengsGateway } from './mapping.js';
import { payloadJson } from './payload.js';
import { decodedThermometer } from './theengs-fields.js';

// What 1technophile/OpenMQTTGateway 0302534 and theengs/gateway 01cf3f2 publish for each device: id, name, rssi,
// manufacturerdata (hexadecimal, with the company identifier), what theengs/decoder 1f40770 makes of it, and the
// value of a characteristic that was asked for.
const ADDRESS = /^[0-9a-f]{2}(?::?[0-9a-f]{2}){5}$/i;
const MOST_BYTES = 255;

/** Reads a message of OpenMQTTGateway or Theengs Gateway. @param captures the levels of the topic at `+` */
export function readTheengs(
  gateway: TheengsGateway,
  captures: readonly string[],
  payload: Uint8Array,
): HeardMessage {
  const message = payloadJson(payload);
  if (!isObject(message)) return 'unreadable';
  const address = addressOf(message['id']) ?? addressOf(captures.at(-1));
  if (address === undefined) return [];
  return thermometersIn(message).flatMap((heard) => deviceOf(gateway, address, message, heard));
}

/** Bytes count before what the gateway made of them: its decoder takes −5.0 °C for an empty place. */
function thermometersIn(message: WireObject): readonly HeardThermometer[] {
  const name = typeof message['name'] === 'string' ? message['name'] : '';
  const advertised = hexIn(message['manufacturerdata']);
  const heard = advertised && decodeAdvertisement(name, advertised);
  if (heard) return [heard];
  const characteristic = message['characteristic'];
  if (typeof characteristic === 'string') {
    const format = formatOfCharacteristic(characteristic.toLowerCase());
    const value = hexIn(message['read']);
    return format && value ? decodeRaw(format, value, name) : [];
  }
  const decoded = decodedThermometer(message);
  return decoded ? [decoded] : [];
}

function deviceOf(
  { only, places }: TheengsGateway,
  address: string,
  message: WireObject,
  heard: HeardThermometer,
): HeardDevice[] {
  const hardwareId = heard.serial?.toLowerCase() ?? address;
  if (only.length > 0 && !only.includes(address) && !only.includes(hardwareId)) return [];
  const probes = heard.sensors.map((sensor): HeardProbe => {
    const own = places.find(({ device, place }) => device === hardwareId && place === sensor.place);
    return {
      ...USUAL_PROBE,
      place: sensor.place,
      name: own?.name ?? `Probe ${sensor.place}`,
      kind: own?.kind ?? sensor.kind,
      value: sensor.value,
      faulty: sensor.faulty ?? false,
      toleranceCelsius: own?.toleranceCelsius ?? USUAL_TOLERANCE,
    };
  });
  const { model, batteryPercent } = heard;
  const name = `${model} ${hardwareId.slice(-4)}`;
  return [{ hardwareId, name, model, batteryPercent, signalDbm: signalIn(message), at: null, probes }];
}

const addressOf = (value: unknown): string | undefined =>
  typeof value === 'string' && ADDRESS.test(value) ? value.replaceAll(':', '').toLowerCase() : undefined;

const hexIn = (value: unknown): Uint8Array | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 2 * MOST_BYTES ? bytesOfHex(value) : undefined;

const signalIn = ({ rssi }: WireObject): number | null =>
  typeof rssi === 'number' && rssi >= -127 && rssi <= 20 ? rssi : null;
