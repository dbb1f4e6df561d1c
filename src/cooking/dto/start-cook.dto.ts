import { CookPlanDto } from './cook-plan.dto.js';

/** A plan to be started: it is judged with what was told before, which validation does not know. */
export class StartCookDto extends CookPlanDto {
  refusesEarly(): boolean {
    return false;
  }
}
