import { probeIdOf, thermometerIdOf } from '../../probe-ids.js';
import type { ProbeFacts, ProbeReading, ThermometerFacts } from '../../thermometer.js';
import { kindOfLabel } from '../label-kind.js';
import type { Moment } from '../polling/cloud-time.js';
import type { FireboardChannel, FireboardDevice } from './protocol/fireboard-devices.js';

/** How far a reading may be off, in °C: FireBoard publishes no figure for all of its probes. */
const TOLERANCE = 0.5;
/** Seconds after which the cloud no longer counts a reading among the latest. */
const INTERVAL = 60;

/** The id of a device here. */
export const idOf = ({ hardwareId }: FireboardDevice): string => thermometerIdOf('fireboard', hardwareId);

/** A device as the registry wants it. */
export function factsOf(device: FireboardDevice, { time }: Moment): ThermometerFacts {
  const id = idOf(device);
  const heard = heardAt(device);
  return {
    thermometerId: id,
    vendor: 'fireboard',
    name: device.title ?? 'FireBoard',
    model: device.model ?? 'FireBoard',
    online: newestOf(device) === null ? device.active : true,
    batteryPercent: device.batteryPercent,
    signalDbm: null,
    lastSeen: heard === null ? null : time.toOwn(heard),
    probes: device.channels.map((channel) => probeOf(id, channel)),
  };
}

function probeOf(id: string, { place, label, reading }: FireboardChannel): ProbeFacts {
  return {
    probeId: probeIdOf(id, place),
    name: label ?? `Channel ${place}`,
    kind: kindOfLabel(label),
    toleranceCelsius: TOLERANCE,
    sendsOnChange: false,
    intervalSeconds: INTERVAL,
    ...(reading?.impossible === true && { faulty: true }),
  };
}

/**
 * The readings of a device. A channel that had readings and is not among the latest has none now: that is a statement of
 * the cloud, of the instant at which the device was last heard, or of now where only the cloud says that it is there.
 */
export function readingsOf(device: FireboardDevice, { now, time }: Moment): ProbeReading[] {
  const id = idOf(device);
  const newest = newestOf(device);
  const silentSince = newest === null ? (device.active === true ? now : null) : time.toOwn(newest);
  return device.channels.flatMap(({ place, reading, lastSeen }): ProbeReading[] => {
    const common = { probeId: probeIdOf(id, place), receivedAt: now, late: false };
    if (reading !== null) return [{ ...common, at: time.toOwn(reading.at), celsius: reading.celsius }];
    if (lastSeen === null || silentSince === null) return [];
    return [{ ...common, at: silentSince, celsius: null }];
  });
}

/** How long ago a device was last heard, in ms by the cloud's clock; null when it is not known. */
export const ageOf = (device: FireboardDevice, { now, time }: Moment): number | null => {
  const newest = newestOf(device);
  return newest === null ? null : now + time.difference - newest;
};

/** The instant of the newest reading of the last minute. */
function newestOf({ channels }: FireboardDevice): number | null {
  const instants = channels.flatMap(({ reading }) => (reading === null ? [] : [reading.at]));
  return instants.length === 0 ? null : Math.max(...instants);
}

/** Where the cloud says that the device is there and nothing is measured, nothing tells when it was heard. */
function heardAt(device: FireboardDevice): number | null {
  const newest = newestOf(device);
  if (newest !== null || device.active === true) return newest;
  const instants = device.channels.flatMap(({ lastSeen }) => (lastSeen === null ? [] : [lastSeen]));
  return instants.length === 0 ? null : Math.max(...instants);
}
