import { CookPlanDto } from './cook-plan.dto.js';

/** A plan to be started. It is judged with facts that were stated earlier, which the validation does not know. */
export class StartCookDto extends CookPlanDto {}
