import { Logger } from '@nestjs/common';
import type { ServiceWatch } from '../config/service-watch.js';
import type { OpenServer } from './run-until-signal.js';
import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';

/** Passes facts on to systemd, such as `READY=1`; see sd_notify(3). It never rejects. */
export type Notify = (...facts: readonly string[]) => Promise<void>;

/** Fed so often within the limit that one that comes late, or is lost, does no harm. */
const FEEDS_WITHIN_LIMIT = 3;

/** What a watched service needs besides the server itself. */
export interface Watch {
  /** Undefined where nobody watches; then nothing is told. */
  readonly asked: ServiceWatch | undefined;
  readonly notify: Notify;
  readonly clock: Clock;
}

/**
 * Tells systemd that the server is ready, and then that it lives, for as long as it does: the timer that tells it
 * stops with the event loop, and nothing is told while the line to the cloud does not move. Then systemd kills the
 * server and starts it anew, and the cook goes on meanwhile.
 */
export function withSystemdWatchdog(server: OpenServer, { asked, notify, clock }: Watch): OpenServer {
  if (asked === undefined) return server;
  const logger = new Logger('Coddle');
  const interval = asked.limit === undefined ? undefined : milliseconds(asked.limit / FEEDS_WITHIN_LIMIT);
  let cancel = (): void => {};
  const feed = (): void => {
    if (server.isMoving()) void notify('WATCHDOG=1');
    else logger.error('The connection to the cloud has stopped working: systemd will restart the server');
    plan();
  };
  const plan = (): void => {
    if (interval !== undefined) cancel = clock.after(interval, feed);
  };
  void notify('READY=1');
  plan();
  return {
    ...server,
    close: async () => {
      cancel();
      void notify('STOPPING=1');
      await server.close();
    },
  };
}
