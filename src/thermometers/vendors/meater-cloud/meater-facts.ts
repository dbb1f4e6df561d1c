import { probeIdOf, thermometerIdOf } from '../../probe-ids.js';
import type { ProbeFacts, ProbeReading, ThermometerFacts } from '../../thermometer.js';
import type { Moment } from '../polling/cloud-time.js';
import type { MeaterProbe } from './protocol/meater-devices.js';

/** How far a reading may be off, in °C. Source: MEATER, specifications of the first generation. */
const TOLERANCE = 0.5;
/** Seconds between two readings: the vendor publishes none, and recommends to ask twice a minute. */
const INTERVAL = 30;
/** Digits of an id that are shown: enough to tell the probes of a household apart. */
const SHOWN = 4;

/** MEATER's cloud tells no name: the beginning of the id tells probes apart. */
export const nameOf = ({ id }: MeaterProbe): string => `MEATER ${id.slice(0, SHOWN)}`;

/** The id of a probe's thermometer here. */
export const idOf = ({ id }: MeaterProbe): string => thermometerIdOf('meater', id);

/** A probe as the registry wants it. @param isInReach whether the cloud lists it */
export function factsOf(probe: MeaterProbe, isInReach: boolean, { time }: Moment): ThermometerFacts {
  const id = idOf(probe);
  const { internal, ambient } = probe;
  return {
    thermometerId: id,
    vendor: 'meater',
    name: nameOf(probe),
    model: 'MEATER',
    online: isInReach,
    batteryPercent: null,
    signalDbm: null,
    lastSeen: time.toOwn(probe.at),
    probes: [
      probeOf(probeIdOf(id, 'tip'), 'Tip', 'core', internal.impossible),
      probeOf(probeIdOf(id, 'ambient'), 'Ambient', 'ambient', ambient.impossible),
    ],
  };
}

const probeOf = (probeId: string, name: string, kind: ProbeFacts['kind'], faulty: boolean): ProbeFacts => ({
  probeId,
  name,
  kind,
  toleranceCelsius: TOLERANCE,
  sendsOnChange: false,
  intervalSeconds: INTERVAL,
  ...(faulty && { faulty }),
});

/** Both readings, which have one instant. */
export function readingsOf(probe: MeaterProbe, { now, time }: Moment): ProbeReading[] {
  const id = idOf(probe);
  const common = { at: time.toOwn(probe.at), receivedAt: now, late: false };
  return [
    { ...common, probeId: probeIdOf(id, 'tip'), celsius: probe.internal.celsius },
    { ...common, probeId: probeIdOf(id, 'ambient'), celsius: probe.ambient.celsius },
  ];
}

/** How long ago a probe was last heard, in ms by the cloud's clock. */
export const ageOf = ({ at }: MeaterProbe, { now, time }: Moment): number => now + time.difference - at;
