import type { StartState } from '../../safety/cook-plan.js';
import type { UnderstoodFood } from '../../safety/foods/food.js';
import { THICKEST, THINNEST } from '../../safety/physics/food-body.js';
import { millimetres, type Millimetres, type Milliseconds } from '../../shared/units.js';

/** How long a fact counts for the same class of food, in ms. */
const REMEMBERED_MS = 30 * 60_000;
/** The most pieces that are kept for one class; further ones are merged into the thicker. */
const MOST_PIECES = 8;

/** What a request states about its food, field by field; undefined when a field was left out. */
export interface FoodStatement {
  readonly food?: string | undefined;
  /** As it was sent, even when no piece can be that thick. */
  readonly thickness?: number | undefined;
  /** Whether the request sent a thickness that cannot be read. */
  readonly unreadable?: boolean | undefined;
  readonly startState?: StartState | undefined;
  readonly vulnerable?: boolean | undefined;
}

/** A fact and the time when it was stated, on the monotonic clock. */
export interface Fact {
  readonly at: Milliseconds;
}

/** A piece of food and its thickest point. */
export interface Piece extends Fact {
  readonly thickness: Millimetres;
  /** Whether a number was stated; otherwise the thickness is assumed from the name. */
  readonly measured: boolean;
  /** The tidied name of the food; empty when no name was stated. */
  readonly name: string;
  /** Whether it counts for the whole class of food; otherwise only for shorter forms of its name. */
  readonly ofClass: boolean;
}

/** The reason why the thickness of a food has to be sent. */
export interface MissingThickness extends Fact {
  /** The beginning of a sentence that ends with how long ago: "The thickest point may be 160 mm, as you said". */
  readonly statement: string;
}

/** The facts that were stated about a class of food; undefined when a fact was not stated. */
export interface Facts {
  readonly pieces: readonly Piece[];
  readonly missingThickness?: MissingThickness | undefined;
  readonly frozen?: Fact | undefined;
  /** Whether someone who falls ill easily will eat it, by the field. */
  readonly vulnerable?: Fact | undefined;
  /** The same by the words of the name, which the field does not revoke. */
  readonly vulnerableInWords?: Fact | undefined;
}

export const NO_FACTS: Facts = { pieces: [] };

/** @param plainThickness the thickness assumed for the food without its adjectives */
export function factsOf(
  stated: FoodStatement,
  food: UnderstoodFood,
  plainThickness: Millimetres,
  at: Milliseconds,
): Facts {
  const { facts, frozen } = food;
  return {
    pieces: piecesOf(stated, food, plainThickness, at),
    ...missingThicknessOf(stated, food, at),
    ...((stated.startState === 'frozen' || frozen) && { frozen: { at } }),
    ...(stated.vulnerable === true && { vulnerable: { at } }),
    ...(facts.vulnerable !== undefined && { vulnerableInWords: { at } }),
  };
}

/** Whether a piece of this food can be that thick; a number in the wrong unit cannot. */
export function isOfPiece(thickness: number, { facts: { plausible } }: UnderstoodFood): boolean {
  const [thinnest, thickest] = [plausible?.thinnest ?? THINNEST, plausible?.thickest ?? THICKEST];
  return thickness >= Math.max(thinnest, THINNEST) && thickness <= Math.min(thickest, THICKEST);
}

/** Whether a request sends a usable thickness: it replaces every earlier fact about the size. */
export const isMeasured = ({ thickness }: FoodStatement, food: UnderstoodFood): boolean =>
  thickness !== undefined && isOfPiece(thickness, food);

/** The earlier facts that still count beside a request: another value of the same field replaces a fact. */
export function unreplaced(facts: Facts, stated: FoodStatement, measured: boolean): Facts {
  return {
    ...facts,
    ...(measured && { pieces: [], missingThickness: undefined }),
    ...(stated.startState !== undefined && { frozen: undefined }),
    ...(stated.vulnerable === false && { vulnerable: undefined }),
  };
}

