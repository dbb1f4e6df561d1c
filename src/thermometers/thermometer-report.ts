import { visibleName } from '../shared/printable.js';
import type { Milliseconds } from '../shared/units.js';
import type { ProbeDto, ThermometerDto } from './dto/thermometers.dto.js';
import type { KnownProbe } from './registry/known-probe.js';
import type { KnownThermometer } from './registry/known-thermometer.js';

/** A thermometer as clients read it. @param now on the monotonic clock */
export function reportThermometer(thermometer: KnownThermometer, now: Milliseconds): ThermometerDto {
  const { facts, online, probes } = thermometer;
  return {
    thermometer_id: thermometer.id,
    vendor: facts.vendor,
    name: visibleName(facts.name),
    model: visibleName(facts.model),
    online: thermometer.removed ? false : online,
    battery_percent: facts.batteryPercent,
    signal_dbm: facts.signalDbm,
    last_seen: instantOf(facts.lastSeen),
    probes: [...probes.values()].map((probe) => reportProbe(probe, thermometer, now)),
  };
}

/** A probe as clients read it. The number of a dead sensor is not shown: it says nothing. */
export function reportProbe(probe: KnownProbe, thermometer: KnownThermometer, now: Milliseconds): ProbeDto {
  const { facts, newest, trust } = probe;
  const state = probe.stateAt(now, thermometer.evidenceAt(now));
  const age = probe.ageAt(now);
  const rate = state === 'dead' ? null : probe.rateAt(now);
  return {
    probe_id: probe.id,
    name: visibleName(facts.name),
    kind: facts.kind,
    temperature_celsius: state === 'dead' ? null : rounded(newest?.celsius ?? null, 100),
    reading_at: instantOf(newest?.at ?? null),
    reading_age_seconds: rounded(age, 10),
    stale: probe.isStaleAt(now),
    state,
    rate_celsius_per_hour: rounded(rate, 10),
    trusted: trust.trusted,
  };
}

/** Rounded to a fraction of one; without a negative zero. */
const rounded = (value: number | null, parts: number): number | null =>
  value === null ? null : Math.round(value * parts) / parts + 0;

/** Devices measure several times a second, so that the milliseconds stay. */
const instantOf = (at: number | null): string | null =>
  at === null || Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString();
