import { effect, untracked } from '@preact/signals';
import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';
import { ageAt } from './age.js';
import { pageClock } from './clock.js';
import { cookers, type Cookers, type SeenCooker } from './cookers.js';
import { kept } from './kept.js';
import { isSignedOut } from './session.js';

/** How often the state is stored at most, in milliseconds. */
const STORE_EVERY = 5_000;

/** The state as it is stored: with its ages at that moment, by the date of this browser. */
interface StoredState {
  readonly savedAt: number;
  readonly cookers: readonly { readonly status: StatusDto; readonly ageSeconds: number | null }[];
}

const stored = kept('last-state');

/** The cookers as text, for the next time that the page is opened without the server. */
export function toText(seen: Cookers, pageTime: number, savedAt: number): string {
  const all = [...seen.values()].map((cooker) => ({
    status: cooker.status,
    ageSeconds: ageAt(cooker, pageTime),
  }));
  return JSON.stringify({ savedAt, cookers: all } satisfies StoredState);
}

/**
 * The cookers in such a text. Their ages have grown since by the browser's date, which counts only as a difference; a
 * date that has gone back leaves an age unknown.
 */
export function fromText(text: string, pageTime: number, date: number): Cookers {
  const { savedAt, cookers: all } = parsed(text);
  const since = (date - savedAt) / 1_000;
  const toSeen = ({ status, ageSeconds }: StoredState['cookers'][number]): SeenCooker => ({
    status,
    at: pageTime,
    ageSeconds: ageSeconds === null || since < 0 ? null : ageSeconds + since,
  });
  return new Map(all.map((one) => [one.status.device_id, toSeen(one)]));
}

/** A text of another version, or one that was tampered with, holds nothing. */
function parsed(text: string): StoredState {
  try {
    const state = JSON.parse(text) as StoredState;
    const isWhole = state.cookers.every(({ status }) => typeof status.device_id === 'string');
    if (isWhole && typeof state.savedAt === 'number') return state;
  } catch {
    // As if nothing were stored.
  }
  return { savedAt: 0, cookers: [] };
}

/** Shows the last state until a newer one arrives. */
export function showLastState(): void {
  const text = stored.read();
  if (text !== undefined && cookers.peek().size === 0)
    cookers.value = fromText(text, pageClock.now(), Date.now());
}

/** Those who are signed out see nothing of it. */
function forgetLastState(): void {
  cookers.value = new Map();
  stored.remove();
}

/** Stores the state from now on, as it changes and when the page is closed, until the session ends. */
export function keepLastState(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const store = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (cookers.peek().size > 0) stored.write(toText(cookers.peek(), pageClock.now(), Date.now()));
  };
  cookers.subscribe(({ size }) => {
    if (size > 0) timer ??= setTimeout(store, STORE_EVERY);
  });
  addEventListener('pagehide', store);
  effect(() => {
    if (isSignedOut.value) untracked(forgetLastState);
  });
}
