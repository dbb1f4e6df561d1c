import { readEnvironment } from './config/environment.js';
import { readServiceWatch } from './config/service-watch.js';
import { runUntilSignal } from './bootstrap/run-until-signal.js';
import { startApp } from './app.start.js';
import { SystemClock } from './shared/clock.js';
import { systemdNotify } from './bootstrap/systemd-notify.js';
import { withSystemdWatchdog } from './bootstrap/systemd-watchdog.js';

void runUntilSignal(async () =>
  withSystemdWatchdog(await startApp(readEnvironment()), {
    asked: readServiceWatch(),
    notify: systemdNotify(),
    clock: new SystemClock(),
  }),
);
