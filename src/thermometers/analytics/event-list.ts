import type { CookEvent, CookEventKind } from './cook-forecast.js';

/** So many of the newest events are kept. */
const KEPT = 20;
/** What begins again so soon after its end is the same event: a lid that is opened twice, a flame that flickers. */
const SAME_MS = 5 * 60_000;

/** The events of a cook, oldest first, of which at most one of each kind lasts. */
export class EventList {
  private events: CookEvent[] = [];

  /** Begins an event. @param at when it began @param seenAt when the readings showed it */
  begin(kind: CookEventKind, at: number, seenAt: number): void {
    if (this.lasts(kind)) return;
    const last = this.events.findLast((event) => event.kind === kind);
    if (last?.until != null && at - last.until <= SAME_MS) {
      this.events = this.events.map((event) => (event === last ? { ...event, until: null } : event));
      return;
    }
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

  /** Ends all that lasts of these kinds. */
  endAll(kinds: readonly CookEventKind[], until: number): void {
    for (const kind of kinds) this.end(kind, until);
  }

  all(): readonly CookEvent[] {
    return this.events;
  }
}
