import { signal } from '@preact/signals';
import { PageClock } from './page-clock.js';

const TICK = 1_000;

/** The clock of this page. */
export const pageClock = new PageClock({ monotonic: () => performance.now(), date: () => Date.now() });

/** The time of the page in milliseconds, renewed every second while the page is visible: what shows an age reads it. */
export const pageTime = signal(pageClock.now());

const tick = (): void => {
  if (document.visibilityState === 'visible') pageTime.value = pageClock.now();
};

/** Lets `pageTime` run. */
export function startTicking(): void {
  setInterval(tick, TICK);
  document.addEventListener('visibilitychange', tick);
}
