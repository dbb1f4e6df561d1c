import type { StatusDto } from '../../../../src/cooking/dto/status.dto.js';
import type { VerdictDto } from '../../../../src/cooking/dto/verdict.dto.js';
import type { FormReading } from './plan-form.js';
import { isOpen, type StartAttempt } from './start-attempt.js';

/** What decides whether a start can be sent now. */
export interface StartSituation {
  readonly attempt: StartAttempt;
  readonly isSignedOut: boolean;
  readonly canReachServer: boolean;
  readonly reading: FormReading['kind'];
  /** The verdict on exactly the values in the form; undefined while there is none. */
  readonly verdict: Pick<VerdictDto, 'allowed'> | undefined;
  /** The cooker as last seen; undefined while nothing is known of it. */
  readonly status: Pick<StatusDto, 'device_online' | 'is_running'> | undefined;
}

/** Why nothing can be started now: the name of a text. */
export type Obstacle =
  | 'start.whyOpen'
  | 'parts.notSignedIn'
  | 'parts.notWhileOffline'
  | 'start.whyIncomplete'
  | 'start.whyNoVerdict'
  | 'start.whyRefused'
  | 'start.whyAway'
  | 'start.whyBusy';

/** The first reason why nothing can be started now; undefined when the plan can be started. */
export function obstacleTo(situation: StartSituation): Obstacle | undefined {
  const { attempt, isSignedOut, canReachServer, reading, verdict, status } = situation;
  if (isOpen(attempt)) return 'start.whyOpen';
  if (isSignedOut) return 'parts.notSignedIn';
  if (!canReachServer) return 'parts.notWhileOffline';
  if (reading === 'incomplete') return 'start.whyIncomplete';
  if (verdict === undefined) return 'start.whyNoVerdict';
  if (!verdict.allowed) return 'start.whyRefused';
  if (status?.device_online === false) return 'start.whyAway';
  return status?.is_running === true ? 'start.whyBusy' : undefined;
}

/** What to do after a start that the server refused, by its code: the name of a text. */
const REMEDIES = {
  DEVICE_BUSY: 'start.doBusy',
  DEVICE_OFFLINE: 'start.doOffline',
  CLOUD_UNAVAILABLE: 'start.doCloud',
  ANOVA_TOKEN_REJECTED: 'start.doToken',
  DEVICE_FAULT: 'start.doFault',
  FOOD_MUST_BE_DISCARDED: 'start.doDiscard',
  COMMAND_REJECTED: 'start.doRejected',
  RATE_LIMITED: 'start.doLimited',
  SAFETY_UNAVAILABLE: 'start.doServer',
  STORAGE_UNAVAILABLE: 'start.doServer',
  UNAUTHORIZED: 'start.doSignIn',
  CSRF_TOKEN_INVALID: 'start.doSignIn',
} as const;

export type Remedy = (typeof REMEDIES)[keyof typeof REMEDIES] | 'start.doChange';

/** What the person can do about a refused start. */
export const remedyFor = (code: string): Remedy =>
  Object.hasOwn(REMEDIES, code) ? REMEDIES[code as keyof typeof REMEDIES] : 'start.doChange';
