/** How long the food of an earlier cook counts, in ms, less a minute of tolerance. */
const REMEMBERED_MS = 24 * 3_600_000 - 60_000;

/** The food that lay for so long in the cookers that it has to be thrown away. */
export class SpoiltFood {
  /** How often food has spoilt. */
  count = 0;
  /** When the food in each cooker has. */
  private readonly since = new Map<string, number>();

  /** @param now milliseconds that passed, whatever the clock on the wall says */
  constructor(private readonly now: () => number) {}

  add(cooker: string): void {
    this.since.set(cooker, this.now());
    this.count += 1;
  }

  /** The owner has confirmed that it was thrown away. */
  discarded(cooker: string): void {
    this.since.delete(cooker);
  }

  isIn(cooker: string): boolean {
    const at = this.since.get(cooker);
    return at !== undefined && this.now() - at < REMEMBERED_MS;
  }

  clear(): void {
    this.since.clear();
  }
}
