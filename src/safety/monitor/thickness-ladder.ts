import { millimetres, type Celsius, type Millimetres } from '../../shared/units.js';
import type { InactivationModel } from '../physics/inactivation-model.js';
import { THICKEST, THINNEST } from '../physics/food-body.js';
import type { FollowedPiece } from './followed-piece.js';
import { SnapshotRefusedError } from './snapshot-refused.error.js';

/** Each rung is thicker than the one below by this share, at least a millimetre. */
const STRIDE = 0.06;

interface Rung {
  readonly thickness: Millimetres;
  readonly piece: FollowedPiece;
}

/**
 * Pieces of every thickness in the same water: they show how thick a piece may have been and still be pasteurised.
 * The thinner come first, and a rung is let go once it is there.
 */
export class ThicknessLadder {
  private readonly left: Rung[];
  private reached = millimetres(0);

  /** @param thicknesses the rungs, the thinnest in front */
  constructor(pieceOf: (thickness: Millimetres, index: number) => FollowedPiece, thicknesses = rungs()) {
    this.left = thicknesses.map((thickness, index) => ({ thickness, piece: pieceOf(thickness, index) }));
  }

  /** The thickest rung that is pasteurised; 0 while none is. */
  get pasteurizedUpTo(): Millimetres {
    return this.reached;
  }

  /** @param counts which pathogens count; undefined where no piece may count as pasteurised: the pieces stay and go on warming */
  advance(
    seconds: number,
    bath: Celsius,
    credited: boolean,
    counts: ((pathogen: InactivationModel) => boolean) | undefined,
  ): void {
    for (const { piece } of this.left) piece.advance(seconds, bath, credited);
    if (counts === undefined) return;
    while (this.left[0]?.piece.isPasteurized(counts)) this.reached = this.left.shift()!.thickness;
  }

  /** The rungs that are not there yet, each as text, the thinnest in front. */
  pack(): readonly string[] {
    return this.left.map(({ piece }) => piece.pack());
  }

  /**
   * A ladder of which no rung was let go, as one like it was when it was packed.
   * @param reached what it said then
   * @throws SnapshotRefusedError when that one had other rungs
   */
  unpacked(reached: number, packed: readonly string[]): ThicknessLadder {
    const left = this.left.filter(({ thickness }) => thickness > reached);
    const isRung = reached === 0 || this.left.some(({ thickness }) => thickness === reached);
    if (!isRung || left.length !== packed.length)
      throw new SnapshotRefusedError('it is about other thicknesses');
    const thicknesses = left.map(({ thickness }) => thickness);
    const twin = new ThicknessLadder(
      (_thickness, index) => left[index]!.piece.unpacked(packed[index]!),
      thicknesses,
    );
    twin.reached = millimetres(reached);
    return twin;
  }
}

function rungs(): Millimetres[] {
  const all: Millimetres[] = [];
  for (
    let thickness: number = THINNEST;
    thickness <= THICKEST;
    thickness += Math.max(1, Math.round(thickness * STRIDE))
  )
    all.push(millimetres(thickness));
  return all;
}
