/** How often systemd wants to hear from the service; see sd_watchdog_enabled(3). */
export interface ServiceWatch {
  /** After so long a silence the service is killed and started anew, in milliseconds; undefined is never. */
  readonly limit: number | undefined;
}

/** What systemd asks of this process, and undefined when it was not systemd that started it. */
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
