import { ThermometerSink, type AccountHealth } from '../../src/thermometers/thermometer-sink.js';
import type { ProbeReading, ThermometerFacts } from '../../src/thermometers/thermometer.js';

/** A sink that keeps what a vendor reports. */
export class RecordingSink extends ThermometerSink {
  /** The newest facts of each thermometer. */
  readonly thermometers = new Map<string, ThermometerFacts>();
  readonly readings: ProbeReading[] = [];
  readonly gone: string[] = [];
  readonly healths: AccountHealth[] = [];
  /** Makes the next readings fail, as a full disk does. */
  failure: Error | undefined;

  seen(facts: ThermometerFacts): void {
    this.thermometers.set(facts.thermometerId, facts);
  }

  async read(readings: readonly ProbeReading[]): Promise<void> {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
    this.readings.push(...readings);
  }

  removed(thermometerId: string): void {
    this.gone.push(thermometerId);
  }

  account(_vendor: unknown, health: AccountHealth): void {
    this.healths.push(health);
  }

  /** The values of a probe whose id ends so, in the order in which they came. */
  valuesOf(end: string): (number | null)[] {
    return this.readings.filter(({ probeId }) => probeId.endsWith(end)).map(({ celsius }) => celsius);
  }
}
