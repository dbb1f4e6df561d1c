import type { CookOrigin, CookerState } from '../../device/cooker-state.js';
import type { ApprovedCook } from '../../safety/safety.service.js';
import type { Milliseconds } from '../../shared/units.js';

/** Who began a cook. */
export const STARTERS = ['coddle', 'app', 'device', 'unknown'] as const;
export type StartedBy = (typeof STARTERS)[number];

/** A plan and its verdict. */
export type JudgedPlan = Pick<ApprovedCook, 'plan' | 'verdict'>;

/** One cook on one cooker, our own or a foreign one. */
export interface Cook {
  readonly id: string;
  readonly cookerId: string;
  readonly startedBy: StartedBy;
  /** When its start was commanded, when the cooker says that it began, or when it was first seen. */
  readonly startedAt: Date;
  /** The same time on the monotonic clock; undefined when the beginning was not observed. */
  readonly began?: Milliseconds | undefined;
  /** The approved plan; undefined for a foreign cook. */
  readonly approved?: JudgedPlan | undefined;
  /** Name of the API key that started it; undefined for a foreign cook. */
  readonly requestedBy?: string | undefined;
}

/** A step that follows every cook. `CookTracker` calls it directly; a later step may depend on an earlier one. */
export interface CookFollower {
  /** The latest state of a cooker shows this cook. */
  see(cook: Cook, cooker: CookerState): void;
  /** A state that may show another cook than the present one: its water counts for the present food. */
  measure(cooker: CookerState): void;
  /**
   * The cooker is idle, or stopped in a fault.
   * @param stoppedBy the name of the API key that stopped the cook, if any
   */
  end(cook: Cook, cooker: CookerState, stoppedBy: string | undefined): void;
}

const STARTED_BY: Readonly<Record<CookOrigin, StartedBy>> = {
  app: 'app',
  device: 'device',
  // Another program with an access token; its owner is unknown.
  api: 'unknown',
  unknown: 'unknown',
};

/** Who began a foreign cook, as far as the cooker reports. */
export const startedBy = (origin: CookOrigin): StartedBy => STARTED_BY[origin];
