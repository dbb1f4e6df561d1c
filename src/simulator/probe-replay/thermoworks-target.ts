import type { SimulatedThermoworks } from '../thermoworks/simulated-thermoworks.js';
import type { ReplayedReading, ReplayTarget } from './probe-replay.js';

/** Lets a device of the simulated ThermoWorks cloud measure a cook: each place is the channel of that number. */
export class ThermoworksTarget implements ReplayTarget {
  constructor(private readonly device: SimulatedThermoworks) {}

  take(readings: readonly ReplayedReading[]): void {
    for (const { place, celsius, at } of readings) {
      const channel = this.device.channels.find(({ number }) => number === String(place));
      if (channel === undefined) continue;
      channel.units = 'F';
      channel.value = celsius === null ? undefined : Math.round(celsius * 18 + 320) / 10;
      channel.seenAt = at;
      this.device.lastSeen = Math.max(this.device.lastSeen, at);
    }
  }
}
