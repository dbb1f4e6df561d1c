import { CaughtLog } from '../../test/harness/caught-log.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import type { ServiceWatch } from '../config/service-watch.js';
import { withSystemdWatchdog } from './systemd-watchdog.js';

describe('A watched service', () => {
  let clock: DrivenClock;
  let log: CaughtLog;
  let sent: string[];
  let moving: boolean;

  beforeEach(() => {
    clock = new DrivenClock();
    log = CaughtLog.take();
    sent = [];
    moving = true;
  });

  const watch = (asked: ServiceWatch | undefined) =>
    withSystemdWatchdog(
      {
        logger: { log() {}, warn() {}, error() {} },
        isAlive: () => moving,
        close: async () => void sent.push('closed'),
      },
      { asked, notify: async (...facts) => void sent.push(...facts), clock },
    );

  it('notifies systemd that it is ready, and then pings three times within the limit', () => {
    watch({ limit: 90_000 });
    expect(sent).toEqual(['READY=1']);
    clock.advance(89_999);
    expect(sent).toEqual(['READY=1', 'WATCHDOG=1', 'WATCHDOG=1']);
    clock.advance(3_600_000);
    expect(sent).toHaveLength(1 + 122);
  });

  it('sends no ping while the connection does not work, and logs that', () => {
    watch({ limit: 90_000 });
    moving = false;
    clock.advance(60_000);
    expect(sent).toEqual(['READY=1']);
    expect(log.at('error').join()).toMatch(/has stopped working/);
    moving = true;
    clock.advance(30_000);
    expect(sent).toEqual(['READY=1', 'WATCHDOG=1']);
  });

  it('notifies systemd only that it is ready where there is no limit', () => {
    watch({ limit: undefined });
    clock.advance(3_600_000);
    expect(sent).toEqual(['READY=1']);
  });

  it('notifies systemd that it stops before it closes, and sends nothing after that', async () => {
    const server = watch({ limit: 90_000 });
    await server.close();
    clock.advance(3_600_000);
    expect(sent).toEqual(['READY=1', 'STOPPING=1', 'closed']);
  });

  it('sends nothing where systemd does not run it', async () => {
    const server = watch(undefined);
    clock.advance(3_600_000);
    await server.close();
    expect(sent).toEqual(['closed']);
  });
});
