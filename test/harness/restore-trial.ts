import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { backupCommand } from '../../src/cli/backup/backup-command.js';
import type { AskSecret } from '../../src/cli/backup/backup-key.js';
import { restoreCommand } from '../../src/cli/backup/restore-command.js';
import type { CliContext } from '../../src/cli/cli-context.js';
import { programsOf } from '../../src/cli/run-program.js';
import { TestMachine, type Programs } from './test-machine.js';
import { callOf, furnishData, furnishSettings, treeOf } from './populated-installation.js';

export const run = programsOf(process.env);
/** The tar of this machine. */
export const TAR: Programs = { tar: (words, options) => run('tar', words, options) };

const NOT_ASKED: AskSecret = async () => undefined;

/** A machine that was backed up, and another one for each test that its backup is restored onto. */
export class RestoreTrial {
  readonly old = new TestMachine(TAR);
  machine = new TestMachine(TAR);
  /** The file of the key. */
  readonly key = join(this.old.places.etc, 'backup.key');
  backup = '';

  async begin(): Promise<void> {
    furnishSettings(this.old);
    await furnishData(this.old);
    this.backup = await this.backedUp(this.old);
  }

  /** Makes a backup of a machine. @returns the newest of them */
  async backedUp(machine = this.machine): Promise<string> {
    await callOf(backupCommand(machine.io()));
    return join(machine.places.backups, readdirSync(machine.places.backups).sort().at(-1)!);
  }

  /** A clean machine. @param programs what runs there besides tar */
  renew(programs: Programs = {}): void {
    this.machine.clear();
    this.machine = new TestMachine({ ...TAR, ...programs });
  }

  end(): void {
    for (const machine of [this.old, this.machine]) machine.clear();
  }

  /** @returns the refusal; undefined when all is well */
  call(
    argv: readonly string[],
    more: Partial<CliContext> = {},
    ask = NOT_ASKED,
  ): Promise<string | undefined> {
    return callOf(restoreCommand(this.machine.io(more), ask), ...argv);
  }

  /** As `call`, with the API key of the old machine. */
  restore(file = this.backup, ...more: string[]): Promise<string | undefined> {
    return this.call([file, '--key-file', this.key, ...more]);
  }

  /** What must not change when nothing is restored. */
  kept(): Readonly<Record<string, string>> {
    return treeOf(this.machine.places.etc, this.machine.places.data);
  }

  withoutRoot(text: string): string {
    return text.replaceAll(this.machine.root, '').replaceAll(this.old.root, '<old>');
  }
}
