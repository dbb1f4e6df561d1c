import type { AlertDto } from '../../../src/alerts/dto/alert.dto.js';
import type { ApprovalDto } from '../../../src/cooking/dto/approval.dto.js';
import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';
import type { CookEventDto, ReadingEventDto, ResetEventDto } from '../../../src/live/dto/live-events.dto.js';
import type { ThermometerDto } from '../../../src/thermometers/dto/thermometers.dto.js';

/** The events of the stream by their names. After a `reset`, what was collected from events is read anew. */
export interface LiveEvents {
  status: StatusDto;
  reading: ReadingEventDto;
  cook: CookEventDto;
  approval: ApprovalDto;
  thermometer: ThermometerDto;
  alert: AlertDto;
  reset: ResetEventDto;
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
