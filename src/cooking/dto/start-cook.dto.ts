import { CookPlanDto } from './cook-plan.dto.js';

/** A plan to be started: fields that are not safe are refused with the other wrong fields. */
export class StartCookDto extends CookPlanDto {
  refusesEarly(): boolean {
    return true;
  }
}
