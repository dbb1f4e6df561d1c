import { Command } from 'commander';
import { resolve } from 'node:path';
import { quoted } from '../../config/private-file.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { counted, readingsIf } from './backup-command.js';
import { askOnTerminal, keyToOpen, type AskSecret } from './backup-key.js';
import { inPlainWords } from './plain-words.js';
import { restore, type Restored } from './restoring.js';
import { examples } from '../examples.js';

interface Options {
  readonly keyFile?: string;
  readonly replace?: true;
}

/** `coddle restore`: puts settings, keys, cooks and journal back, on the same machine or on another. */
export const restoreCommand = (io: CliContext, ask: AskSecret = askOnTerminal): Command =>
  new Command('restore')
    .description('Restores what a backup holds.')
    .argument('<file>', 'a backup')
    .option('--key-file <file>', 'holds the key that coddle backup --show-key printed')
    .option('--replace', 'moves the present files aside first')
    .addHelpText(
      'after',
      examples('restore /var/backups/coddle/coddle-backup-20260301T030000.000Z.tar.gz --replace'),
    )
    .action(async (name: string, { keyFile, replace }: Options) => {
      const file = resolve(io.folder, name);
      const keyOf = () => keyToOpen(io, keyFile, ask);
      const restored = await inPlainWords('nothing was restored', () =>
        restore(io, { file, replace: replace === true, keyOf }),
      );
      io.stdout.write(tell(file, restored));
      if (restored.runsAgain === false) {
        throw new CliError(
          'All was restored, and yet the service does not start: journalctl -u coddle -n 50 shows why',
        );
      }
    });

function tell(file: string, restored: Restored): string {
  const { manifest, former, runsAgain } = restored;
  const made = `${manifest.madeAt.slice(0, 16).replace('T', ' ')} UTC${manifest.version && ` with Coddle ${manifest.version}`}`;
  const lines = [`Restored from ${file}, made at ${made}: ${contentOf(restored)}.`];
  lines.push(
    restored.holdsCredentials
      ? 'The keys are those that the assistants have already. One that was revoked since then works again: coddle key list shows them.'
      : 'It holds neither the token nor the API key, which only the old machine could open: write credentials.json before you start Coddle.',
  );
  if (former.length > 0) {
    lines.push(`What was there before is kept; once all is well: sudo rm -r ${former.map(quoted).join(' ')}`);
  }
  if (runsAgain === true) lines.push('Coddle runs again.');
  if (runsAgain === undefined) lines.push('Coddle was not running: sudo systemctl start coddle starts it.');
  return `${lines.join('\n')}\n`;
}

function contentOf({ database, keys, holdsCredentials, manifest }: Restored): string {
  const known = counted(holdsCredentials ? keys : keys - 1, 'key');
  if (database === undefined) return `${known} and the settings, for there was no database yet`;
  const { cooks, journal } = database;
  return `${counted(cooks, 'cook')}, ${counted(journal.sequence, 'entry', 'entries')} of the journal, whose chain holds,${readingsIf(manifest.readings !== undefined)} ${known} and the settings`;
}
