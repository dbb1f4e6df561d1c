/** What was logged once need not be logged again. Bounded: once full, nothing is new any more. */
export class LogOnce {
  private readonly known = new Set<string>();

  /** @param limit how many kinds are told apart */
  constructor(private readonly limit = 200) {}

  /** Whether this kind is met for the first time. */
  isNew(kind: string): boolean {
    if (this.known.has(kind) || this.known.size >= this.limit) return false;
    this.known.add(kind);
    return true;
  }
}
