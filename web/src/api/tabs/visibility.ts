import { signal, type ReadonlySignal } from '@preact/signals';

/** A page that was hidden for so long gives up the stream, in milliseconds: browsers slow the timers of such pages. */
const HIDDEN_FOR = 180_000;

/** Follows whether the page is looked at: visible, or hidden for a short time only. */
export function followVisibility(): ReadonlySignal<boolean> {
  const isLookedAt = signal(true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') isLookedAt.value = true;
    else timer = setTimeout(() => (isLookedAt.value = false), HIDDEN_FOR);
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  // A page that waits in the cache of the browser holds nothing, and is shown again as it was left.
  addEventListener('pagehide', () => (isLookedAt.value = false));
  addEventListener('pageshow', () => {
    isLookedAt.value = true;
    follow();
  });
  return isLookedAt;
}
