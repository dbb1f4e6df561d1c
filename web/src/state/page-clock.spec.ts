import { PageClock } from './page-clock.js';

const DAY = 24 * 60 * 60_000;

describe('PageClock', () => {
  let monotonic: number;
  let date: number;
  let clock: PageClock;
  beforeEach(() => {
    monotonic = 5_000;
    date = Date.parse('2026-11-20T11:20:00Z');
    clock = new PageClock({ monotonic: () => monotonic, date: () => date });
  });
  const pass = (milliseconds: number): void => {
    monotonic += milliseconds;
    date += milliseconds;
  };

  it('counts from the opening of the page', () => {
    expect(clock.now()).toBe(0);
    pass(1_500);
    expect(clock.now()).toBe(1_500);
  });

  it('goes on while the machine sleeps and its monotonic clock stands still', () => {
    date += 60_000;
    expect(clock.now()).toBe(60_000);
  });

  it('does not go back when the date is set back', () => {
    pass(1_000);
    date -= DAY;
    pass(1_000);
    expect(clock.now()).toBe(2_000);
    pass(1_000);
    expect(clock.now()).toBe(3_000);
  });

  it('knows the date of the server, however wrong its own is', () => {
    expect(clock.serverNow()).toBeUndefined();
    clock.noteServerDate('Thu, 19 Nov 2026 11:20:00 GMT');
    pass(30_000);
    expect(clock.serverNow()).toBe(Date.parse('2026-11-19T11:20:30Z'));
  });

  it('ignores a date that is none', () => {
    clock.noteServerDate(null);
    clock.noteServerDate('yesterday');
    expect(clock.serverNow()).toBeUndefined();
  });
});
