import { SimulatorOptionError } from './simulator.errors.js';

/** What a number on the command line may be; both ends belong to it. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
  /** Whether it must be a whole number; default false. */
  readonly whole?: boolean;
}

/** Any port; 0 is a free one. */
export const PORTS: NumberRange = { from: 0, to: 65_535, whole: true };
/** How many times as fast as real time may run: real time to a simulated hour a second. */
export const SPEEDS: NumberRange = { from: 1, to: 3600 };

/**
 * Reads the number given for `--name`.
 * @throws SimulatorOptionError when it is none, or out of the range
 */
export function numberOption(name: string, text: string, { from, to, whole = false }: NumberRange): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (value >= from && value <= to && (!whole || Number.isInteger(value))) return value;
  throw new SimulatorOptionError(`--${name} takes a ${whole ? 'whole ' : ''}number from ${from} to ${to}`);
}

/** The first sentence of what went wrong, for people. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
