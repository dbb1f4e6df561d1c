import type { Celsius } from '../../shared/units.js';
import type { FoodBody } from './food-body.js';
import { cutIntoShells, slowness, type Shells } from './shells.js';

/** Default number of shells of a piece: within 0.01 °C of the exact solution for every thickness and shape. */
export const SHELLS = 100;
/** A time step is at most this share of the time that heat takes to the core, so that finer shells also take finer steps. */
const LONGEST_STEP = 0.3;

// One step is a trapezoid over the first GAMMA of it and a backward difference over the whole (TR-BDF2), which damps
// a sudden change of the bath instead of ringing with it. Source: Bank and others, IEEE Trans. ED-32 (1985) 1992.
const GAMMA = 2 - Math.SQRT2;
const STAGE_SHARE = 1 / (GAMMA * (2 - GAMMA));
const START_SHARE = STAGE_SHARE - 1;
/** Passes before a step is halved; food that does not melt needs one. */
const PASSES = 25;

/** Frozen food draws ever closer to its melting point without end; this close, in degrees, it is there. */
const SAME_HEAT = 1e-9;
/** More, in degrees, than a day of steps loses by rounding. */
const ROUNDING = 1e-6;

/** How temperature follows from heat over one range of it: T = offset + slope · heat, from `from` upwards. */
export interface Phase {
  readonly from: number;
  readonly slope: number;
  readonly offset: number;
}

/** Food that neither melts nor freezes: its heat is counted in the degrees it makes. */
const THAWED: readonly Phase[] = [{ from: -Infinity, slope: 1, offset: 0 }];

/**
 * A piece of food in a bath of any history: conduction through concentric shells whose area grows with r^β, the same
 * on both sides of the core, with the water handing heat to the surface. Heat is counted per volume, in the degrees
 * it would make in thawed food. Times are in seconds, temperatures in °C.
 */
export class HeatedFood {
  protected readonly heat: Float64Array;
  /** Volume of each shell, and how fast heat passes its outer face (m^(β+1), and the same per second and degree). */
  private readonly volumes: Float64Array;
  private readonly outward: Float64Array;
  private readonly longestStep: number;
  /** Whether it never melts, so that its temperatures are its heat. */
  private readonly isThawed: boolean;
  // Working space, so that a step allocates nothing.
  private readonly phaseOf: Uint8Array;
  private readonly before: Float64Array;
  private readonly known: Float64Array;
  private readonly spill: Float64Array;
  private readonly solved: Float64Array;
  /** What depends on the weight of a step alone, and is kept while steps are equally long. */
  private readonly outer: Float64Array;
  private readonly inner: Float64Array;
  private readonly pivots: Float64Array;
  private preparedFor = NaN;

  /**
   * @param body the food, at its start temperature throughout
   * @param shells how many shells it is cut into, at least 2
   * @param phases how its temperature follows from its heat, from the coldest range up; no gaps
   * @param geometry its shells, where they are known already
   */
  constructor(
    protected readonly body: FoodBody,
    protected readonly shells = SHELLS,
    private readonly phases: readonly Phase[] = THAWED,
    { volumes, outward }: Shells = cutIntoShells(body, shells),
  ) {
    this.isThawed = phases === THAWED;
    this.volumes = volumes;
    this.outward = outward;
    this.longestStep = (LONGEST_STEP * slowness(body)) / shells;
    this.phaseOf = new Uint8Array(shells);
    this.heat = new Float64Array(shells).fill(heatAt(body.start, phases));
    this.before = new Float64Array(shells);
    this.known = new Float64Array(shells);
    this.spill = new Float64Array(shells);
    this.solved = new Float64Array(shells);
    this.outer = new Float64Array(shells);
    this.inner = new Float64Array(shells);
    this.pivots = new Float64Array(shells);
    this.findPhases(this.heat);
  }

  /** Lets the food lie for so many seconds in a bath of one temperature. Refuses what is not a finite time from 0 up. */
  advance(seconds: number, bath: number): void {
    if (!(seconds >= 0 && seconds < Infinity && Number.isFinite(bath))) {
      throw new RangeError(`Food cannot lie ${seconds} s in a bath of ${bath} °C`);
    }
    const steps = Math.ceil(seconds / this.longestStep);
    for (let step = 0; step < steps; step++) this.step(seconds / steps, bath);
  }

