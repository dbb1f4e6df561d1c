import { StorageUnavailableError } from '../../storage/storage.errors.js';
import type { ThermometerSink } from '../thermometer-sink.js';
import type { ProbeReading } from '../thermometer.js';

const NOT_STORED = 'Readings cannot be stored: they are shown, and missing in the curves.';

/**
 * Reports readings that are new, so that a poll which finds the same reports nothing. That a probe has no reading is
 * reported once, until it has one again.
 */
export class News {
  /** A sentence for the owner while readings cannot be stored; undefined when all is well. */
  problem: string | undefined;
  private readonly reported = new Map<string, string>();

  constructor(private readonly sink: Pick<ThermometerSink, 'read'>) {}

  /** Those that could not be stored are reported again the next time. */
  async report(readings: readonly ProbeReading[]): Promise<void> {
    const news = readings.filter((reading) => this.isNew(reading));
    if (news.length === 0) return;
    try {
      await this.sink.read(news);
      this.problem = undefined;
    } catch (error) {
      for (const { probeId } of news) this.reported.delete(probeId);
      if (!(error instanceof StorageUnavailableError)) throw error;
      this.problem = NOT_STORED;
    }
  }

  private isNew({ probeId, at, celsius }: ProbeReading): boolean {
    const text = celsius === null ? 'none' : `${at} ${celsius}`;
    if (this.reported.get(probeId) === text) return false;
    this.reported.set(probeId, text);
    return true;
  }
}
