import type { AlertChannelsDto } from '../../../../src/alerts/dto/alert-channel.dto.js';
import type { AlertsDto } from '../../../../src/alerts/dto/alert.dto.js';
import type { AlertDeliveriesDto } from '../../../../src/alerts/dto/alert-delivery.dto.js';
import type { AlertRulesDto } from '../../../../src/alerts/dto/alert-rule.dto.js';
import { alertList } from '../../api/alerts.js';
import { Resource } from '../../api/resource.js';
import { canReachServer } from '../../state/connection.js';
import { onLive } from '../../state/live-events.js';

/** How often the log is read while the view is looked at, in milliseconds: an attempt is no event of the stream. */
const RENEW_EVERY = 10_000;
/** How long after an event the log is read: a message is sent after its alert has changed. */
const SENT_WITHIN = 1_500;

/** The newest alerts, also those that are over. */
export const newest = new Resource<AlertsDto>('/alerts?state=all&limit=20');
export const rules = new Resource<AlertRulesDto>('/alert-rules');
export const channels = new Resource<AlertChannelsDto>('/alert-channels');
/** The newest messages. */
export const log = new Resource<AlertDeliveriesDto>('/alert-deliveries');

/** Reads everything that the view shows. */
export function readAll(): void {
  for (const resource of [alertList, newest, rules, channels, log]) void resource.read();
}

/** Reads what was sent, and how it ended. */
export function readSent(): void {
  if (document.visibilityState !== 'visible' || !canReachServer.peek()) return;
  void log.read();
  void channels.read();
}

/** Follows the alerts, their messages and the rules. Returns a function that ends it. */
export function follow(): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const timer = setInterval(readSent, RENEW_EVERY);
  const leave = [
    onLive('reset', readAll),
    onLive('alert', () => {
      void newest.read();
      clearTimeout(soon);
      soon = setTimeout(readSent, SENT_WITHIN);
    }),
  ];
  return () => {
    clearInterval(timer);
    clearTimeout(soon);
    for (const end of leave) end();
  };
}