/** The facts that are at most 30 minutes old. */
export function recent(facts: Facts | undefined, now: Milliseconds): Facts {
  if (facts === undefined) return NO_FACTS;
  const isRecent = ({ at }: Fact) => now - at <= REMEMBERED_MS;
  const ifRecent = <Kind extends Fact>(fact: Kind | undefined) => (fact && isRecent(fact) ? fact : undefined);
  return {
    pieces: facts.pieces.filter(isRecent),
    missingThickness: ifRecent(facts.missingThickness),
    frozen: ifRecent(facts.frozen),
    vulnerable: ifRecent(facts.vulnerable),
    vulnerableInWords: ifRecent(facts.vulnerableInWords),
  };
}

/** The facts of both. */
export const merged = (one: Facts, other: Facts): Facts => ({
  pieces: other.pieces.reduce(withPiece, one.pieces),
  missingThickness: later(one.missingThickness, other.missingThickness),
  frozen: later(one.frozen, other.frozen),
  vulnerable: later(one.vulnerable, other.vulnerable),
  vulnerableInWords: later(one.vulnerableInWords, other.vulnerableInWords),
});

export const isEmpty = ({ pieces, ...facts }: Facts): boolean =>
  pieces.length === 0 && Object.values(facts).every((fact) => fact === undefined);

function piecesOf(
  stated: FoodStatement,
  food: UnderstoodFood,
  plainThickness: Millimetres,
  at: Milliseconds,
): readonly Piece[] {
  const name = food.name ?? '';
  const thickness = thicknessOf(stated, food);
  if (thickness !== undefined) return [{ thickness, measured: true, name, ofClass: true, at }];
  const { assumedThickness, judgedAs } = food;
  const ofClass = assumedThickness > plainThickness;
  const isLarge = ofClass || judgedAs.every(({ defaultThickness }) => assumedThickness > defaultThickness);
  return food.given && isLarge ? [{ thickness: assumedThickness, measured: false, name, ofClass, at }] : [];
}

/** The thicker of the field and the words. */
function thicknessOf({ thickness }: FoodStatement, food: UnderstoodFood): Millimetres | undefined {
  const inWords = food.facts.statedThickness?.thickness;
  const usable = [thickness, inWords].filter((one) => one !== undefined && isOfPiece(one, food)) as number[];
  return usable.length === 0 ? undefined : millimetres(Math.max(...usable));
}

/** The reason to ask for the thickness: a number that no piece has, or a piece too large to assume its thickness. */
function missingThicknessOf(
  stated: FoodStatement,
  food: UnderstoodFood,
  at: Milliseconds,
): { missingThickness?: MissingThickness } {
  const { thickness, unreadable } = stated;
  const { thicknessRequired, doubtfulLength } = food.facts;
  const slip = [thickness ?? 0, thickInWords(food)].find((one) => one > 0 && !isOfPiece(one, food));
  if (slip !== undefined)
    return { missingThickness: { statement: `The thickest point may be ${slip} mm, as you said`, at } };
  if (unreadable === true)
    return { missingThickness: { statement: 'A thickness that cannot be read was given', at } };
  const isUnsized = thicknessRequired || doubtfulLength !== undefined;
  const statement = `The piece may be “${food.name ?? ''}”, as you said`;
  return isUnsized && !isMeasured(stated, food) ? { missingThickness: { statement, at } } : {};
}

/** A thickness in words, when it is thicker than the assumed one: words never make a piece thinner. */
function thickInWords({ facts, assumedThickness }: UnderstoodFood): number {
  const inWords = facts.statedThickness?.thickness ?? 0;
  return inWords > assumedThickness ? inWords : 0;
}

/** Drops a piece that is older and thinner than another. */
function withPiece(pieces: readonly Piece[], piece: Piece): readonly Piece[] {
  if (pieces.some((known) => covers(known, piece))) return pieces;
  const others = pieces.filter((known) => !covers(piece, known));
  const kept = [...others, piece].toSorted((one, other) => other.thickness - one.thickness);
  if (kept.length <= MOST_PIECES) return kept;
  const [last, beforeLast] = [kept.at(-1)!, kept.at(-2)!];
  return [...kept.slice(0, -2), { ...beforeLast, ofClass: true, at: later(last, beforeLast)!.at }];
}

const covers = (one: Piece, other: Piece): boolean =>
  one.thickness >= other.thickness &&
  one.at >= other.at &&
  (one.ofClass || (!other.ofClass && one.name === other.name));

const later = <Kind extends Fact>(one: Kind | undefined, other: Kind | undefined): Kind | undefined =>
  one !== undefined && (other === undefined || one.at >= other.at) ? one : other;
