import type { LiveView } from './live-view.js';

/** The kinds of events that a client can choose. */
export const LIVE_TYPES = ['status', 'reading', 'cook', 'approval', 'thermometer', 'alert'] as const;
export type LiveType = (typeof LIVE_TYPES)[number];

/** What an event is about: enough to know who may see it. */
export interface EventSubject {
  readonly type: LiveType;
  /** The cooker, or the thermometer, that it is about; empty for what concerns the server. */
  readonly deviceId: string;
  /** The principal that an approval was requested by; left out for other events. */
  readonly askedBy?: string;
  /** Whether its data depends on the cookers that a client may see. */
  readonly isPerView?: true;
}

/** Makes the data of an event for a view; undefined where the view cannot show it. */
export type EventData = (view: LiveView) => object | undefined;
