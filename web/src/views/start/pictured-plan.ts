import type { HeatingCurveDto } from '../../../../src/cooking/dto/heating-curve.dto.js';

/** A plan as a picture shows it. */
export interface PicturedPlan {
  readonly curve: HeatingCurveDto;
  /** The time of the plan, in minutes. */
  readonly hold: number;
}
