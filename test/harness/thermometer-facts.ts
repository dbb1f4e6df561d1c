import type { ProbeFacts, ProbeReading, ThermometerFacts } from '../../src/thermometers/thermometer.js';
import { ProbeSeries } from '../../src/thermometers/probe-series.js';
import { celsius } from '../../src/shared/units.js';

/** The moment at which a `DrivenClock` begins. */
export const BEGIN = Date.parse('2026-03-01T12:00:00Z');

/** What a vendor says of a probe that sends every ten seconds. */
export const makeProbeFacts = (known: Partial<ProbeFacts> = {}): ProbeFacts => ({
  probeId: 'thermoworks-a1-1',
  name: 'Chicken breast',
  kind: 'core',
  toleranceCelsius: 0.5,
  sendsOnChange: false,
  intervalSeconds: 10,
  ...known,
});

/** What a vendor says of a thermometer with one probe. */
export const makeThermometerFacts = (known: Partial<ThermometerFacts> = {}): ThermometerFacts => ({
  thermometerId: 'thermoworks-a1',
  vendor: 'thermoworks',
  name: 'Smoker',
  model: 'Node',
  online: true,
  batteryPercent: 84,
  signalDbm: -61,
  lastSeen: BEGIN,
  probes: [makeProbeFacts()],
  ...known,
});

/** A reading that came as it was measured. @param value in °C */
export const makeProbeReading = (
  at: number,
  value: number | null,
  known: Partial<ProbeReading> = {},
): ProbeReading => ({
  probeId: 'thermoworks-a1-1',
  at,
  receivedAt: at,
  celsius: value === null ? null : celsius(value),
  late: false,
  ...known,
});

/** A time series that only records what is appended. */
export class RecordingSeries extends ProbeSeries {
  readonly appended: ProbeReading[] = [];
  /** What the next append fails with. */
  failure: Error | undefined;

  append(readings: readonly ProbeReading[]): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    this.appended.push(...readings);
    return Promise.resolve();
  }

  knows(probeId: string): Promise<boolean> {
    return Promise.resolve(this.appended.some((one) => one.probeId === probeId));
  }

  raw(probeId: string, from: number, to: number, limit = Infinity): Promise<ProbeReading[]> {
    const found = this.appended.filter((one) => one.probeId === probeId && one.at >= from && one.at < to);
    return Promise.resolve(found.toSorted((one, other) => one.at - other.at).slice(0, limit));
  }

  isFoldedOnly(): Promise<boolean> {
    return Promise.resolve(false);
  }

  folded(): Promise<[]> {
    return Promise.resolve([]);
  }

  keep(): Promise<void> {
    return Promise.resolve();
  }
}
