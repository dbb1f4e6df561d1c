import { Injectable } from '@nestjs/common';
import type { PlausibleThickness, UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import { sentThickness, type JudgedPlan, foodAtHead } from '../named-plan.js';
import { THICKEST, THINNEST } from '../physics/food-body.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Refuses a piece too thick for any bath, and a thickness that no piece has, most often one in another unit. */
@Injectable()
export class ThicknessRangeRule extends SafetyRule {
  static readonly refusals = {
    THICKNESS_OUT_OF_RANGE: {
      when: 'The thickness is below 5 mm.',
      example: exampleOf({ thickness_mm: 3.5 }),
      beyondSettings: true,
    },
    PIECE_TOO_LARGE: {
      when: 'The piece is thicker than 150 mm, so it must be jointed.',
      example: exampleOf({ thickness_mm: 200 }),
      beyondSettings: true,
    },
  } satisfies Refusals;

  review(plan: JudgedPlan, food: UnderstoodFood): readonly Finding[] {
    const sent = sentThickness(plan);
    const inWords = food.facts.statedThickness?.thickness ?? 0;
    if (sent !== undefined && sent > THICKEST) return [tooLarge(sent, food)];
    if (sent !== undefined && !(sent >= THINNEST)) return [tooThin(sent, food)];
    return inWords > THICKEST ? [tooLarge(inWords, food)] : [];
  }
}

const tooLarge = (received: number, food: UnderstoodFood): Finding => ({
  rule: 'thickness-range',
  code: 'PIECE_TOO_LARGE',
  message: `${foodAtHead(food)} of ${received} mm is too large: heat takes too long to the middle of a piece of more than ${THICKEST} mm. Joint it, or cut it into thinner pieces.`,
  details: { field: 'thickness_mm', received, maximum: THICKEST },
});

const tooThin = (received: number, { facts }: UnderstoodFood): Finding => ({
  rule: 'thickness-range',
  code: 'THICKNESS_OUT_OF_RANGE',
  message: `A thickness of ${received} mm is outside ${THINNEST} to ${THICKEST} mm: send the thickest point in millimetres.${inAnotherUnit(received, facts.plausible ?? { thinnest: THINNEST, thickest: THICKEST })}`,
  details: { field: 'thickness_mm', received, minimum: THINNEST, maximum: THICKEST },
});

/** Refuses a thickness that no piece of that cut has: 8 for a whole chicken is 8 cm. */
@Injectable()
export class ThicknessPlausibleRule extends SafetyRule {
  static readonly refusals = {
    THICKNESS_IMPLAUSIBLE: {
      when: 'No such piece is so thick or so thin: it was most likely given in another unit.',
      example: exampleOf({ time_minutes: 10, food_type: 'whole chicken', thickness_mm: 8 }),
      beyondSettings: true,
    },
  } satisfies Refusals;

  review(plan: JudgedPlan, food: UnderstoodFood): readonly Finding[] {
    const { plausible } = food.facts;
    const sent = sentThickness(plan);
    if (plausible === undefined || sent === undefined) return [];
    // Outside of these another rule refuses it.
    if (!(sent >= THINNEST) || sent > THICKEST) return [];
    const isPlausible = sent >= plausible.thinnest && sent <= plausible.thickest;
    return isPlausible ? [] : [implausible(sent, plausible, food)];
  }
}

const implausible = (
  received: number,
  { thinnest, thickest }: PlausibleThickness,
  food: UnderstoodFood,
): Finding => ({
  rule: 'thickness-plausible',
  code: 'THICKNESS_IMPLAUSIBLE',
  message: `${foodAtHead(food)} of ${received} mm: there is no such piece. Its thickest point is ${thinnest} to ${thickest} mm.${inAnotherUnit(received, { thinnest, thickest })}`,
  details: { field: 'thickness_mm', received, minimum: thinnest, maximum: thickest },
});

/** Pieces assumed to be this thick, in mm, differ so much that a guess is no ground to stand on… */
const LARGE = 70;
/** …in a bath cooler than this, where bacteria die slowly. The owner's limits. */
const MILD = 60;

/**
 * Refuses to guess how thick a roast is in a mild bath, a whole bird or a heavy joint in any, and what a length in the
 * name means. Words never replace it: a name that says more is never judged more loosely than one that says less.
 */
@Injectable()
export class ThicknessRequiredRule extends SafetyRule {
  static readonly refusals = {
    THICKNESS_REQUIRED: {
      when: 'A large piece, or a length in the name that may be its thickness, cannot be judged without it.',
      example: exampleOf({ temperature_celsius: 58, time_minutes: 300, food_type: 'pork roast' }),
    },
  } satisfies Refusals;

  review(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[] {
    if (sentThickness(plan) !== undefined || !forecast?.heatMatters) return [];
    const reason = whyThickness(plan, food);
    if (reason === undefined) return [];
    const { statedThickness } = food.facts;
    const inName = statedThickness === undefined ? '' : ` (the name says “${statedThickness.words}”)`;
    return [
      {
        rule: 'thickness-required',
        code: 'THICKNESS_REQUIRED',
        message: `${foodAtHead(food)} at ${plan.target} °C cannot be judged without its thickness: ${reason}. Send the thickest point as thickness_mm, in millimetres${inName}.`,
        details: {
          field: 'thickness_mm',
          thickness_mm: forecast.thickness,
          thickness_assumed: plan.thickness === undefined,
        },
      },
    ];
  }
}

/** Why the thickness of this food must be sent at the temperature of a plan; undefined where it may be assumed. */
export function whyThickness(
  plan: JudgedPlan,
  { facts, assumedThickness }: UnderstoodFood,
): string | undefined {
  const { target } = plan;
  const { doubtfulLength, thicknessRequired } = facts;
  if (doubtfulLength !== undefined) return `“${doubtfulLength}” may be how thick it is, or how long or wide`;
  if (thicknessRequired) return 'pieces so large differ too much to assume one';
  if (plan.thicknessRequired === true) return 'what was said of the piece before rules out an assumption';
  const isMild = assumedThickness >= LARGE && target < MILD;
  return isMild ? `large pieces differ too much, and below ${MILD} °C that decides` : undefined;
}

/** Units in which people measure food, by how many millimetres each is. */
const UNITS = [
  ['cm', 10],
  ['inches', 25.4],
] as const;

/** The thicknesses that a piece can have, in mm. */
interface Range {
  readonly thinnest: number;
  readonly thickest: number;
}

/** What a number would be in other units, where that is a thickness such a piece can have: " 8 cm would be 80 mm.". */
function inAnotherUnit(received: number, { thinnest, thickest }: Range): string {
  const meant = UNITS.map(([unit, factor]) => ({ unit, inMillimetres: Math.round(received * factor) }))
    .filter(({ inMillimetres }) => inMillimetres >= thinnest && inMillimetres <= thickest)
    .map(
      ({ unit, inMillimetres }) =>
        `${received} ${received === 1 && unit === 'inches' ? 'inch' : unit} would be ${inMillimetres} mm`,
    );
  return meant.length === 0 ? '' : ` ${meant.join(', ')}.`;
}
