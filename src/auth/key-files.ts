import type { Environment } from '../config/environment.js';
import type { FileName } from '../config/private-file.js';
import { keysFileIn, readKeys } from './keys-file.js';
import type { NamedKey } from './named-key.js';
import { ownerKeysFileIn, readOwnerKeys, type OwnerKeys } from './owner-keys-file.js';

/** The two files of the named keys. */
export interface KeyFiles {
  /** That of the commands, beside the settings, which the service may only read where install.sh set it up. */
  readonly commands: FileName;
  /** That of the page, in the folder of the data. */
  readonly page: FileName;
}

/** The files in these folders. */
export const keyFilesIn = (
  { configDir, dataDir }: Pick<Environment, 'configDir' | 'dataDir'>,
  folder = '',
): KeyFiles => ({ commands: keysFileIn(configDir, folder), page: ownerKeysFileIn(dataDir, folder) });

/**
 * The named keys that count: those of the commands that were not revoked on the page, and those that were made there.
 * @throws CredentialsFileError when one of the files cannot be read
 */
export const readAllKeys = ({ commands, page }: KeyFiles): readonly NamedKey[] =>
  joined(readKeys(commands), readOwnerKeys(page));

/** The keys of the commands that were not revoked on the page, and those that were made there. */
export const joined = (commands: readonly NamedKey[], page: OwnerKeys): readonly NamedKey[] => [
  ...unrevoked(commands, page),
  ...page.keys,
];

/** The keys of the commands that were not revoked on the page. */
export function unrevoked(commands: readonly NamedKey[], { revoked }: OwnerKeys): readonly NamedKey[] {
  const digests = new Set(revoked);
  return commands.filter(({ sha256 }) => !digests.has(sha256));
}
