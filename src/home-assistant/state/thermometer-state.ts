import type { ProbeDto, ThermometerDto } from '../../thermometers/dto/thermometers.dto.js';
import { placeOf } from '../discovery/probe-entities.js';
import { flagOf } from './cooker-state.js';

/** What is published of a thermometer, by the keys of its entities; null is not known. */
export type ThermometerStateMessage = Readonly<Record<string, string | number | null>>;

/** The state of a thermometer with its probes. */
export function thermometerState(thermometer: ThermometerDto): ThermometerStateMessage {
  const state: Record<string, string | number | null> = {};
  for (const probe of thermometer.probes) addProbe(state, placeOf(thermometer.thermometer_id, probe), probe);
  state['battery'] = thermometer.battery_percent;
  state['signal'] = thermometer.signal_dbm;
  state['reachable'] = flagOf(isReachable(thermometer));
  return state;
}

/** Only a working sensor that is heard has a value: an old number is none. */
function addProbe(state: Record<string, string | number | null>, place: string, probe: ProbeDto): void {
  state[`${place}_temperature`] = probe.state === 'ok' && !probe.stale ? probe.temperature_celsius : null;
  state[`${place}_reading_at`] = probe.reading_at;
  state[`${place}_state`] = probe.state;
  state[`${place}_stale`] = flagOf(probe.stale);
}

/**
 * Whether a thermometer as a whole is there. Where its vendor does not say, one of whose probes something is heard is
 * there; a place that is dead or silent leaves the others alone.
 */
export function isReachable({ online, probes }: Pick<ThermometerDto, 'online' | 'probes'>): boolean {
  return online ?? probes.some(({ state, reading_at: at }) => state !== 'lost' && at !== null);
}
