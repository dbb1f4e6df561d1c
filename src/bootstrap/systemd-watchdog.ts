import { Logger } from '@nestjs/common';
import type { ServiceWatch } from '../config/service-watch.js';
import type { OpenServer } from './run-until-signal.js';
import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';

/** Passes facts on to systemd, such as `READY=1`; see sd_notify(3). It never rejects. */
export type Notify = (...facts: readonly string[]) => Promise<void>;

/** Pings within the limit: one that is late or lost does no harm. */
const PINGS_WITHIN_LIMIT = 3;

/** What the watchdog needs besides the server. */
export interface Watch {
  /** Undefined where systemd does not run the server; then it is not notified. */
  readonly asked: ServiceWatch | undefined;
  readonly notify: Notify;
  readonly clock: Clock;
}

/**
 * Notifies systemd that the server is ready, and then pings systemd's watchdog as long as the server works: the timer
 * stops with the event loop, and no ping is sent while the connection to the cloud has stopped working. systemd then
 * restarts the server, and a running cook goes on meanwhile.
 */
export function withSystemdWatchdog(server: OpenServer, { asked, notify, clock }: Watch): OpenServer {
  if (asked === undefined) return server;
  const logger = new Logger('Coddle');
  const interval = asked.limit === undefined ? undefined : milliseconds(asked.limit / PINGS_WITHIN_LIMIT);
  let cancel = (): void => {};
  const ping = (): void => {
    if (server.isAlive()) void notify('WATCHDOG=1');
    else logger.error('The connection to the cloud has stopped working: systemd will restart the server');
    plan();
  };
  const plan = (): void => {
    if (interval !== undefined) cancel = clock.after(interval, ping);
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
