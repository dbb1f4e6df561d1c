import { createHash } from 'node:crypto';

/** How many ids a cooker remembers. */
const REMEMBERED = 10;
/** Milliseconds between two unrequested ids. */
const EVERY = 5_000;

/**
 * The ids that a cooker says it has processed. A real one was seen to list ids that no client had sent, every few
 * seconds, now of 22 hexadecimal digits and now a UUID: so the list proves nothing.
 */
export class ProcessedIds {
  private own: readonly string[] = [];
  private all: readonly string[] = [];
  private ticks = 0;

  /**
   * @param seed makes the ids of one cooker differ from those of another
   * @param since milliseconds since 1970
   */
  constructor(
    private readonly seed: string,
    private readonly since: number,
  ) {}

  /** Those of commands, oldest first. */
  get commands(): readonly string[] {
    return this.own;
  }

  add(commandId: string): void {
    this.own = [...this.own, commandId].slice(-REMEMBERED);
    this.all = [...this.all, commandId].slice(-REMEMBERED);
  }

  /** Those of commands and those that came by themselves until `at`, oldest first. */
  listed(at: number): readonly string[] {
    const due = Math.floor((at - this.since) / EVERY);
    for (let tick = Math.max(this.ticks, due - REMEMBERED); tick < due; tick++) {
      this.all = [...this.all, this.idOf(tick)].slice(-REMEMBERED);
    }
    this.ticks = Math.max(this.ticks, due);
    return this.all;
  }

  private idOf(tick: number): string {
    const digits = createHash('sha256').update(`${this.seed} ${tick}`).digest('hex');
    if (tick % 2 === 0) return digits.slice(0, 22);
    const parts = [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `a${digits.slice(17, 20)}`,
    ];
    return [...parts, digits.slice(20, 32)].join('-');
  }
}
