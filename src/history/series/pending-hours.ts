import type { SeriesTables } from './series-tables.js';

/** Which hours of which series have readings that are not in their blocks yet, and how many chunks of them. */
export class PendingHours {
  private readonly counts = new Map<number, Map<number, number>>();
  private readonly newest = new Map<number, number>();

  /** Those of a file. */
  static of(tables: SeriesTables): PendingHours {
    const pending = new PendingHours();
    for (const chunk of tables.allChunks()) {
      pending.add(chunk.series, chunk.hour);
    }
    return pending;
  }

  add(series: number, hour: number): void {
    const hours = this.counts.get(series) ?? new Map<number, number>();
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
    this.counts.set(series, hours);
    this.newest.set(series, Math.max(hour, this.newestOf(series)));
  }

  /** The readings of an hour are in its block now. */
  merged(series: number, hour: number): void {
    this.counts.get(series)?.delete(hour);
    this.newest.set(series, Math.max(hour, this.newestOf(series)));
  }

  chunksOf(series: number, hour: number): number {
    return this.counts.get(series)?.get(hour) ?? 0;
  }

  /** The newest hour of a series with a reading since the file was opened, or one that is not in its block. */
  newestOf(series: number): number {
    return this.newest.get(series) ?? -Infinity;
  }

  /** The hours of a series, oldest first. */
  hoursOf(series: number): number[] {
    return [...(this.counts.get(series)?.keys() ?? [])].sort((one, other) => one - other);
  }

  /** Every hour from before an instant. */
  before(at: number): { readonly series: number; readonly hour: number }[] {
    return [...this.counts.keys()].flatMap((series) =>
      this.hoursOf(series)
        .filter((hour) => hour < at)
        .map((hour) => ({ series, hour })),
    );
  }
}
