import { readServiceWatch } from './service-watch.js';

const SYSTEMD = { NOTIFY_SOCKET: '/run/systemd/notify' };

describe('readServiceWatch', () => {
  it('finds no watchdog where systemd did not start the process', () => {
    expect(readServiceWatch({}, 7)).toBeUndefined();
    expect(readServiceWatch({ NOTIFY_SOCKET: '', WATCHDOG_USEC: '1000' }, 7)).toBeUndefined();
  });

  it('reads the limit in milliseconds', () => {
    expect(readServiceWatch({ ...SYSTEMD, WATCHDOG_USEC: '90000000', WATCHDOG_PID: '7' }, 7)).toEqual({
      limit: 90_000,
    });
    expect(readServiceWatch({ ...SYSTEMD, WATCHDOG_USEC: '90000000' }, 7)).toEqual({ limit: 90_000 });
  });

  it.each([
    ['there is none', {}],
    ['it is no number', { WATCHDOG_USEC: 'soon' }],
    ['it is 0', { WATCHDOG_USEC: '0' }],
    ['it is meant for another process', { WATCHDOG_USEC: '90000000', WATCHDOG_PID: '8' }],
  ])('has no limit when %s', (_, variables) => {
    expect(readServiceWatch({ ...SYSTEMD, ...variables }, 7)).toEqual({ limit: undefined });
  });
});
