import type { ProbeSeries } from '../probe-series.js';
import { plausibleValue } from '../probes/plausible-value.js';
import type { ProbeReading } from '../thermometer.js';

/** The time series keeps temperatures to a thousandth of a degree. */
const DIFFERENT = 0.001;

/** What was known before of the instants of some readings. */
export class EarlierReadings {
  private readonly values = new Map<string, number | null>();

  /** Looks up readings that are older than the newest of their probe. @throws StorageUnavailableError */
  static async of(readings: readonly ProbeReading[], series: ProbeSeries): Promise<EarlierReadings> {
    const earlier = new EarlierReadings();
    const asked = new Set(readings.map(keyOf));
    for (const probeId of new Set(readings.map((reading) => reading.probeId))) {
      const instants = readings.filter((reading) => reading.probeId === probeId).map(({ at }) => at);
      const stored = await series.raw(probeId, Math.min(...instants), Math.max(...instants) + 1);
      for (const reading of stored) if (asked.has(keyOf(reading))) earlier.note(reading);
    }
    return earlier;
  }

  /** Compares a reading with what is known of its instant. A new one is known from then on. */
  compare(reading: ProbeReading): 'new' | 'repeated' | 'contradicted' {
    const before = this.values.get(keyOf(reading));
    if (before === undefined) {
      this.note(reading);
      return 'new';
    }
    const celsius = valueOf(reading);
    const isSame = before === null || celsius === null ? before === celsius : isNear(before, celsius);
    return isSame ? 'repeated' : 'contradicted';
  }

  private note(reading: ProbeReading): void {
    this.values.set(keyOf(reading), valueOf(reading));
  }
}

const valueOf = ({ celsius }: ProbeReading): number | null => plausibleValue('core', celsius).celsius;

const keyOf = ({ probeId, at }: ProbeReading): string => `${probeId} ${at}`;

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= DIFFERENT;
