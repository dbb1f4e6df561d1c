import { seconds, type Celsius, type Seconds } from '../../shared/units.js';
import type { FollowedPiece } from './followed-piece.js';
import { asBath } from './measured-bath.js';

/** The temperature that a core will have if its water stays as it is. */
export interface CoreAhead {
  /** From now on. */
  readonly after: Seconds;
  readonly core: Celsius;
  readonly water: Celsius;
}

/** How far ahead a forecast goes. */
export interface Outlook {
  readonly span: Seconds;
  /** How many points it has at most, 2 or more. */
  readonly most: number;
}

/** Two points of a forecast are at least so far apart, in seconds. */
const CLOSEST = 15;

/** The core of a piece from now on in water that stays as it is. The piece itself is not changed. */
export function coreAhead(
  piece: FollowedPiece,
  water: Celsius,
  { span, most }: Outlook,
): readonly CoreAhead[] {
  if (!(span > 0)) return [];
  const steps = Math.max(1, Math.min(most - 1, Math.floor(span / CLOSEST)));
  const ahead = piece.copy();
  const points: CoreAhead[] = [{ after: seconds(0), core: ahead.core, water }];
  for (let step = 1; step <= steps; step++) {
    ahead.advance(span / steps, asBath(water), false);
    points.push({ after: seconds((span * step) / steps), core: ahead.core, water });
  }
  return points;
}
