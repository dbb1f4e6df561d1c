import type { CookPhase } from './cook-forecast.js';
import type { CoreCourse } from './core-course.js';
import type { Sample } from './recent-readings.js';

/** The slow phase begins below this share of the steady rate, and ends above that one. */
const SLOW_BELOW = 0.3;
const SLOW_UNTIL = 0.4;
/** Food finishes when it is this near to its target: in °C, or as a share of the whole way. */
const FINISHING_CELSIUS = 2;
const FINISHING_SHARE = 0.08;
/** A core this near to the air or water around it rises slowly because it is as warm as that. */
const EQUAL_CELSIUS = 5;
/** Food rests when its core fell from its highest by this: in °C, and in steps of the sensor. */
const RESTING_CELSIUS = 0.5;
const RESTING_STEPS = 2;
/** Only what was warmed rests: it rose by this before, in °C, or is this hot. A probe that comes from warm air falls too. */
const RISEN_CELSIUS = 3;
const HOT_CELSIUS = 40;

/** Tells the phase of a cook from the course of its core. */
export class PhaseWatch {
  private slow = false;
  private present: CookPhase = 'waiting';

  /** Whether the rate is that of the slow phase, whatever the phase is called. */
  get isSlow(): boolean {
    return this.slow;
  }

  get phase(): CookPhase {
    return this.present;
  }

  /** Judges anew after a reading of the core. @param target in °C, where there is one */
  take(core: CoreCourse, air: Sample | undefined, target: number | undefined): void {
    const steady = core.profile.steadyRate();
    if (core.rate !== null && steady !== null)
      this.slow = core.rate < (this.slow ? SLOW_UNTIL : SLOW_BELOW) * steady;
    this.present = this.judge(core, air, target);
  }

  private judge(core: CoreCourse, air: Sample | undefined, target: number | undefined): CookPhase {
    const { newest, highest } = core;
    if (!core.hasBegun || newest === undefined || highest === undefined) return 'waiting';
    if (isResting(core, highest.celsius, newest.celsius)) return 'resting';
    if (target !== undefined && newest.celsius >= target - finishing(target - core.start)) return 'finishing';
    const isEqual = air !== undefined && Math.abs(air.celsius - newest.celsius) <= EQUAL_CELSIUS;
    if (this.slow) return isEqual ? 'finishing' : 'slow';
    return 'warming';
  }
}

function isResting({ start, step, rate }: CoreCourse, highest: number, newest: number): boolean {
  const wasWarmed = highest - start >= RISEN_CELSIUS || newest >= HOT_CELSIUS;
  const hasFallen = highest - newest >= Math.max(RESTING_CELSIUS, RESTING_STEPS * step);
  return wasWarmed && hasFallen && (rate ?? 0) <= 0;
}

const finishing = (way: number): number => Math.max(FINISHING_CELSIUS, FINISHING_SHARE * way);
