import type { StartState } from '../../safety/cook-plan.js';
import type { UnderstoodFood } from '../../safety/foods/food.js';
import { THICKEST, THINNEST } from '../../safety/physics/food-body.js';
import { millimetres, type Millimetres, type Milliseconds } from '../../shared/units.js';

/** For so long a fact counts for the same class of food, in ms. */
const REMEMBERED_MS = 30 * 60_000;
/** So many pieces of one class are kept; more are told by nobody, and are merged to the thicker side. */
const MOST_PIECES = 8;

/** What a request tells of its food, field by field; undefined where it is silent. */
export interface FoodStatement {
  readonly food?: string | undefined;
  /** As it was sent, also when no piece has it. */
  readonly thickness?: number | undefined;
  /** Whether a thickness was sent that cannot be read. */
  readonly unreadable?: boolean | undefined;
  readonly startState?: StartState | undefined;
  readonly vulnerable?: boolean | undefined;
}

/** A fact with the moment when it was told, on the monotonic clock. */
export interface Fact {
  readonly at: Milliseconds;
}

/** A piece of food with its thickest point. */
export interface Piece extends Fact {
  readonly thickness: Millimetres;
  /** Whether the number was told; otherwise it is what the name counts as. */
  readonly measured: boolean;
  /** The name of the food, tidied; empty when none was told. */
  readonly name: string;
  /** Whether it counts for the whole class of food; otherwise for shorter forms of its name only. */
  readonly ofClass: boolean;
}

/** Why the thickness of a food has to be sent. */
export interface MissingThickness extends Fact {
  /** What was told of it, to be followed by how long ago: "The thickest point may be 160 mm, as told". */
  readonly statement: string;
}

/** What was told of a class of food, each fact with its moment; undefined where nothing was. */
export interface Facts {
  readonly pieces: readonly Piece[];
  readonly missingThickness?: MissingThickness | undefined;
  readonly frozen?: Fact | undefined;
  /** That someone who falls ill easily will eat it: by the field… */
  readonly vulnerable?: Fact | undefined;
  /** …and in the words of the name, which the field does not take back. */
  readonly vulnerableInWords?: Fact | undefined;
}

export const NO_FACTS: Facts = { pieces: [] };

/** @param plainThickness what is assumed of the food without the words beside it */
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

/** Whether a piece of this food may be so thick; a slip of the unit is not. */
export function isOfPiece(thickness: number, { facts: { plausible } }: UnderstoodFood): boolean {
  const [thinnest, thickest] = [plausible?.thinnest ?? THINNEST, plausible?.thickest ?? THICKEST];
  return thickness >= Math.max(thinnest, THINNEST) && thickness <= Math.min(thickest, THICKEST);
}

/** Whether a request sends a thickness that can be used: it takes the place of all that was told of the size. */
export const isMeasured = ({ thickness }: FoodStatement, food: UnderstoodFood): boolean =>
  thickness !== undefined && isOfPiece(thickness, food);

/** What is left of earlier facts beside a request: another value of the same field replaces a fact. */
export function unreplaced(facts: Facts, stated: FoodStatement, measured: boolean): Facts {
  return {
    ...facts,
    ...(measured && { pieces: [], missingThickness: undefined }),
    ...(stated.startState !== undefined && { frozen: undefined }),
    ...(stated.vulnerable === false && { vulnerable: undefined }),
  };
}

/** The facts that are not older than 30 minutes. */
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

/** Everything that either of them says. */
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

/** The thicker of what the field and the words say. */
function thicknessOf({ thickness }: FoodStatement, food: UnderstoodFood): Millimetres | undefined {
  const inWords = food.facts.statedThickness?.thickness;
  const usable = [thickness, inWords].filter((one) => one !== undefined && isOfPiece(one, food)) as number[];
  return usable.length === 0 ? undefined : millimetres(Math.max(...usable));
}

/** A number that no piece has, and a piece too large to be guessed. */
function missingThicknessOf(
  stated: FoodStatement,
  food: UnderstoodFood,
  at: Milliseconds,
): { missingThickness?: MissingThickness } {
  const { thickness, unreadable } = stated;
  const { thicknessRequired, doubtfulLength } = food.facts;
  const slip = [thickness ?? 0, thickInWords(food)].find((one) => one > 0 && !isOfPiece(one, food));
  if (slip !== undefined)
    return { missingThickness: { statement: `The thickest point may be ${slip} mm, as told`, at } };
  if (unreadable === true)
    return { missingThickness: { statement: 'A thickness that cannot be read was told', at } };
  const isUnsized = thicknessRequired || doubtfulLength !== undefined;
  const statement = `The piece may be “${food.name ?? ''}”, as told`;
  return isUnsized && !isMeasured(stated, food) ? { missingThickness: { statement, at } } : {};
}

/** A thickness in words where it is thicker than what is assumed: words never make a piece thinner. */
function thickInWords({ facts, assumedThickness }: UnderstoodFood): number {
  const inWords = facts.statedThickness?.thickness ?? 0;
  return inWords > assumedThickness ? inWords : 0;
}

/** A piece that is older and thinner than another never counts again. */
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
