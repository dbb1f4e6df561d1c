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
export function inAnotherUnit(received: number, { thinnest, thickest }: Range): string {
  const meant = UNITS.map(([unit, factor]) => ({ unit, inMillimetres: Math.round(received * factor) }))
    .filter(({ inMillimetres }) => inMillimetres >= thinnest && inMillimetres <= thickest)
    .map(
      ({ unit, inMillimetres }) =>
        `${received} ${received === 1 && unit === 'inches' ? 'inch' : unit} would be ${inMillimetres} mm`,
    );
  return meant.length === 0 ? '' : ` ${meant.join(', ')}.`;
}
