import { CaughtLog } from '../../test/harness/caught-log.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import type { ServiceWatch } from '../config/service-watch.js';
import { withSystemdWatchdog } from './systemd-watchdog.js';

describe('A watched service', () => {
  let clock: DrivenClock;
  let log: CaughtLog;
  let told: string[];
  let moving: boolean;

  beforeEach(() => {
    clock = new DrivenClock();
    log = CaughtLog.take();
    told = [];
    moving = true;
  });

  const watch = (asked: ServiceWatch | undefined) =>
    withSystemdWatchdog(
      {
        logger: { log() {}, warn() {}, error() {} },
        isMoving: () => moving,
        close: async () => void told.push('closed'),
      },
      { asked, notify: async (...facts) => void told.push(...facts), clock },
    );

  it('is told of as ready, and then as alive three times within the limit', () => {
    watch({ limit: 90_000 });
    expect(told).toEqual(['READY=1']);
    clock.advance(89_999);
    expect(told).toEqual(['READY=1', 'WATCHDOG=1', 'WATCHDOG=1']);
    clock.advance(3_600_000);
    expect(told).toHaveLength(1 + 122);
  });

  it('is not told of as alive while its line does not move, and says so in the log', () => {
    watch({ limit: 90_000 });
    moving = false;
    clock.advance(60_000);
    expect(told).toEqual(['READY=1']);
    expect(log.at('error').join()).toMatch(/has stopped working/);
    moving = true;
    clock.advance(30_000);
    expect(told).toEqual(['READY=1', 'WATCHDOG=1']);
  });

  it('is told of as ready alone where there is no limit', () => {
    watch({ limit: undefined });
    clock.advance(3_600_000);
    expect(told).toEqual(['READY=1']);
  });

  it('is told of as ending before it closes, and no more after that', async () => {
    const server = watch({ limit: 90_000 });
    await server.close();
    clock.advance(3_600_000);
    expect(told).toEqual(['READY=1', 'STOPPING=1', 'closed']);
  });

  it('tells nothing where nobody watches', async () => {
    const server = watch(undefined);
    clock.advance(3_600_000);
    await server.close();
    expect(told).toEqual(['closed']);
  });
});
