import { readEnvironment } from './config/environment.js';
import { readServiceWatch } from './config/service-watch.js';
import { runServer } from './run-server.js';
import { serve } from './serve.js';
import { SystemClock } from './shared/clock.js';
import { systemdNotify } from './systemd-notify.js';
import { watchedService } from './watched-service.js';

void runServer(async () =>
  watchedService(await serve(readEnvironment()), {
    asked: readServiceWatch(),
    notify: systemdNotify(),
    clock: new SystemClock(),
  }),
);