  /** Temperature of the middle. */
  get core(): Celsius {
    const [first, second] = [this.temperature(0), this.temperature(1)];
    // The innermost shell's middle lies half a shell off the core; close to it temperature goes with r².
    return (first - (second - first) / 8) as Celsius;
  }

  /** Temperature in the middle of the outermost shell. */
  get rim(): Celsius {
    return this.temperature(this.shells - 1) as Celsius;
  }

  /** Mean heat of the whole piece: the temperature it would level out at, were it all thawed. */
  get meanHeat(): number {
    let sum = 0;
    let volume = 0;
    for (let i = 0; i < this.shells; i++) {
      sum += this.heat[i]! * this.volumes[i]!;
      volume += this.volumes[i]!;
    }
    return sum / volume;
  }

  /**
   * Whether the core can never reach a temperature again in a bath that stays as it is.
   *
   * The squared distances of the shells from the bath, weighted by volume, grow in no step: heat that leaves one shell
   * enters the next, and the method is A-stable. So the core is at most as far from the bath as if its two innermost
   * shells alone made up the whole distance.
   */
  neverReaches(temperature: number, bath: number): boolean {
    if (!this.isThawed || bath >= temperature) return false;
    const { heat, volumes, shells } = this;
    let distance = 0;
    for (let i = 0; i < shells; i++) distance += volumes[i]! * (heat[i]! - bath) ** 2;
    const shares = 9 / 8 / Math.sqrt(volumes[0]!) + 1 / 8 / Math.sqrt(volumes[1]!);
    return bath + Math.sqrt(distance) * shares < temperature - ROUNDING;
  }

  /** Heat of every shell, from the core outwards: all that changes while the food lies in the water. */
  get heats(): Float64Array {
    return this.heat.slice();
  }

  /** The same food in the same state, to be sent ahead without touching this one. */
  copy(): HeatedFood {
    return this.holding(this.heat);
  }

  /** The same food with other heat in it. Refuses what is not one finite number for each shell. */
  holding(heats: ArrayLike<number>): HeatedFood {
    if (heats.length !== this.shells || !Array.from(heats).every(Number.isFinite)) {
      throw new RangeError(`Food of ${this.shells} shells cannot hold that heat`);
    }
    const geometry = { volumes: this.volumes, outward: this.outward };
    const twin = new HeatedFood(this.body, this.shells, this.phases, geometry);
    twin.heat.set(heats);
    twin.findPhases(twin.heat);
    return twin;
  }

  private temperature(shell: number): number {
    if (this.isThawed) return this.heat[shell]!;
    const { slope, offset } = this.phases[this.phaseOf[shell]!]!;
    return offset + slope * this.heat[shell]!;
  }

  private step(seconds: number, bath: number): void {
    const { heat, before, known, shells } = this;
    const weight = (seconds * GAMMA) / 2;
    before.set(heat);
    this.prepare(weight);
    for (let i = 0; i < shells; i++)
      known[i] = before[i]! + (weight * this.inflow(i, bath)) / this.volumes[i]!;
    let settled = this.settle(bath);
    for (let i = 0; i < shells; i++) known[i] = STAGE_SHARE * heat[i]! - START_SHARE * before[i]!;
    settled = settled && this.settle(bath);
    if (settled) return;
    heat.set(before);
    this.findPhases(heat);
    this.step(seconds / 2, bath);
    this.step(seconds / 2, bath);
  }

  /** Heat that flows into a shell each second, over both its faces. */
  private inflow(shell: number, bath: number): number {
    const here = this.temperature(shell);
    const outside = shell + 1 < this.shells ? this.temperature(shell + 1) : bath;
    const fromOutside = this.outward[shell]! * (outside - here);
    if (shell === 0) return fromOutside;
    return fromOutside + this.outward[shell - 1]! * (this.temperature(shell - 1) - here);
  }

  /**
   * Finds the heat for which heat − weight · inflow is what is known. Within given phases that is one tridiagonal
   * system; it is solved again while a shell comes out in another phase than assumed. False when that does not end.
   */
  private settle(bath: number): boolean {
    if (this.isThawed) {
      this.solveThawed(bath);
      this.heat.set(this.solved);
      return true;
    }
    for (let pass = 0; pass < PASSES; pass++) {
      this.solve(bath);
      if (!this.findPhases(this.solved)) {
        this.heat.set(this.solved);
        return true;
      }
    }
    return false;
  }

