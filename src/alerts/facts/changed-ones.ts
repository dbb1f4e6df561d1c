import type { Extent } from './observed.js';

/** Finds those of several things of which something came since the last look. */
export class ChangedOnes<One extends { readonly id: string }> {
  private seen = new Map<string, unknown>();

  /** @param mark what is another object after each change */
  constructor(private readonly mark: (one: One) => unknown) {}

  /** Those to look at, out of all that there are. */
  in(all: readonly One[], extent: Extent): readonly One[] {
    const { seen } = this;
    this.seen = new Map(all.map((one) => [one.id, this.mark(one)]));
    if (extent === 'all') return all;
    return all.filter((one) => !seen.has(one.id) || seen.get(one.id) !== this.mark(one));
  }
}
