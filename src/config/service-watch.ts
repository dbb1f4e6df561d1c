/** How often systemd expects a ping from the service; see sd_watchdog_enabled(3). */
export interface ServiceWatch {
  /** The silence after which systemd restarts the service, in milliseconds; undefined for never. */
  readonly limit: number | undefined;
}

/** The watchdog settings of systemd; undefined when systemd did not start this process. */
export function readServiceWatch(
  variables: NodeJS.ProcessEnv = process.env,
  pid: number = process.pid,
): ServiceWatch | undefined {
  const { NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID } = variables;
  if (!NOTIFY_SOCKET) return undefined;
  const isOurs = WATCHDOG_PID === undefined || Number(WATCHDOG_PID) === pid;
  const limit = isOurs ? Number(WATCHDOG_USEC) / 1000 : NaN;
  return { limit: limit > 0 ? limit : undefined };
}
