import type { CurveData } from './curve-data.js';
import type { Columns } from './to-columns.js';

/** A row of the table that says in words what the lines show. */
export interface CurveRow {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'observed' | 'predicted' | 'notObserved';
  readonly water: number | null;
  readonly target: number | null;
  readonly core: number | null;
}

/** Some of the moments of a curve, evenly over the list, with the first, the last and one within each gap. */
export function tableRows(columns: Columns, most = 24): readonly CurveRow[] {
  const { x } = columns;
  const step = Math.max(1, (x.length - 1) / (most - 1));
  const chosen = new Set(
    Array.from({ length: Math.min(most, x.length) }, (_, index) => Math.round(index * step)),
  );
  for (let index = 0; index < x.length; index++)
    if (rowAt(columns, index).kind === 'notObserved') chosen.add(index);
  return [...chosen].sort((one, other) => one - other).map((index) => rowAt(columns, index));
}

function rowAt(columns: Columns, index: number): CurveRow {
  const value = (name: Exclude<keyof Columns, 'x'>) => columns[name][index] ?? null;
  const [water, waterAhead] = [value('water'), value('waterAhead')];
  const kind = water !== null ? 'observed' : waterAhead !== null ? 'predicted' : 'notObserved';
  return {
    at: columns.x[index]! * 1000,
    kind,
    water: water ?? waterAhead,
    target: value('target'),
    core: value('core') ?? value('coreAhead'),
  };
}

/** What a curve shows, for a sentence. Temperatures in °C. */
export interface CurveFacts {
  readonly from: number;
  readonly to: number;
  readonly water: number | null;
  readonly target: number | null;
  readonly coreFrom: number | null;
  readonly coreTo: number | null;
}

/** The facts of a curve; undefined for an empty one. */
export function curveFacts({ water, core }: CurveData): CurveFacts | undefined {
  const [first, last] = [water[0], water.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    from: first.at,
    to: last.at,
    water: last.water,
    target: last.target,
    coreFrom: core[0]?.core ?? null,
    coreTo: core.at(-1)?.core ?? null,
  };
}
