import { millimetres, type Celsius, type Millimetres } from '../../shared/units.js';
import type { Destruction } from '../physics/destruction.js';
import { THICKEST, THINNEST } from '../physics/food-body.js';
import type { FollowedPiece } from './followed-piece.js';

/** Each rung is thicker than the one below by this share, at least a millimetre. */
const STRIDE = 0.06;

interface Rung {
  readonly thickness: Millimetres;
  readonly piece: FollowedPiece;
}

/**
 * Pieces of every thickness in the same water, to tell how thick a piece may have been and still be pasteurised.
 * The thinner come first, and a rung is let go once it is there.
 */
export class ThicknessLadder {
  private readonly left: Rung[];
  private reached = millimetres(0);

  /** @param thicknesses the rungs, the thinnest in front */
  constructor(pieceOf: (thickness: Millimetres) => FollowedPiece, thicknesses = rungs()) {
    this.left = thicknesses.map((thickness) => ({ thickness, piece: pieceOf(thickness) }));
  }

  /** The thickest rung that is pasteurised; 0 while none is. */
  get pasteurizedUpTo(): Millimetres {
    return this.reached;
  }

  /** @param counts which germs count; undefined where no piece may be called pasteurised: they go on, and stay */
  advance(
    seconds: number,
    bath: Celsius,
    credited: boolean,
    counts: ((germ: Destruction) => boolean) | undefined,
  ): void {
    for (const { piece } of this.left) piece.advance(seconds, bath, credited);
    if (counts === undefined) return;
    while (this.left[0]?.piece.isPasteurized(counts)) this.reached = this.left.shift()!.thickness;
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