  /** Works out the shares of a step that its weight alone decides; equally long steps share them. */
  private prepare(weight: number): void {
    if (weight === this.preparedFor) return;
    this.preparedFor = weight;
    const { volumes, outward, outer, inner, pivots, spill, shells } = this;
    for (let i = 0; i < shells; i++) {
      outer[i] = (weight * outward[i]!) / volumes[i]!;
      inner[i] = i === 0 ? 0 : (weight * outward[i - 1]!) / volumes[i]!;
      if (!this.isThawed) continue;
      pivots[i] = 1 + (inner[i]! + outer[i]!) - (i === 0 ? 0 : inner[i]! * spill[i - 1]!);
      spill[i] = i + 1 === shells ? 0 : outer[i]! / pivots[i]!;
    }
  }

  /** The Thomas algorithm, from the core outwards and back, where temperatures are heat. */
  private solveThawed(bath: number): void {
    const { known, inner, outer, pivots, spill, solved, shells } = this;
    const rim = shells - 1;
    let before = 0;
    for (let i = 0; i < rim; i++) {
      before = (known[i]! + inner[i]! * before) / pivots[i]!;
      solved[i] = before;
    }
    before = (known[rim]! + outer[rim]! * bath + inner[rim]! * before) / pivots[rim]!;
    solved[rim] = before;
    for (let i = rim - 1; i >= 0; i--) {
      before = solved[i]! + spill[i]! * before;
      solved[i] = before;
    }
  }

  /** The Thomas algorithm, from the core outwards and back, within the phases that the shells are in. */
  private solve(bath: number): void {
    const { phases, phaseOf, known, inner, outer, spill, solved, shells } = this;
    let here = phases[phaseOf[0]!]!;
    let [lower, innerOffset] = [0, 0];
    for (let i = 0; i < shells; i++) {
      const next = i + 1 === shells ? undefined : phases[phaseOf[i + 1]!]!;
      const [inward, outward] = [inner[i]!, outer[i]!];
      const pivot = 1 + (inward + outward) * here.slope - lower * (i === 0 ? 0 : spill[i - 1]!);
      const constant =
        known[i]! -
        (inward + outward) * here.offset +
        inward * innerOffset +
        outward * (next?.offset ?? bath);
      spill[i] = (outward * (next?.slope ?? 0)) / pivot;
      solved[i] = (constant + lower * (i === 0 ? 0 : solved[i - 1]!)) / pivot;
      if (next === undefined) break;
      innerOffset = here.offset;
      lower = inner[i + 1]! * here.slope;
      here = next;
    }
    for (let i = shells - 2; i >= 0; i--) solved[i]! += spill[i]! * solved[i + 1]!;
  }

  /** Notes the phase each shell is in with this heat; true when one changed. */
  private findPhases(heat: Float64Array): boolean {
    if (this.isThawed) return false;
    let changed = false;
    for (let i = 0; i < this.shells; i++) {
      if (this.staysIn(this.phaseOf[i]!, heat[i]!)) continue;
      this.phaseOf[i] = phaseAt(heat[i]!, this.phases);
      changed = true;
    }
    return changed;
  }

  /** Whether heat still belongs to a phase, or lies outside it only by rounding. */
  private staysIn(phase: number, heat: number): boolean {
    const to = this.phases[phase + 1]?.from ?? Infinity;
    return heat >= this.phases[phase]!.from - SAME_HEAT && heat < to + SAME_HEAT;
  }
}

function phaseAt(heat: number, phases: readonly Phase[]): number {
  let phase = phases.length - 1;
  while (phase > 0 && heat < phases[phase]!.from) phase--;
  return phase;
}

/** The heat of food at a temperature; of food just melting, that of the thawed. */
function heatAt(temperature: number, phases: readonly Phase[]): number {
  const heats = phases.map(({ slope, offset }) => (temperature - offset) / slope);
  const phase = phases.findLastIndex(({ from, slope }, i) => slope > 0 && heats[i]! >= from);
  return heats[phase]!;
}
