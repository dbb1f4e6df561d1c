import { effect, signal } from '@preact/signals';
import { session } from '../state/session.js';

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

/** Looks for another version of the page when the server has another one than before. */
export function followVersion(): void {
  let known: string | undefined;
  effect(() => {
    const version = session.value?.version;
    if (version === undefined || version === '') return;
    if (known !== undefined && version !== known) void lookForUpdate();
    known ??= version;
  });
}

async function lookForUpdate(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (worker === undefined) hasNewVersion.value = true;
  else await worker.update().catch(() => undefined);
}
