import { join } from 'node:path';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import type { Places } from '../places.js';
import { serversHere, type ServerHere } from '../server-here.js';
import { AGAIN, LOG, RESTART, type Finding } from './finding.js';
import { currentRelease } from './installation.js';
import { likelySettings, localAddress, probeServer, serverResponds } from './local-server.js';

/**
 * The server that was started in the current folder, where it is the one to look at; undefined where the installed
 * one is: also when the server of the folder does not respond, or both have the same address.
 * @throws CliError when there are no settings of any server, and nothing is installed
 */
export async function serverOfFolder(io: CliContext): Promise<ServerHere | undefined> {
  const [first, installed] = knownServers(io);
  if (first === undefined || first.isInstalled) return undefined;
  if (installed === undefined) return first;
  // The installed one is not asked by the environment of this command, which has the settings of the other.
  if (localAddress(first.settings) === localAddress(likelySettings(io))) return undefined;
  const seen = await probeServer(io, { ...first.settings, apiKey: undefined });
  return serverResponds(seen) ? first : undefined;
}

function knownServers(io: CliContext): readonly ServerHere[] {
  try {
    return serversHere(io);
  } catch (error) {
    if (error instanceof CliError && currentRelease(io.places) !== undefined) return [];
    throw error;
  }
}

/** Where the checks find what they look at, for a server that was started in a folder. It has no backups of its own. */
export const placesOf = ({ settings, keysDir, folder }: ServerHere, places: Places): Places => ({
  ...places,
  ...{ opt: folder, etc: keysDir, data: settings.dataDir, backups: settings.dataDir },
});

/** A finding with the steps for a server that no systemd runs, in the place of those for the installed one. */
export function withoutService(finding: Finding, places: Places): Finding {
  const { told, mend } = finding;
  if (mend === AGAIN) return { ...finding, mend: AS_ITS_USER };
  const steps = stepsIn(places);
  const changed = (text: string) => steps.reduce((all, [step, ours]) => all.replaceAll(step, ours), text);
  return { ...finding, told: changed(told), ...(mend !== undefined && { mend: changed(mend) }) };
}

const START_AGAIN = 'start the server again (npm start)';
const AS_ITS_USER = 'npm run coddle -- doctor as the user who started the server';

/** Each step of an installation with the one that does the same here; what others begin with comes after them. */
const stepsIn = ({ opt, etc, data }: Places): readonly (readonly [string, string])[] => [
  [`run ${RESTART}`, START_AGAIN],
  [RESTART, START_AGAIN],
  [LOG, "the server's output"],
  [AGAIN, 'npm run coddle -- doctor'],
  ['sudo coddle journal verify', 'npm run journal -- verify'],
  [
    `sudo coddle rollback goes back to the previous release (${join(opt, 'releases')})`,
    'npm ci && npm run build builds the server again',
  ],
  [`${etc}/coddle.env`, "the server's environment"],
  [`${opt}/current/docs/deploy.md`, join(opt, 'docs/deploy.md')],
  ['copy /var/backups/coddle elsewhere', `copy ${data} elsewhere`],
  ['put in a new card, install Coddle and run sudo coddle restore', 'put in a new card and copy it back'],
];
