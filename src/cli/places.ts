import { join } from 'node:path';

/** Where an installation lies, as deploy/install.sh lays it. All are absolute paths. */
export interface Places {
  /** The folder that everything lies below: `/`, except in a test. */
  readonly root: string;
  /** Holds `releases/<version>`, and the link `current` to the one that runs. */
  readonly opt: string;
  /** Credentials, named keys, and `coddle.env` with the other settings. */
  readonly etc: string;
  /** The database and the key of its journal. */
  readonly data: string;
  readonly backups: string;
  /** The units of systemd. */
  readonly units: string;
  /** Whether this is the system itself: then files get their owners, and systemd hears of changes. */
  readonly isLive: boolean;
}

/** The places below a folder. */
export const placesBelow = (root: string): Places => ({
  root,
  opt: join(root, 'opt/coddle'),
  etc: join(root, 'etc/coddle'),
  data: join(root, 'var/lib/coddle'),
  backups: join(root, 'var/backups/coddle'),
  units: join(root, 'etc/systemd/system'),
  isLive: root === '/',
});
