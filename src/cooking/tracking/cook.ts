import type { CookOrigin } from '../../device/cooker-state.js';
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

const STARTED_BY: Readonly<Record<CookOrigin, StartedBy>> = {
  app: 'app',
  device: 'device',
  // Another program with an access token; its owner is unknown.
  api: 'unknown',
  unknown: 'unknown',
};

/** Who began a foreign cook, as far as the cooker reports. */
export const startedBy = (origin: CookOrigin): StartedBy => STARTED_BY[origin];
