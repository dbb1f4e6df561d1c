import { probeIdOf, thermometerIdOf } from '../../probe-ids.js';
import type { ProbeFacts, ProbeReading, ThermometerFacts } from '../../thermometer.js';
import type { Celsius } from '../../../shared/units.js';
import { isLate } from '../../probes/reading-instant.js';
import type { Moment } from '../polling/cloud-time.js';
import type { ArchivedReading } from './protocol/archive.js';
import type { Channel } from './protocol/channel.js';
import type { Device } from './protocol/device.js';

/** A device counts as heard for so many of its intervals, and for at least `LEAST_HEARD`. */
const INTERVALS = 3;
const LEAST_HEARD = 5 * 60_000;
/** How far a reading may be off, in °C. Source: ThermoWorks, calibration certificates in its cloud: ±0.9 °F. */
const TOLERANCE = 0.5;

/** The id of a device here. */
export const idOf = ({ serial }: Device): string => thermometerIdOf('thermoworks', serial);

/** How long ago a device was last heard, in ms by the cloud's clock; null when it never was. */
export const ageOf = ({ lastSeen }: Device, { now, time }: Moment): number | null =>
  lastSeen === null ? null : now + time.difference - lastSeen;

/** A device with its channels, as the registry wants it. */
export function factsOf(device: Device, channels: readonly Channel[], moment: Moment): ThermometerFacts {
  return {
    thermometerId: idOf(device),
    vendor: 'thermoworks',
    name: device.label ?? device.model,
    model: device.model,
    online: isOnline(device, moment),
    batteryPercent: device.batteryPercent,
    signalDbm: device.signalDbm,
    lastSeen: device.lastSeen === null ? null : moment.time.toOwn(device.lastSeen),
    probes: channels.map((channel) => probeOf(device, channel)),
  };
}

function isOnline(device: Device, moment: Moment): boolean | null {
  if (device.isOffline === true) return false;
  const age = ageOf(device, moment);
  if (age === null) return null;
  return age <= Math.max(LEAST_HEARD, INTERVALS * 1_000 * (device.intervalSeconds ?? 0));
}

function probeOf(device: Device, channel: Channel): ProbeFacts {
  const { place, label, kind, minimumCelsius, faulty } = channel;
  return {
    probeId: probeIdOf(idOf(device), place),
    name: label ?? `Channel ${place}`,
    kind,
    toleranceCelsius: TOLERANCE,
    sendsOnChange: device.sendsOnChange,
    ...(device.intervalSeconds !== undefined && { intervalSeconds: device.intervalSeconds }),
    ...(faulty && { faulty }),
    ...(minimumCelsius !== null && { minimumCelsius }),
  };
}

/**
 * The present reading of a channel. A value without an instant has no age and is none; that there is no reading is known
 * since the device was last heard.
 */
export function readingOf(device: Device, { place, value, at }: Channel, moment: Moment): ProbeReading {
  const celsius = at === undefined ? null : value;
  const instant = moment.time.toOwn(at ?? device.lastSeen ?? moment.now);
  return { probeId: probeIdOf(idOf(device), place), ...stamped(instant, celsius, moment) };
}

/** The readings of an archive: what was measured then is late now. */
export const archivedReadings = (
  device: Device,
  readings: readonly ArchivedReading[],
  { now, time }: Moment,
): readonly ProbeReading[] =>
  readings.map(({ place, at, value }) => ({
    probeId: probeIdOf(idOf(device), place),
    at: time.toOwn(at),
    receivedAt: now,
    celsius: value,
    late: true,
  }));

const stamped = (at: number, celsius: Celsius | null, { now }: Moment): Omit<ProbeReading, 'probeId'> => ({
  at,
  receivedAt: now,
  celsius,
  late: isLate(at, now),
});
