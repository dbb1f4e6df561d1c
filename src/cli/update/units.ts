import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CliContext } from '../cli-context.js';
import { textOf, writeWhole } from './symlinks.js';

/** Gives systemd the units of a release where they differ from those it has. @param release its folder */
export async function installUnits({ places, run }: CliContext, release: string): Promise<void> {
  mkdirSync(places.units, { recursive: true });
  const changed = unitsIn(release).filter(([name, text]) => textOf(join(places.units, name)) !== text);
  for (const [name, text] of changed) writeWhole(join(places.units, name), text);
  // Also when nothing has changed: an update that was killed may have got no further than the files.
  await run('systemctl', ['daemon-reload']);
}

const unitsIn = (release: string): [name: string, text: string][] =>
  readdirSync(join(release, 'deploy'))
    .filter((name) => /^coddle.*\.(service|timer)$/.test(name))
    .map((name) => [name, textOf(join(release, 'deploy', name))!]);
