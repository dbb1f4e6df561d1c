import type { StatusDto } from '../../../../src/cooking/dto/status.dto.js';
import { UNSEEN } from '../../state/cookers.js';

/** What a cooker does, as far as it was seen. */
export type SeenState = StatusDto['state'] | 'never';

/** What is said of a cooker before any number. */
export interface CookerSummary {
  readonly state: SeenState;
  /** Whole minutes since the timer ended; 0 when it has just ended or has not. */
  readonly endedMinutes: number;
  /** Whether the state is what was last seen, and not known to be the present one. */
  readonly isPast: boolean;
}

/**
 * The summary of a status.
 * @param canReach whether the page reaches the server
 * @param ageSeconds the age of the status now; null when it is not known
 */
export function summaryOf(status: StatusDto, canReach: boolean, ageSeconds: number | null): CookerSummary {
  const isNever = status.reading_age_seconds === null;
  return {
    state: isNever ? 'never' : status.state,
    endedMinutes: status.state === 'done' ? status.holding_minutes : 0,
    isPast: !isNever && (!status.device_online || !canReach || ageSeconds === null || ageSeconds > UNSEEN),
  };
}

/** The warnings about a cooker and its food, each once, in the API's words, the most serious first. */
export function warningsOf({ warnings, safety }: StatusDto): readonly string[] {
  return [...new Set([...(safety?.warnings ?? []), ...warnings])];
}

/** Whether the food must be thrown away. */
export const mustBeThrownAway = ({ safety }: StatusDto): boolean => safety?.error === 'COOK_INTERRUPTED';

/** Where the food stands on its way to pasteurised. */
export type SafetyState = 'throwAway' | 'pasteurized' | 'ahead' | 'notYet' | 'notNeeded';

/** Where the food stands; undefined where nothing is known of it. */
export function safetyState({ safety }: StatusDto): SafetyState | undefined {
  if (safety === null) return undefined;
  if (safety.error === 'COOK_INTERRUPTED') return 'throwAway';
  if (safety.pasteurized === null) return safety.core_temp_celsius === null ? undefined : 'notNeeded';
  if (safety.pasteurized) return 'pasteurized';
  return safety.pasteurized_at === null ? 'notYet' : 'ahead';
}
