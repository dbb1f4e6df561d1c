import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { backupCommand } from '../../src/cli/backup/backup-command.js';
import type { AskSecret } from '../../src/cli/backup/backup-key.js';
import { restoreCommand } from '../../src/cli/backup/restore-command.js';
import type { CliContext } from '../../src/cli/cli-context.js';
import { programsOf } from '../../src/cli/run-program.js';
import { CareDesk, type Programs } from './care-desk.js';
import { callOf, furnishData, furnishSettings, treeOf } from './populated-installation.js';

export const run = programsOf(process.env);
/** The tar of this machine. */
export const TAR: Programs = { tar: (words, options) => run('tar', words, options) };

const NOT_ASKED: AskSecret = async () => undefined;

/** A machine that was backed up, and another one for each test that its backup is restored onto. */
export class RestoreTrial {
  readonly old = new CareDesk(TAR);
  desk = new CareDesk(TAR);
  /** The file of the key. */
  readonly key = join(this.old.places.etc, 'backup.key');
  backup = '';

  async begin(): Promise<void> {
    furnishSettings(this.old);
    await furnishData(this.old);
    this.backup = await this.backedUp(this.old);
  }

  /** Makes a backup of a machine. @returns the newest of them */
  async backedUp(desk = this.desk): Promise<string> {
    await callOf(backupCommand(desk.io()));
    return join(desk.places.backups, readdirSync(desk.places.backups).sort().at(-1)!);
  }

  /** A clean machine. @param programs what runs there besides tar */
  renew(programs: Programs = {}): void {
    this.desk.clear();
    this.desk = new CareDesk({ ...TAR, ...programs });
  }

  end(): void {
    for (const desk of [this.old, this.desk]) desk.clear();
  }

  /** @returns the refusal; undefined when all is well */
  call(
    argv: readonly string[],
    more: Partial<CliContext> = {},
    ask = NOT_ASKED,
  ): Promise<string | undefined> {
    return callOf(restoreCommand(this.desk.io(more), ask), ...argv);
  }

  /** As `call`, with the key of the old machine. */
  restore(file = this.backup, ...more: string[]): Promise<string | undefined> {
    return this.call([file, '--key-file', this.key, ...more]);
  }

  /** What must not change when nothing is restored. */
  kept(): Readonly<Record<string, string>> {
    return treeOf(this.desk.places.etc, this.desk.places.data);
  }

  withoutRoot(text: string): string {
    return text.replaceAll(this.desk.root, '').replaceAll(this.old.root, '<old>');
  }
}
