import type { Celsius, Milliseconds } from '../shared/units.js';
import type { MeasuredWater, SuspectWater } from './cooker-state.js';

/** No thermometer in liquid water says more or less, in °C; the margin is for its error and for a pot under pressure. */
const [COLDEST, HOTTEST] = [-5, 105];
/**
 * The strongest heater of these cookers in the smallest pot: 1500 W / (4186 J/kg·K × 1 kg), in K/s. The rated power is
 * Anova's, the specific heat that of water.
 */
const FASTEST_RISE = 1500 / 4186;
/** For rounding (tenths of a degree, °F) and stirring, in K. */
const TOLERANCE = 1;
/** So many in a row that fit each other are no slip: someone has poured in hot water. */
const AGREEING = 3;

/** What is known of the water of a cooker. */
export interface WaterTrack {
  readonly water?: MeasuredWater | undefined;
  readonly suspectWater?: SuspectWater | undefined;
}

/**
 * Takes one more value of the thermometer in. A value that water cannot have, or that it cannot have reached since the
 * last one, is no reading. Only a rise is limited: ice and cold water make it fall at once, and to believe a fall is
 * the safe side, because it credits less.
 */
export function withWater(
  { water, suspectWater }: WaterTrack,
  temperature: Celsius | undefined,
  seenAt: Milliseconds,
): WaterTrack {
  if (temperature === undefined || !canBeWater(temperature)) return { water, suspectWater: undefined };
  const measured = { temperature, seenAt };
  if (water === undefined || canFollow(water, measured)) return { water: measured, suspectWater: undefined };
  const agrees = suspectWater !== undefined && canFollow(suspectWater, measured);
  const times = agrees ? suspectWater.times + 1 : 1;
  if (times >= AGREEING) return { water: measured, suspectWater: undefined };
  return { water, suspectWater: { ...measured, times } };
}

/** Whether liquid water can have this temperature; `NaN` is none. */
export const canBeWater = (temperature: number): boolean => temperature >= COLDEST && temperature <= HOTTEST;

function canFollow(before: MeasuredWater, { temperature, seenAt }: MeasuredWater): boolean {
  const seconds = Math.max(0, seenAt - before.seenAt) / 1000;
  return temperature - before.temperature <= FASTEST_RISE * seconds + TOLERANCE;
}
