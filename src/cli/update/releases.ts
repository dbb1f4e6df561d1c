import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CliError } from '../cli.errors.js';
import type { Places } from '../places.js';
import { sweep, targetOf } from './symlinks.js';

const DRAFT = '.draft.';
const OLD = '.old.';
const DRY_RUN = '.trial.';
const INCOMING = '.incoming.';

/** The versions that lie on this machine: one that runs, and the one before, which can be gone back to. */
export class Releases {
  private readonly folder: string;

  constructor(private readonly places: Places) {
    this.folder = join(places.opt, 'releases');
  }

  /** The version that `current` leads to. @throws CliError when none is installed */
  get current(): string {
    const version = this.versionAt('current');
    if (version !== undefined) return version;
    throw new CliError(
      `Coddle is not installed below ${this.places.opt}: unpack the .tar.gz and run its deploy/install.sh`,
    );
  }

  /** The version that ran before; undefined when there is none that could be gone back to. */
  get previous(): string | undefined {
    const version = this.versionAt('previous');
    return version === this.versionAt('current') ? undefined : version;
  }

  /** A folder to build a release up in. What has a place of its own never begins with a dot. */
  get draft(): string {
    return join(this.folder, `${DRAFT}${process.pid}`);
  }

  /** A folder for a dry run, on the disk: it may hold more than the memory does. */
  get dryRun(): string {
    return join(this.places.opt, `${DRY_RUN}${process.pid}`);
  }

  /** A folder for the copy of a packed release while it is checked and unpacked. */
  get incoming(): string {
    return join(this.places.opt, `${INCOMING}${process.pid}`);
  }

  folderOf(version: string): string {
    return join(this.folder, version);
  }

  /** Moves the complete draft to its place. A release of that version that is not in use is removed first. */
  place(version: string): void {
    const place = this.folderOf(version);
    const old = join(this.folder, `${OLD}${process.pid}`);
    if (existsSync(place)) renameSync(place, old);
    renameSync(this.draft, place);
    rmSync(old, { recursive: true, force: true });
  }

  /** Removes what an interrupted command has left behind. */
  sweep(): void {
    sweep(this.folder, DRAFT, OLD);
    sweep(this.places.opt, DRY_RUN, INCOMING);
  }

  /** Removes a release, unless it is one to run or to go back to. */
  remove(version: string): void {
    if ([this.versionAt('current'), this.versionAt('previous')].includes(version)) return;
    // Renamed first: half a release must not be taken for one.
    renameSync(this.folderOf(version), join(this.folder, `${OLD}${process.pid}`));
    this.sweep();
  }

  /** Removes all but the release that runs and the one before. */
  removeOthers(): void {
    for (const version of readdirSync(this.folder).filter((name) => !name.startsWith('.'))) {
      this.remove(version);
    }
  }

  private versionAt(link: string): string | undefined {
    const target = targetOf(join(this.places.opt, link));
    return target !== undefined && existsSync(join(this.places.opt, target)) ? basename(target) : undefined;
  }
}

/** How the links name a version. */
export const linkTo = (version: string): string => `releases/${version}`;
