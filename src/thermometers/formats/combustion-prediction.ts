import { celsius, type Celsius } from '../../shared/units.js';
import { bitsAt } from './bytes.js';

/** What a probe itself expects of its food. The numbers of state, mode and type are the vendor's. */
export interface CombustionPrediction {
  readonly state: number;
  readonly mode: number;
  readonly type: number;
  readonly setPointCelsius: Celsius;
  readonly heatStartCelsius: Celsius;
  /** Seconds until the set point. */
  readonly seconds: number;
  readonly estimatedCoreCelsius: Celsius;
}

const LENGTH = 7;

/** Reads the prediction status (combustion-inc/combustion-documentation d3ada57); null for too few bytes. */
export function decodeCombustionPrediction(data: Uint8Array): CombustionPrediction | null {
  if (data.length < LENGTH) return null;
  return {
    state: bitsAt(data, 0, 4),
    mode: bitsAt(data, 4, 2),
    type: bitsAt(data, 6, 2),
    setPointCelsius: celsius(bitsAt(data, 8, 10) / 10),
    heatStartCelsius: celsius(bitsAt(data, 18, 10) / 10),
    seconds: bitsAt(data, 28, 17),
    estimatedCoreCelsius: celsius((bitsAt(data, 45, 11) - 200) / 10),
  };
}
