import type { CookEvent, CookEventKind } from './cook-forecast.js';

/** So many of the newest events are kept. */
const KEPT = 20;

/** The events of a cook, oldest first, of which at most one of each kind lasts. */
export class EventList {
  private events: CookEvent[] = [];

  /** Begins an event. @param at when it began @param seenAt when the readings showed it */
  begin(kind: CookEventKind, at: number, seenAt: number): void {
    if (this.lasts(kind)) return;
    this.events = [...this.events, { kind, at, seenAt, until: null }].slice(-KEPT);
  }

  /** Ends what lasts of a kind. */
  end(kind: CookEventKind, until: number): void {
    this.events = this.events.map((event) =>
      event.kind === kind && event.until === null ? { ...event, until } : event,
    );
  }

  lasts(kind: CookEventKind): boolean {
    return this.events.some((event) => event.kind === kind && event.until === null);
  }

  /** When the newest event of these kinds ended, in milliseconds since 1970, or null. */
  lastEndOf(kinds: readonly CookEventKind[]): number | null {
    return this.events.findLast(({ kind, until }) => kinds.includes(kind) && until !== null)?.until ?? null;
  }

  all(): readonly CookEvent[] {
    return this.events;
  }
}
