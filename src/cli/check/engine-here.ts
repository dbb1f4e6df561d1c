import { toVerdictDto } from '../../cooking/dto/verdict.dto.js';
import { loadFoodCatalogue } from '../../safety/foods/food-catalogue.js';
import { makeRules } from '../../safety/rules/rules.js';
import { SafetyService } from '../../safety/safety.service.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
import type { PlanFields } from './plan-fields.js';
import type { ShownVerdict } from './verdict-text.js';

/**
 * The verdict of the safety engine in this release, which knows no cooker.
 * @param foods the folder of the food data
 * @throws SafetyUnavailableError when the food data is missing or altered
 */
export function judgePlan(fields: PlanFields, foods = 'config/foods'): ShownVerdict {
  const engine = new SafetyService(makeRules(), () => loadFoodCatalogue(foods));
  const { thickness_mm: thickness } = fields;
  const verdict = engine.review({
    target: celsius(fields.temperature_celsius),
    hold: minutes(fields.time_minutes),
    food: fields.food_type,
    thickness: thickness === undefined ? undefined : millimetres(thickness),
    shape: fields.shape,
    startState: fields.start_state ?? 'refrigerated',
    vulnerableConsumers: fields.vulnerable_consumers ?? false,
  });
  return toVerdictDto(verdict);
}
