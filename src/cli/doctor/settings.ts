import { statSync } from 'node:fs';
import { join } from 'node:path';
import { keyFilesIn, readAllKeys } from '../../auth/key-files.js';
import { OWNER_KEYS_FILE } from '../../auth/owner-keys-file.js';
import { codeOf, quoted } from '../../config/private-file.js';
import { CoddleError } from '../../shared/errors.js';
import type { CliContext } from '../cli-context.js';
import type { Check } from './check.js';
import { asRoot, isForbidden, ok, CHECK_TIMEOUT, RESTART, unsure, wrong, type Finding } from './finding.js';
import { SETTINGS_COUNT } from './probe-results.js';

/** Whether the service could start with its settings; every problem has its own line. */
export const settings: Check = (_io, { settings: { problems, unreadable, environment } }) => {
  if (unreadable !== undefined) return [unsure('settings', unreadable.told, unreadable.mend)];
  if (environment) return [ok('settings', `all ${SETTINGS_COUNT} are valid`)];
  return problems.map((problem) => wrong('settings', problem, `do as it says, then ${RESTART}`));
};

/** Whether the named keys can be read. */
export const keys: Check = ({ places }) => {
  try {
    const { length } = readAllKeys(keyFilesIn({ configDir: places.etc, dataDir: places.data }));
    return [ok('keys', `${length} besides the one in the settings`)];
  } catch (error) {
    if (!(error instanceof CoddleError)) throw error;
    if (isForbidden(error.cause))
      return [asRoot('keys', (error.cause as NodeJS.ErrnoException).path ?? join(places.etc, 'keys.json'))];
    return [wrong('keys', error.message, `do as it says, then ${RESTART}`)];
  }
};

/** What must belong to the user of the service. credentials.cred is not among them: systemd opens that one. */
const OWN_FILES = ['credentials.json', 'credentials.enc', 'keys.json'];
const OWN_DATA = ['', 'coddle.db', 'journal.key', OWNER_KEYS_FILE];

/** Whether the files belong to the user who runs the service; on the machine itself only, trials have no such user. */
export const owners: Check = async (io) => {
  const { places } = io;
  if (!places.isLive) return [ok('owners', 'all files keep their owners, since this is not the live system')];
  const user = await numberOf(io);
  if (user === undefined) {
    return [wrong('owners', 'there is no user coddle on this machine', `sudo ${installer(places.opt)}`)];
  }
  const secrets = namesIn(places.etc, OWN_FILES).map((file) => [file, ownerOf(file)] as const);
  const data = namesIn(places.data, OWN_DATA).map((file) => [file, ownerOf(file)] as const);
  const hidden = [...secrets, ...data].find(([, owner]) => owner === 'hidden');
  if (hidden) return [asRoot('owners', hidden[0])];
  const isForeign = (owner: Owner) => owner !== 'absent' && owner !== user;
  const foreign = data.find(([, owner]) => isForeign(owner));
  const found = [
    ...secrets.filter(([, owner]) => isForeign(owner)).map(([file]) => foreignSecret(file)),
    ...(foreign ? [foreignData(foreign[0], places.data)] : []),
  ];
  return found.length > 0 ? found : [ok('owners', 'all files belong to the user coddle')];
};

export const installer = (opt: string): string => join(opt, 'current/deploy/install.sh');

const namesIn = (folder: string, names: readonly string[]) => names.map((name) => join(folder, name));

const foreignSecret = (file: string): Finding =>
  wrong(
    'owners',
    `${file} does not belong to the user coddle, so the server cannot read it`,
    `sudo chown coddle:coddle ${quoted(file)} && sudo chmod 600 ${quoted(file)} && ${RESTART}`,
  );

const foreignData = (file: string, folder: string): Finding =>
  wrong(
    'owners',
    `${file} does not belong to the user coddle, so the server cannot write there`,
    `sudo chown -R coddle:coddle ${quoted(folder)} && ${RESTART}`,
  );

async function numberOf({ run }: CliContext): Promise<number | undefined> {
  const { code, stdout } = await run('id', ['-u', 'coddle'], { timeout: CHECK_TIMEOUT });
  return code === 0 ? Number(stdout.trim()) : undefined;
}

/** The number of a user; or there is no such file, or it lies where we may not look. */
type Owner = number | 'absent' | 'hidden';

function ownerOf(file: string): Owner {
  try {
    return statSync(file).uid;
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'absent' : 'hidden';
  }
}
