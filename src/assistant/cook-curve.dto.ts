import { FEWEST_POINTS } from '../history/down-sample.js';
import { WholeNumber } from '../cooking/dto/whole-number.decorator.js';
import { CookIdDto } from './cook-id.dto.js';

/** The most readings that a tool returns: more than a picture of the curve shows, and what a model can read. */
export const MOST_CURVE_POINTS = 200;
/** How many readings a tool returns when the client states no number. */
export const USUAL_CURVE_POINTS = 56;

/** Chooses one cook, and how many of its readings. */
export class CookCurveDto extends CookIdDto {
  /** How many readings at most; the peaks survive. */
  @WholeNumber({ minimum: FEWEST_POINTS, maximum: MOST_CURVE_POINTS })
  points?: number;
}
