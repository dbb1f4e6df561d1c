import type { EngineReading } from './cook-engine.js';

export type DisplayUnit = 'C' | 'F';

/** What a cooker is, apart from what it does. */
export interface CookerIdentity {
  /** 22 base62 characters for the newer ones. */
  readonly id: string;
  /** `a7`, `pro`, …: what the cloud calls the model. */
  readonly type: string;
  readonly name: string;
  /** ISO 8601. */
  readonly pairedAt: string;
}

/** Everything a cooker could report at one moment; each generation says it in its own shape. */
export interface CookerSnapshot extends EngineReading {
  readonly cooker: CookerIdentity;
  readonly unit: DisplayUnit;
  readonly lowWaterWarning: boolean;
  /** The ids of the last commands it acted on, oldest first. */
  readonly processed: readonly string[];
  readonly online: boolean;
  /** Milliseconds since 1970, as the next. */
  readonly connectedAt: number;
  readonly disconnectedAt: number;
  /** Milliseconds by which the cooker's own clock is fast. */
  readonly skew: number;
}

/** Two decimals, as every temperature on the wire. */
export const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** ISO 8601 with whole seconds, as third-generation cookers write it. */
export const wholeSeconds = (ms: number): string =>
  new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');
