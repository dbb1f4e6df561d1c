/** Remembers what was logged, so that it is logged once. It is bounded: once it is full, nothing counts as new. */
export class LogOnce {
  private readonly known = new Set<string>();

  /** @param limit how many kinds it distinguishes */
  constructor(private readonly limit = 200) {}

  /** Whether this kind comes for the first time. */
  isNew(kind: string): boolean {
    if (this.known.has(kind) || this.known.size >= this.limit) return false;
    this.known.add(kind);
    return true;
  }
}
