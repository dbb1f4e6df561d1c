import { signal } from '@preact/signals';

const PREFIX = 'coddle.';

/** Whether this browser stores nothing for the page: its storage is switched off or full. */
export const isStorageBlocked = signal(false);

/** A text that this browser keeps for the page. Without storage it is forgotten when the page is closed. */
export interface Kept {
  read: () => string | undefined;
  write: (text: string) => void;
  remove: () => void;
}

/** The text that is kept under a name. */
export const kept = (name: string): Kept => ({
  read: () => attempt((storage) => storage.getItem(PREFIX + name)) ?? undefined,
  write: (text) => void attempt((storage) => storage.setItem(PREFIX + name, text)),
  remove: () => void attempt((storage) => storage.removeItem(PREFIX + name)),
});

/** Where storage is blocked, even reading `localStorage` throws. */
function attempt<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    isStorageBlocked.value = true;
    return undefined;
  }
}
