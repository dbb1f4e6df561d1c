import type { CookerState } from '../../device/cooker-state.js';
import { rateOf } from '../../thermometers/probes/probe-rate.js';
import { RecentReadings } from '../../thermometers/probes/recent-readings.js';

/** How fast the water of each cooker warms, by its last readings. They are kept from the first time that it is asked for. */
export class WaterRates {
  private readonly recent = new Map<string, RecentReadings>();

  /** In °C per hour; null while too few readings are known. */
  of({ id, water }: CookerState): number | null {
    let readings = this.recent.get(id);
    if (readings === undefined) this.recent.set(id, (readings = new RecentReadings()));
    const newest = readings.samples.at(-1)?.at ?? -Infinity;
    if (water !== undefined && water.seenAt > newest) readings.add(water.seenAt, water.temperature);
    return rateOf(readings.samples);
  }

  /** Forgets the cookers that are gone. */
  keepOnly(cookerIds: ReadonlySet<string>): void {
    for (const id of this.recent.keys()) if (!cookerIds.has(id)) this.recent.delete(id);
  }
}
