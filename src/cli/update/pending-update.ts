import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../places.js';
import { textOf, writeWhole } from './symlinks.js';
import { linkTo } from './releases.js';

/** A switch that is under way. It lies in a file, from which the guard of the service takes it (deploy/guard.sh). */
export interface PendingUpdate {
  readonly from: string;
  readonly to: string;
  /** How often the new version was started. */
  readonly tries: number;
}

const FORM = /^from=releases\/(.+)\nto=releases\/(.+)\ntries=(\d+)$/m;

const fileOf = ({ opt }: Places): string => join(opt, 'pending');

/** The switch that is under way; undefined when none is. */
export function readPending(places: Places): PendingUpdate | undefined {
  const [, from, to, tries] = FORM.exec(textOf(fileOf(places)) ?? '') ?? [];
  return from === undefined || to === undefined ? undefined : { from, to, tries: Number(tries) };
}

export function writePending(places: Places, { from, to, tries }: PendingUpdate): void {
  writeWhole(fileOf(places), `from=${linkTo(from)}\nto=${linkTo(to)}\ntries=${tries}\n`);
}

export function removePending(places: Places): void {
  rmSync(fileOf(places), { force: true });
}
