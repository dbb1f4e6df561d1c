import type { ReplayedReading, ReplayTarget } from '../probe-replay/probe-replay.js';

/** The inputs at which a cook is played into a probe. */
export const TIP = 1;
export const AIR = 2;

/** What is wrong with the reading of one sensor. */
export type MeaterFault = 'value_null' | 'value_absent' | 'value_text' | { readonly sentinel: number };

/** A cook in the app. */
export interface MeaterCook {
  readonly name: string;
  readonly target: number;
  /** Seconds to go; −1 while the app does not know. */
  readonly remaining: number;
}

interface Measured {
  readonly celsius: number;
  readonly at: number;
}

/** A MEATER of the simulated account. */
export class SimulatedMeater implements ReplayTarget {
  readonly id: string;
  /** Whether a phone or a Block hears it; a probe out of reach is not listed. */
  isInReach = true;
  cook: MeaterCook | null = null;
  /** Faults by sensor. */
  readonly faults = new Map<number, MeaterFault>();
  private readonly measured = new Map<number, Measured>();

  /** @param number tells probes apart */
  constructor(number = 1) {
    this.id = number.toString(16).padStart(64, '0');
  }

  /** Measures: place 1 is the tip, place 2 the air. An older reading than the last changes nothing. */
  take(readings: readonly ReplayedReading[]): void {
    for (const { place, celsius, at } of readings) {
      const before = this.measured.get(place);
      if (celsius !== null && (before === undefined || before.at <= at))
        this.measured.set(place, { celsius, at });
    }
  }

  /** The probe as `/v1/devices` lists it; nothing while it is out of reach or has not measured yet. */
  toDocument(): object[] {
    const tip = this.measured.get(TIP);
    if (!this.isInReach || tip === undefined) return [];
    const air = Math.max(this.measured.get(AIR)?.celsius ?? tip.celsius, tip.celsius);
    const newest = Math.max(tip.at, this.measured.get(AIR)?.at ?? 0);
    return [
      {
        id: this.id,
        temperature: { ...this.reading('internal', TIP, tip.celsius), ...this.reading('ambient', AIR, air) },
        cook: this.cook && cookDocument(this.cook, tip.celsius),
        updated_at: Math.floor(newest / 1000),
      },
    ];
  }

  private reading(name: string, place: number, celsius: number): object {
    const fault = this.faults.get(place);
    if (typeof fault === 'object') return { [name]: fault.sentinel };
    if (fault === 'value_null') return { [name]: null };
    if (fault === 'value_absent') return {};
    return { [name]: fault === 'value_text' ? String(celsius) : celsius };
  }
}

const cookDocument = ({ name, target, remaining }: MeaterCook, tip: number): object => ({
  id: 'simulated-cook',
  name,
  state: 'Started',
  temperature: { target, peak: tip },
  time: { elapsed: 60, remaining },
});
