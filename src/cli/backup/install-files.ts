import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { CliError } from '../cli.errors.js';
import { flushToDisk } from '../../shared/durable-file.js';

/** A folder that is built up beside its place, and the one that it takes the place of. */
export interface Exchange {
  readonly place: string;
  /** Where the new one is built up. */
  readonly staged: string;
  /** Where the former one stays. */
  readonly former: string;
}

const STAGED = '.restoring-';
const FORMER = '.before-restore-';

/** @param time tells one restore from every other */
export const exchangeAt = (place: string, time: string): Exchange => ({
  place,
  staged: `${place}${STAGED}${time}`,
  former: `${place}${FORMER}${time}`,
});

/** Makes the folder in which the new one is built up. */
export function prepare({ staged }: Exchange): void {
  mkdirSync(dirname(staged), { recursive: true });
  mkdirSync(staged, { mode: 0o700 });
}

/**
 * Puts what was built up into its place, all of it by renames.
 * @throws CliError, or what the disk says; then `putBack` has to follow
 */
export function exchange(exchanges: readonly Exchange[]): void {
  for (const { place, staged, former } of exchanges) {
    moveAside(place, former);
    renameSync(staged, place);
    flushToDisk(dirname(place));
  }
}

/** There is always a former one, so that a restore that was cut short can be told from one that was not. */
function moveAside(place: string, former: string): void {
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    renameSync(place, former);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    throw new CliError(
      `${place} is a disk of its own, whose folder cannot be exchanged: take it out with umount ${place}, restore, and copy the folder onto it`,
      { cause: error },
    );
  }
}

/** Puts everything back, however far it had come, and removes what was built up. */
export function putBack(exchanges: readonly Exchange[]): void {
  for (const { place, staged, former } of exchanges) {
    if (existsSync(former)) {
      if (existsSync(place)) renameSync(place, staged);
      renameSync(former, place);
    }
  }
  // Only now: for as long as one of them is there, it can be told that this was not the end.
  for (const { staged } of exchanges) rmSync(staged, { recursive: true, force: true });
}

/** Does so for a restore that a power cut ended. @returns whether there was one */
export function putBackInterrupted(places: readonly string[]): boolean {
  const times = new Set(places.flatMap(interruptedAt));
  for (const time of times) putBack(places.map((place) => exchangeAt(place, time)));
  return times.size > 0;
}

function interruptedAt(place: string): string[] {
  const start = `${basename(place)}${STAGED}`;
  return namesIn(dirname(place))
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length));
}

/** The names in a folder; none where there is no folder. */
export const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
