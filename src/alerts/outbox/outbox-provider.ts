import type { FactoryProvider } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { EventBus } from '../../shared/event-bus.js';
import { AlertStore } from '../alert-store.js';
import { AlertWriter } from '../alert-writer.js';
import { AlertChannels } from '../channels/alert-channels.js';
import { DeliveringOutbox } from './delivering-outbox.js';
import type { Delivery } from './delivery.js';
import { Outbox } from './outbox.js';

declare module '../../shared/event-bus.js' {
  interface EventMap {
    /** A delivery of an alert, or a test, is being sent, was tried, or is over. */
    'alert.delivery': [Delivery];
  }
}

/** The outbox of the server. */
export const outboxProvider: FactoryProvider<Outbox> = {
  provide: Outbox,
  inject: [AlertStore, AlertWriter, AlertChannels, EventBus, Clock],
  useFactory: (
    store: AlertStore,
    writer: AlertWriter,
    channels: AlertChannels,
    events: EventBus,
    clock: Clock,
  ) =>
    new DeliveringOutbox({
      ...{ store, writer, channels, clock },
      chance: Math.random,
      changed: (delivery) => events.emit('alert.delivery', delivery),
    }),
};
