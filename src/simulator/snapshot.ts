import type { EngineReading } from './cook-engine.js';

/**
 * The names of an a3's stages: as the library behind Home Assistant knows them (`cooking` was recorded), or as they
 * are documented for the others. That library's listener dies at `preheating`.
 */
export type StageNames = 'recorded' | 'documented';

export type DisplayUnit = 'C' | 'F';

/** What a cooker is, apart from what it does. */
export interface CookerIdentity {
  /** 22 base62 characters for the newer ones. */
  readonly id: string;
  /** `a7`, `pro`, …: the cloud's name of the model. */
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
  /** What a third-generation cooker lists as processed: those and ids of its own, oldest first. */
  readonly acknowledged: readonly string[];
  /** °C of the food probe; undefined without one. */
  readonly probe: number | undefined;
  /** How an a3 names the stages of its job. */
  readonly stageNames: StageNames;
  /** Whether it came to power a moment ago. */
  readonly startsUp: boolean;
  readonly online: boolean;
  /** Milliseconds since 1970, as the next. */
  readonly connectedAt: number;
  readonly disconnectedAt: number;
  /** Milliseconds by which the cooker's own clock is fast. */
  readonly skew: number;
}

/** Seconds left as older cookers send them: the whole time before the timer begins, counting up once it has expired. */
export function secondsShown({ cook, at, timer: { initial, startedAt } }: CookerSnapshot): number {
  if (!cook || cook.kind === 'ice-bath') return 0;
  if (startedAt === undefined) return initial;
  return Math.abs(initial - Math.floor((at - startedAt) / 1000));
}

/** Two decimals, as every temperature on the wire. */
export const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** ISO 8601 with whole seconds, as third-generation cookers write it. */
export const wholeSeconds = (ms: number): string =>
  new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');
