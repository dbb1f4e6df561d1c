import type { ApprovalDto } from '../../../src/cooking/dto/approval.dto.js';
import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';

/** One point for the curve of a cooker. */
export interface ReadingEvent {
  readonly device_id: string;
  readonly cook_id: string | null;
  readonly at: string;
  readonly water_temp_celsius: number | null;
  readonly target_temp_celsius: number | null;
  readonly state: StatusDto['state'];
}

/** A cook that has started, changed or ended. */
export interface CookEvent {
  readonly cook_id: string;
  readonly device_id: string;
  readonly change: 'started' | 'changed' | 'ended';
}

/** The whole state: events may have been missed, so what was collected from them is read anew. */
export interface ResetEvent {
  readonly status: readonly StatusDto[];
  readonly approvals: readonly ApprovalDto[];
}

/** The events of the stream by their names. */
export interface LiveEvents {
  status: StatusDto;
  reading: ReadingEvent;
  cook: CookEvent;
  approval: ApprovalDto;
  reset: ResetEvent;
}

export type LiveEventName = keyof LiveEvents;

/** An event of the stream. */
export type LiveEvent = {
  [Name in LiveEventName]: { readonly name: Name; readonly data: LiveEvents[Name] };
}[LiveEventName];

type Handler<Name extends LiveEventName> = (data: LiveEvents[Name]) => void;

const handlers = new Map<LiveEventName, Set<(data: never) => void>>();

/** Calls a function for each event of a name, in every tab. Returns a function that ends it. */
export function onLive<Name extends LiveEventName>(name: Name, handler: Handler<Name>): () => void {
  const all = handlers.get(name) ?? new Set();
  handlers.set(name, all.add(handler));
  return () => void all.delete(handler);
}

/** Passes an event on to all who follow its name. */
export function emitLive({ name, data }: LiveEvent): void {
  for (const handler of handlers.get(name) ?? []) handler(data as never);
}
