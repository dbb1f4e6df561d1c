import type { CookPlan } from '../../safety/cook-plan.js';
import type { UnderstoodFood } from '../../safety/foods/food.js';
import { wordsOf } from '../../safety/foods/food-name.js';
import { THICKEST } from '../../safety/physics/food-body.js';
import { whyThickness } from '../../safety/rules/thickness-required.rule.js';
import type { Milliseconds } from '../../shared/units.js';
import type { Fact, Facts, Piece } from './food-facts.js';

/** A plan with what was told before. */
export interface CompletedPlan {
  readonly plan: CookPlan;
  /** A sentence for each fact that was taken from there. */
  readonly remembered: readonly string[];
  /** How a request takes such facts back, to be said with a refusal. */
  readonly remedies: readonly string[];
}

/** What one fact makes of a plan. */
interface AppliedFact {
  readonly change: Partial<CookPlan>;
  readonly sentence: string;
  readonly remedy: string | undefined;
}

const SEND_THICKNESS = 'If this piece is another one, send its thickest point as thickness_mm.';
const SEND_START = 'If it is not frozen any more, send start_state.';
const IN_WORDS = 'What the name of a food says of who eats it counts for 30 minutes, also beside the field.';

/** A plan with the facts that make it stricter; a thickness that it holds takes the place of every other. */
export function planWithFacts(
  plan: CookPlan,
  food: UnderstoodFood,
  known: Facts,
  now: Milliseconds,
): CompletedPlan {
  const applied = [
    appliedSize(plan, food, known, now),
    appliedFrozen(plan, food, known, now),
    appliedEaters(plan, food, known, now),
  ].filter((one) => one !== undefined);
  return {
    plan: Object.assign({ ...plan }, ...applied.map(({ change }) => change)) as CookPlan,
    remembered: applied.map(({ sentence }) => sentence),
    remedies: applied.flatMap(({ remedy }) => remedy ?? []),
  };
}

function appliedSize(
  plan: CookPlan,
  food: UnderstoodFood,
  { pieces, missingThickness }: Facts,
  now: Milliseconds,
): AppliedFact | undefined {
  if (plan.thickness !== undefined) return undefined;
  const required = (statement: string, fact: Fact): AppliedFact => ({
    change: { thicknessRequired: true },
    sentence: `${statement} ${ago(fact, now)}.`,
    remedy: SEND_THICKNESS,
  });
  // A piece that is too large to be guessed is refused for its own name.
  if (missingThickness !== undefined)
    return whyThickness(plan, food) === undefined
      ? required(missingThickness.statement, missingThickness)
      : undefined;
  const piece = thickestOf(pieces, food);
  if (piece === undefined) return undefined;
  if (!mayBeAssumed(plan, food, piece)) return required(describe(piece), piece);
  return {
    change: { thickness: piece.thickness },
    sentence: `${describe(piece)} ${ago(piece, now)}.`,
    remedy: SEND_THICKNESS,
  };
}

/** To be followed by how long ago. */
const describe = ({ measured, thickness, name }: Piece): string =>
  measured
    ? `The thickest point is ${thickness} mm, as told`
    : `The piece is “${name}”, which counts as ${thickness} mm, as told`;

/** The thickest piece that this food may be; undefined where it is no thicker than what is assumed or said now. */
function thickestOf(pieces: readonly Piece[], food: UnderstoodFood): Piece | undefined {
  const now = Math.max(food.assumedThickness, food.facts.statedThickness?.thickness ?? 0);
  return pieces
    .filter((piece) => piece.thickness > now && (piece.ofClass || isShorterForm(food.name, piece.name)))
    .toSorted((one, other) => other.thickness - one.thickness)[0];
}

/** Whether a name says nothing that the other does not say too: "pork" beside "pork shoulder", or no name at all. */
function isShorterForm(name: string | undefined, of: string): boolean {
  const words = new Set(wordsOf(of));
  return (wordsOf(name ?? '') ?? []).every((word) => words.has(word));
}

/**
 * Whether a piece that was told before answers how thick this one is. Where the thickness has to be sent it does so
 * only under the very same name, and a thickness that no piece of this food has answers nothing.
 */
function mayBeAssumed(plan: CookPlan, food: UnderstoodFood, { thickness, measured, name }: Piece): boolean {
  const thickest = Math.min(food.facts.plausible?.thickest ?? THICKEST, THICKEST);
  if (thickness > thickest) return false;
  const isSame = measured && name !== '' && name.toLowerCase() === food.name?.toLowerCase();
  return (
    isSame || whyThickness(plan, measured ? food : { ...food, assumedThickness: thickness }) === undefined
  );
}

function appliedFrozen(
  plan: CookPlan,
  food: UnderstoodFood,
  { frozen }: Facts,
  now: Milliseconds,
): AppliedFact | undefined {
  if (frozen === undefined || food.frozen || plan.startState === 'frozen') return undefined;
  return {
    change: { startState: 'frozen' },
    sentence: `The food is frozen, as told ${ago(frozen, now)}.`,
    remedy: SEND_START,
  };
}

function appliedEaters(
  plan: CookPlan,
  food: UnderstoodFood,
  { vulnerable, vulnerableInWords }: Facts,
  now: Milliseconds,
): AppliedFact | undefined {
  const fact = vulnerableInWords ?? vulnerable;
  if (fact === undefined || plan.vulnerableConsumers || food.facts.vulnerable !== undefined) return undefined;
  return {
    change: { vulnerableConsumers: true },
    sentence: `Someone who falls ill easily will eat it, as told ${ago(fact, now)}.`,
    remedy: vulnerableInWords && IN_WORDS,
  };
}

function ago({ at }: Fact, now: Milliseconds): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'less than a minute ago';
  return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
}
