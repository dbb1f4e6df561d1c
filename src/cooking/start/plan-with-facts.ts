import type { CookPlan } from '../../safety/cook-plan.js';
import type { UnderstoodFood } from '../../safety/foods/food.js';
import { wordsOf } from '../../safety/foods/food-name.js';
import { THICKEST } from '../../safety/physics/food-body.js';
import { whyThickness } from '../../safety/rules/thickness.rules.js';
import type { Milliseconds } from '../../shared/units.js';
import type { Fact, Facts, Piece } from './food-facts.js';
import { FOOD_MUST_BE_DISCARDED } from '../../safety/continued-food.js';
import { UnsafeCookError } from '../../safety/safety.errors.js';
import type { ApprovalRequiredDto } from '../dto/approval.dto.js';
import type { StartedCookDto } from '../dto/started-cook.dto.js';
import type { VerdictDto } from '../dto/verdict.dto.js';

/** A plan together with the facts that were stated earlier. */
export interface CompletedPlan {
  readonly plan: CookPlan;
  /** One sentence for each earlier fact that was applied. */
  readonly remembered: readonly string[];
  /** Sentences on how a request replaces such facts, for a refusal. */
  readonly remedies: readonly string[];
}

/** The effect of one fact on a plan. */
interface AppliedFact {
  readonly change: Partial<CookPlan>;
  readonly sentence: string;
  readonly remedy: string | undefined;
}

const SEND_THICKNESS = 'If this piece is another one, send its thickest point as thickness_mm.';
const SEND_START = 'If it is not frozen any more, send start_state.';
const IN_WORDS = 'What the name of a food says of who eats it counts for 30 minutes, also beside the field.';

/** Applies the facts that make a plan stricter. A thickness in the plan replaces every earlier one. */
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
  // A piece that is too large to assume its thickness is refused because of its own name.
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

/** The end of the sentence says how long ago. */
const describe = ({ measured, thickness, name }: Piece): string =>
  measured
    ? `The thickest point is ${thickness} mm, as you said`
    : `The piece is “${name}”, which counts as ${thickness} mm, as you said`;

/** The thickest piece that this food may be; undefined when none is thicker than what is assumed or stated now. */
function thickestOf(pieces: readonly Piece[], food: UnderstoodFood): Piece | undefined {
  const now = Math.max(food.assumedThickness, food.facts.statedThickness?.thickness ?? 0);
  return pieces
    .filter((piece) => piece.thickness > now && (piece.ofClass || isShorterForm(food.name, piece.name)))
    .toSorted((one, other) => other.thickness - one.thickness)[0];
}

/** Whether a name is empty or says nothing beyond the other one: "pork" beside "pork shoulder". */
function isShorterForm(name: string | undefined, of: string): boolean {
  const words = new Set(wordsOf(of));
  return (wordsOf(name ?? '') ?? []).every((word) => words.has(word));
}

/**
 * Whether the thickness of an earlier piece can be assumed for this one. Where a thickness has to be sent, that holds
 * only under exactly the same name, and never for a thickness that no piece of this food has.
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
    sentence: `The food is frozen, as you said ${ago(frozen, now)}.`,
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
    sentence: `Someone who falls ill easily will eat it, as you said ${ago(fact, now)}.`,
    remedy: vulnerableInWords && IN_WORDS,
  };
}

function ago({ at }: Fact, now: Milliseconds): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'less than a minute ago';
  return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
}

/** The facts of earlier requests that a plan was judged with, as the response names them. */
type EarlierFacts = Pick<CompletedPlan, 'remembered' | 'remedies'>;

/** Adds the facts of earlier requests to a verdict, and to its most serious violation. */
export function verdictWithFacts({ remembered, remedies }: EarlierFacts, verdict: VerdictDto): VerdictDto {
  if (remembered.length === 0) return verdict;
  const [first, ...others] = verdict.violations;
  return {
    ...verdict,
    ...(first !== undefined &&
      concernsPlan(first.error) && {
        violations: [{ ...first, message: joined(first.message, remembered, remedies) }, ...others],
      }),
    assumptions: [...remembered, ...verdict.assumptions],
  };
}

/** Adds the facts of earlier requests to the response of a start. */
export const startWithFacts = <Response extends StartedCookDto | ApprovalRequiredDto>(
  facts: EarlierFacts,
  response: Response,
): Response =>
  facts.remembered.length === 0
    ? response
    : {
        ...response,
        safety: verdictWithFacts(facts, response.safety),
        summary: joined(response.summary, facts.remembered),
      };

/** Adds the facts of earlier requests, and how to replace them, to the refusal of a plan. Other errors stay unchanged. */
export const refusalWithFacts = ({ remembered, remedies }: EarlierFacts, error: unknown): unknown =>
  error instanceof UnsafeCookError && concernsPlan(error.code) && remembered.length > 0
    ? error.amended({ message: joined(error.message, remembered, remedies) })
    : error;

/** Another plan does not save food that must be thrown away, so no hint is given. */
const concernsPlan = (code: string): boolean => code !== FOOD_MUST_BE_DISCARDED;

const joined = (message: string, ...more: readonly (readonly string[])[]): string =>
  [message, ...more.flat()].join(' ');
