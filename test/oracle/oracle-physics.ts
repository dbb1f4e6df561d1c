/** What must die, and how far. */
export interface Kill {
  readonly name: string;
  /** Logs a minute at so many °C. */
  readonly rate: (core: number) => number;
  readonly logs: number;
}

/** A piece of food and its bath, in metres and °C. */
export interface Piece {
  readonly thickness: number;
  /** 0 for a slab, 1 for a cylinder, 2 for a sphere. */
  readonly beta: number;
  /** In m²/s. */
  readonly diffusivity: number;
  readonly start: number;
  readonly bath: number;
}

/** Between the core and the surface. */
const STEPS = 10;
const CONDUCTIVITY = 0.48;
const HEAT_TRANSFER = 95;
const FREEZER = -18;
const FREEZES_AT = -1.5;
/** Nothing dies below. */
const TEPID = 52;
/** In J/m³: what takes food from the freezer to thawed, as the frozen half of Baldwin's heating table has it. */
const THAWING_HEAT = 2.66e8;
/** The core counts as at the bath's temperature this close to it. */
const SETTLED = 0.02;
/** Longer than any cooker's timer. */
const LONGEST_SECONDS = 60 * 6100;

/** Minutes until every kill at the core is complete; Infinity when one never is. */
export function minutesToKill(piece: Piece, kills: readonly Kill[]): number {
  const missing = kills.map(({ logs }) => logs);
  const before = kills.map(() => 0);
  const passed = warm(piece, (core, seconds) => {
    if (core < TEPID) return false;
    kills.forEach(({ rate }, at) => {
      const now = rate(core);
      missing[at]! -= (((before[at]! + now) / 2) * seconds) / 60;
      before[at] = now;
    });
    return missing.every((logs) => logs <= 0);
  });
  // What is left is left to a core that is as hot as the bath.
  const rest = kills.map(({ rate }, at) => (missing[at]! <= 0 ? 0 : missing[at]! / rate(piece.bath)));
  return passed / 60 + Math.max(0, ...rest);
}

/** Minutes until the core is at this temperature; Infinity when the bath never brings it there. */
export function minutesToReach(piece: Piece, temperature: number): number {
  if (!(piece.bath - SETTLED > temperature)) return Infinity;
  return warm(piece, (core) => core >= temperature) / 60;
}

/**
 * One explicit loop from the core to the surface: heat flows between neighbours, step by step, until the core is as hot
 * as the bath or `isEnough`. Heat is counted in the degrees that it would make, of which thawing takes some.
 * @returns the seconds passed
 */
function warm(piece: Piece, isEnough: (core: number, seconds: number) => boolean): number {
  const { diffusivity, start, bath } = piece;
  const width = piece.thickness / 2 / STEPS;
  // A sixth of the step at which such a loop becomes unstable: there its errors in time and in space cancel out.
  const seconds = (width * width) / diffusivity / 6;
  const thawing = (THAWING_HEAT * diffusivity) / CONDUCTIVITY - (FREEZES_AT - FREEZER);
  const cells = Array.from({ length: STEPS + 1 }, (_, at) => cellAt(at, piece.beta));
  const heat = cells.map(() => (start > FREEZES_AT ? start + thawing : start));
  const into = (HEAT_TRANSFER / CONDUCTIVITY) * width;
  let core = degrees(heat[0]!, thawing);
  for (let passed = 0; passed < LONGEST_SECONDS;) {
    let [inflow, here] = [0, core];
    for (let at = 0; at <= STEPS; at++) {
      const { face, volume } = cells[at]!;
      const outside = at < STEPS ? degrees(heat[at + 1]!, thawing) : bath;
      const outflow = face * (at < STEPS ? here - outside : into * (here - outside));
      heat[at]! += (inflow - outflow) / volume / 6;
      [inflow, here] = [outflow, outside];
    }
    core = degrees(heat[0]!, thawing);
    passed += seconds;
    if (isEnough(core, seconds) || bath - core < SETTLED) return passed;
  }
  return Infinity;
}

/** The temperature of so much heat. */
const degrees = (heat: number, thawing: number): number =>
  heat < FREEZES_AT ? heat : Math.max(FREEZES_AT, heat - thawing);

/** One cell of the food, with the width of a cell as the unit: its outer face and its volume. */
function cellAt(at: number, beta: number) {
  const [from, to] = [Math.max(0, at - 0.5), Math.min(STEPS, at + 0.5)];
  return { face: to ** beta, volume: (to ** (beta + 1) - from ** (beta + 1)) / (beta + 1) };
}
