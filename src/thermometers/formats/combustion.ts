import { decodeCombustionGauge, type CombustionGauge } from './combustion-gauge.js';
import { decodeCombustionProbe, type CombustionProbe } from './combustion-probe.js';

/** Combustion's company identifier in advertising data. */
export const COMBUSTION_COMPANY = 0x09c7;

/**
 * Reads an advertisement of Combustion: a probe, a repeating node or a gauge.
 * @param data the manufacturer's data behind the company identifier
 * @returns null where the bytes are none of these
 */
export const decodeCombustion = (data: Uint8Array): CombustionProbe | CombustionGauge | null =>
  decodeCombustionProbe(data) ?? decodeCombustionGauge(data);
