import { signal } from '@preact/signals';

const FILE = '/sw.js';

/** Whether another version of the page was installed while this one is open. */
export const hasNewVersion = signal(false);

/** Installs the worker that keeps the page for when the server is away. Without https there is none. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  const workers = navigator.serviceWorker;
  // The first worker of all takes over a page of its own version.
  let isFirst = workers.controller === null;
  workers.addEventListener('controllerchange', () => {
    hasNewVersion.value = !isFirst;
    isFirst = false;
  });
  // Where storage is blocked there is none either, and the page works without.
  addEventListener(
    'load',
    () => void workers.register(FILE, { updateViaCache: 'none' }).catch(() => undefined),
  );
}
