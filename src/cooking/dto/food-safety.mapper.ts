import { instant } from '../status/instant.js';
import type { FoodSafety } from '../status/food-safety.js';
import type { CurrentSafetyDto } from './status.dto.js';
import { toReductionDto } from './verdict.dto.js';

/** Maps the safety of a food to its API form. */
export const toCurrentSafetyDto = (safety: FoodSafety): CurrentSafetyDto => ({
  pasteurized: safety.pasteurized,
  pasteurized_up_to_mm: safety.pasteurizedUpTo,
  pasteurized_at: safety.pasteurizedAt === null ? null : instant(new Date(safety.pasteurizedAt)),
  core_temp_celsius: safety.core === null ? null : Math.round(safety.core * 10) / 10,
  log_reductions: safety.reductions.map(toReductionDto),
  minutes_core_in_danger_zone: safety.inDangerZone,
  added_minutes: safety.addedMinutes,
  minutes_unobserved: safety.unobservedMinutes,
  error: safety.spoilt ? 'COOK_INTERRUPTED' : null,
  basis: safety.basis,
  allowed: safety.allowed,
  warnings: [...safety.warnings],
});
