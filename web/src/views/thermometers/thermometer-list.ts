import type { ProbeDto, ThermometerDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import type { Aged } from '../../state/age.js';

/** A thermometer as last reported, and when this page received it, by the time of the page. */
export interface SeenThermometer {
  readonly thermometer: ThermometerDto;
  readonly at: number;
}

/** A probe with its thermometer. */
export interface SeenProbe extends Aged {
  readonly probe: ProbeDto;
  readonly thermometer: ThermometerDto;
}

/** The list with a newer report; a thermometer that is new comes at the end. */
export function withThermometer(
  list: readonly SeenThermometer[],
  thermometer: ThermometerDto,
  at: number,
): readonly SeenThermometer[] {
  const isSame = (one: SeenThermometer) => one.thermometer.thermometer_id === thermometer.thermometer_id;
  const seen = { thermometer, at };
  return list.some(isSame) ? list.map((one) => (isSame(one) ? seen : one)) : [...list, seen];
}

/** Every probe of the list. */
export const probesOf = (list: readonly SeenThermometer[]): readonly SeenProbe[] =>
  list.flatMap(({ thermometer, at }) =>
    thermometer.probes.map((probe) => ({ probe, thermometer, at, ageSeconds: probe.reading_age_seconds })),
  );
