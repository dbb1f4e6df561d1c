import { CookPlanDto } from './cook-plan.dto.js';

/** A plan to be judged and nothing else: also a refusal is an answer. */
export class CheckCookDto extends CookPlanDto {
  refusesEarly(): boolean {
    return false;
  }
}
