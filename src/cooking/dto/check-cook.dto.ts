import { CookPlanDto } from './cook-plan.dto.js';

/** A plan to be judged only; a rejected plan is a normal response here. */
export class CheckCookDto extends CookPlanDto {}
