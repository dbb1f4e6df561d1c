import type { CookOrigin } from '../../device/cooker-state.js';
import type { ApprovedCook } from '../../safety/approved-cook.js';
import type { Milliseconds } from '../../shared/units.js';

/** Who began a cook. */
export const STARTERS = ['coddle', 'app', 'device', 'unknown'] as const;
export type StartedBy = (typeof STARTERS)[number];

/** A plan and what the engine said of it. */
export type JudgedPlan = Pick<ApprovedCook, 'plan' | 'verdict'>;

/** One cook on one cooker, ours or another's. */
export interface Cook {
  readonly id: string;
  readonly cookerId: string;
  readonly startedBy: StartedBy;
  /** When its start was commanded, when the cooker says that it began, or when it was first seen. */
  readonly startedAt: Date;
  /** The same moment on the monotonic clock; undefined when the beginning was not seen. */
  readonly began?: Milliseconds | undefined;
  /** What was approved; undefined for a cook that others began. */
  readonly approved?: JudgedPlan | undefined;
  /** Name of the key that asked for it; undefined for a cook that others began. */
  readonly requestedBy?: string | undefined;
}

const STARTED_BY: Readonly<Record<CookOrigin, StartedBy>> = {
  app: 'app',
  device: 'device',
  // A program with a token other than this process: it is not known whose.
  api: 'unknown',
  unknown: 'unknown',
};

/** Who began a cook that is not ours, as far as the cooker says. */
export const startedBy = (origin: CookOrigin): StartedBy => STARTED_BY[origin];
