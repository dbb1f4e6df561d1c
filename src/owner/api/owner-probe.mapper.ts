import type { Milliseconds } from '../../shared/units.js';
import type { KnownProbe } from '../../thermometers/registry/known-probe.js';
import type { KnownThermometer } from '../../thermometers/registry/known-thermometer.js';
import { reportProbe } from '../../thermometers/thermometer-report.js';
import type { OwnerProbeDto } from './dto/owner-probe.dto.js';

/** A pushed probe as the owner sees it. */
export function toOwnerProbe(
  probe: KnownProbe,
  thermometer: KnownThermometer,
  now: Milliseconds,
): OwnerProbeDto {
  const { probe_id, temperature_celsius, reading_age_seconds, state, trusted } = reportProbe(
    probe,
    thermometer,
    now,
  );
  const { pusher, claimant } = probe.trust;
  return {
    probe_id,
    temperature_celsius,
    reading_age_seconds,
    state,
    trusted,
    pushed_by: pusher?.id ?? '',
    claimed_by: claimant?.id ?? null,
    contradictions: probe.contradictions,
  };
}
