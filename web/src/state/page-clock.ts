/** The clocks of the browser, in milliseconds. */
export interface BrowserClocks {
  /** Never goes back, whatever the date is set to; may stand still while the machine sleeps. */
  readonly monotonic: () => number;
  /** The date as the machine believes it: it may be wrong by days, and may be set while the page is open. */
  readonly date: () => number;
}

/**
 * The time since the page was opened. It does not depend on the date of the browser being right, and it goes on while
 * the machine sleeps: of the time that both clocks show to have passed, the longer one counts. A date that is set
 * forward therefore makes readings look older than they are until the next ones arrive, never newer.
 */
export class PageClock {
  private passed = 0;
  private lastMonotonic: number;
  private lastDate: number;
  private serverDate: { readonly date: number; readonly at: number } | undefined;

  constructor(private readonly clocks: BrowserClocks) {
    this.lastMonotonic = clocks.monotonic();
    this.lastDate = clocks.date();
  }

  /** Milliseconds since the page was opened. */
  now(): number {
    const monotonic = this.clocks.monotonic();
    const date = this.clocks.date();
    this.passed += Math.max(monotonic - this.lastMonotonic, date - this.lastDate, 0);
    this.lastMonotonic = monotonic;
    this.lastDate = date;
    return this.passed;
  }

  /** Notes the `Date` header of a response that has just arrived. */
  noteServerDate(header: string | null): void {
    const date = Date.parse(header ?? '');
    if (!Number.isNaN(date)) this.serverDate = { date, at: this.now() };
  }

  /** The date by the server's clock; undefined until a response has arrived. */
  serverNow(): number | undefined {
    return this.serverDate && this.serverDate.date + this.now() - this.serverDate.at;
  }
}
