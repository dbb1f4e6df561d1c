import type { Celsius } from '../../shared/units.js';
import { ProtobufMessage } from './protobuf-message.js';
import { percentage, within, type SensorRange } from './sensor-range.js';

// MEATER Link 17.8: the numbers of the fields as in floyduww/MeaterBlockMQTT 9dfb86c, which reads them as int32 and with
// another divisor; temperatures and remaining seconds are sint32, in 1/32 °C.
const IDENTIFIER = 21578;
const VERSION_MAJOR = 17;
const PARTS_OF_DEGREE = 32;
const NOT_KNOWN = -1;

const FOOD: SensorRange = { least: -50, most: 150 };
const AIR: SensorRange = { least: -50, most: 600 };
const SIGNAL = { least: -127, most: 20 };

/** One probe of a datagram. What it does not say is null. */
export interface MeaterLinkProbe {
  /** The probe's own identifier, as 16 hexadecimal digits. */
  readonly deviceId: string | null;
  readonly probeNumber: number | null;
  /** The vendor's number of what the cook is doing. */
  readonly cookState: number | null;
  readonly cookName: string | null;
  readonly targetCelsius: Celsius | null;
  readonly internalCelsius: Celsius | null;
  readonly ambientCelsius: Celsius | null;
  readonly peakCelsius: Celsius | null;
  readonly remainingSeconds: number | null;
  readonly elapsedSeconds: number | null;
  readonly batteryPercent: number | null;
  readonly signalDbm: number | null;
  readonly firmware: string | null;
}

/** One datagram. */
export interface MeaterLinkMessage {
  readonly identifier: number;
  readonly versionMajor: number;
  readonly versionMinor: number;
  /** Counts the messages of one sender. */
  readonly messageNumber: number | null;
  readonly senderId: string | null;
  readonly probes: readonly MeaterLinkProbe[];
}

/** Reads a datagram; null where it is none of MEATER Link, version 17. */
export function decodeMeaterLink(datagram: Uint8Array): MeaterLinkMessage | null {
  const message = ProtobufMessage.read(datagram);
  const header = message?.message(1);
  const identifier = header?.number(1);
  const versionMajor = header?.number(2);
  if (!message || !header || identifier !== IDENTIFIER || versionMajor !== VERSION_MAJOR) return null;
  return {
    identifier,
    versionMajor,
    versionMinor: header.number(3) ?? 0,
    messageNumber: header.number(4) ?? null,
    senderId: header.identifier(5) ?? null,
    probes: (message.message(3)?.messages(3) ?? []).flatMap(probeOf),
  };
}

/** A device with a probe in it; a block or an app is none. */
function probeOf(device: ProtobufMessage): MeaterLinkProbe[] {
  const probe = device.message(1);
  if (probe === undefined) return [];
  const signal = device.signed(11);
  return [
    {
      deviceId: device.identifier(5) ?? null,
      probeNumber: device.number(6) ?? null,
      ...setupOf(probe.message(3)),
      ...statusOf(probe.message(4)),
      batteryPercent: percentage(device.message(7)?.number(2)),
      signalDbm: signal === undefined ? null : within(SIGNAL, signal),
      firmware: device.text(8) ?? null,
    },
  ];
}

const setupOf = (setup: ProtobufMessage | undefined) => ({
  cookState: setup?.number(2) ?? null,
  cookName: setup?.text(9) ?? null,
  targetCelsius: temperature(FOOD, setup?.signed(3)),
});

const statusOf = (status: ProtobufMessage | undefined) => ({
  internalCelsius: temperature(FOOD, status?.signed(1)),
  ambientCelsius: temperature(AIR, status?.signed(2)),
  peakCelsius: temperature(FOOD, status?.signed(3)),
  remainingSeconds: secondsOf(status?.signed(4)),
  elapsedSeconds: secondsOf(status?.number(5)),
});

const temperature = (range: SensorRange, parts: number | undefined): Celsius | null =>
  parts === undefined ? null : within(range, parts / PARTS_OF_DEGREE);

const secondsOf = (value: number | undefined): number | null =>
  value === undefined || value === NOT_KNOWN || value < 0 ? null : value;
