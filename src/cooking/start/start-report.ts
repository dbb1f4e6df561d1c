import { nameInApp } from '../../device/cooker-names.js';
import type { StartedCookDto } from '../dto/started-cook.dto.js';
import { toVerdictDto } from '../dto/verdict.dto.js';
import type { StartCommand } from './start-command.js';
import { forWhom, startedSummary } from '../status/wording.js';

/** Builds the response to a start that the cooker shows or the cloud accepted. */
export function reportStart({ cook, cooker, state }: StartCommand): StartedCookDto {
  const { plan, verdict } = cook.approved;
  const { past = [], warnings } = verdict;
  const verified = state === 'verified';
  return {
    status: verified ? 'started' : 'accepted',
    verified,
    cook_id: cook.id,
    device_id: cooker.id,
    device_name: nameInApp(cooker),
    target_temp_celsius: plan.target,
    time_minutes: plan.hold,
    ...(plan.food !== undefined && { food_type: plan.food }),
    food_class: verdict.foodClass,
    safety: toVerdictDto(verdict),
    summary: startedSummary(plan, cooker, verified, [forWhom(verdict), ...past, warnings[past.length]]),
  };
}
