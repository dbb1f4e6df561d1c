import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ran } from '../../../test/harness/test-machine.js';
import type { Files } from '../../../test/harness/storage-folder.js';
import { soundData, WellMachine } from '../../../test/harness/healthy-host.js';
import { doctorCommand } from './doctor-command.js';

type Trouble = [check: string, told: string, arrange: (machine: WellMachine) => void];

const program =
  (name: string, stdout: string, code = 0) =>
  (machine: WellMachine) =>
    machine.lets({ programs: { [name]: () => ran(stdout, code) } });
const unitSays = (facts: Record<string, string>) => (machine: WellMachine) => {
  Object.assign(machine.unit, facts);
};
const inData = (machine: WellMachine, name: string) => join(machine.machine.places.data, name);

const TROUBLES: readonly Trouble[] = [
  [
    'settings',
    'wrong: PORT must be a whole number from 0 (any free port) to 65535. Fix: do as it says, then sudo systemctl restart coddle',
    (machine) => machine.machine.write('etc/coddle/coddle.env', 'PORT=many'),
  ],
  [
    'settings',
    'unsure: /etc/coddle/coddle.env cannot be read (EISDIR): run this with sudo. To find out: sudo coddle doctor',
    (machine) => {
      rmSync(join(machine.machine.places.etc, 'coddle.env'));
      mkdirSync(join(machine.machine.places.etc, 'coddle.env'));
    },
  ],
  [
    'settings',
    'unsure: systemd encrypted the credentials, and provides them only while the service runs. To find out: sudo systemctl start coddle, then sudo coddle doctor',
    ({ machine }) => {
      rmSync(join(machine.places.etc, 'credentials.json'));
      machine.write('etc/coddle/credentials.cred', 'sealed');
    },
  ],
  [
    'keys',
    'wrong: /etc/coddle/keys.json is not a list of named keys: mend its form, or begin anew after rm /etc/coddle/keys.json. Fix: do as it says, then sudo systemctl restart coddle',
    (machine) => machine.machine.write('etc/coddle/keys.json', '{}'),
  ],
  [
    'keys',
    'wrong: /var/lib/coddle/owner-keys.json does not hold the keys of the page: take it from a backup, or begin anew after rm /var/lib/coddle/owner-keys.json, which lets in again what was revoked there. Fix: do as it says, then sudo systemctl restart coddle',
    (machine) => machine.machine.write('var/lib/coddle/owner-keys.json', '{}'),
  ],
  [
    'keys',
    'wrong: /var/lib/coddle/owner-keys.json is open to other users: run chmod 600 /var/lib/coddle/owner-keys.json. Fix: do as it says, then sudo systemctl restart coddle',
    (machine) => machine.machine.write('var/lib/coddle/owner-keys.json', '{}', 0o644),
  ],
  [
    'clock',
    "wrong: it shows 1970-01-01 00:12 UTC: a Raspberry Pi loses the time without power until the network sets it, and until then TLS does not work. Fix: connect it to a network and run sudo timedatectl set-ntp true, or set it by hand: sudo date -s 'YYYY-MM-DD HH:MM'",
    ({ machine }) => machine.clock.jump(-machine.clock.now().getTime() + 12 * 60_000),
  ],
  [
    'clock',
    'wrong: it is not set automatically, so it drifts. Fix: sudo timedatectl set-ntp true',
    program('timedatectl', 'NTP=no\nNTPSynchronized=no\n'),
  ],
  [
    'clock',
    'wrong: it is not synchronised yet: no time server has responded. Fix: make sure that the network allows outgoing UDP port 123; timedatectl timesync-status shows more',
    program('timedatectl', 'NTP=yes\nNTPSynchronized=no\n'),
  ],
  [
    'clock',
    'unsure: it is not known whether it is synchronised. To find out: compare date -u with a correct clock',
    program('timedatectl', '', 127),
  ],
  [
    'unit',
    'unsure: systemd does not respond. To find out: systemctl status coddle',
    program('systemctl', '', 1),
  ],
  [
    'unit',
    'wrong: coddle.service is not installed. Fix: sudo /opt/coddle/current/deploy/install.sh',
    unitSays({ LoadState: 'not-found' }),
  ],
  [
    'unit',
    'wrong: it runs, but will not start when the machine boots. Fix: sudo systemctl enable coddle',
    unitSays({ UnitFileState: 'disabled' }),
  ],
  [
    'unit',
    'wrong: it is not running (failed): it hung, and the watchdog stopped it. Fix: sudo systemctl start coddle; if that does not help, journalctl -u coddle -n 50 shows why',
    unitSays({ ActiveState: 'failed', SubState: 'failed', Result: 'watchdog' }),
  ],
  [
    'unit',
    'wrong: it keeps ending: its last result was "exit-code". Fix: journalctl -u coddle -n 50 shows why',
    unitSays({ ActiveState: 'activating', SubState: 'auto-restart', Result: 'exit-code' }),
  ],
  [
    'unit',
    'wrong: it is not running (inactive): someone stopped it. Fix: sudo systemctl start coddle; if that does not help, journalctl -u coddle -n 50 shows why',
    unitSays({ ActiveState: 'inactive', SubState: 'dead' }),
  ],
  [
    'unit',
    'unsure: it is just starting. To find out: wait a minute, then run sudo coddle doctor',
    unitSays({ ActiveState: 'activating', SubState: 'start' }),
  ],
  [
    'unit',
    'note: it runs, but ended unexpectedly and was restarted 3 times. Tip: journalctl -u coddle -n 50 shows why',
    unitSays({ NRestarts: '3' }),
  ],
  [
    'sandbox',
    'wrong: its exposure is 4.2 of 10, where at most 1.5 is intended: a drop-in has loosened it. Fix: systemctl cat coddle shows the drop-in: remove its file, then sudo systemctl daemon-reload && sudo systemctl restart coddle',
    program('systemd-analyze', '→ Overall exposure level for coddle.service: 4.2 OK 🙂'),
  ],
  [
    'sandbox',
    'unsure: the sandbox of the service could not be rated. To find out: systemd-analyze security --no-pager coddle.service',
    program('systemd-analyze', '', 1),
  ],
  [
    'memory',
    'wrong: 20 MB are available. Fix: ps -eo rss,args --sort=-rss | head shows what uses it: stop or remove what is not needed',
    ({ machine }) => machine.write('proc/meminfo', 'MemAvailable:   20480 kB\n'),
  ],
  [
    'memory',
    'unsure: it is not known how much is free. To find out: free -m',
    ({ machine }) => rmSync(join(machine.root, 'proc/meminfo')),
  ],
  [
    'limits',
    "note: no memory limit is enforced, so a leak would end in the OOM killer. Tip: on a Raspberry Pi, run sudo sed -i '1s/$/ cgroup_enable=memory/' /boot/firmware/cmdline.txt && sudo reboot",
    ({ machine }) => machine.write('sys/fs/cgroup/cgroup.controllers', 'cpu io pids\n'),
  ],
  [
    'limits',
    'unsure: it is not known whether memory limits work. To find out: systemctl show coddle -p MemoryCurrent',
    ({ machine }) => rmSync(join(machine.root, 'sys'), { recursive: true }),
  ],
  [
    'timer',
    'note: no automatic backup is set up. Tip: sudo systemctl enable --now coddle-backup.timer',
    (machine) => {
      machine.timer['LoadState'] = 'not-found';
      machine.timer['ActiveState'] = 'inactive';
      machine.timer['UnitFileState'] = '';
    },
  ],
  [
    'backup',
    'note: the newest is coddle-backup-20260226T120000.000Z.tar.gz, 12 days old. Tip: sudo coddle backup',
    (machine) => machine.backedUp(12),
  ],
  [
    'backup',
    'note: there is none in /var/backups/coddle. Tip: sudo coddle backup',
    ({ machine }) => rmSync(machine.places.backups, { recursive: true }),
  ],
  [
    'backup',
    'unsure: /var/backups/coddle cannot be read by this user. To find out: sudo coddle doctor',
    ({ machine }) => {
      rmSync(machine.places.backups, { recursive: true });
      writeFileSync(machine.places.backups, 'no folder');
    },
  ],
  [
    'update',
    'note: the last update was rolled back: 1.3.0 was not ready within 45 s. Tip: update to a newer release; sudo rm /opt/coddle/update-failed dismisses this note',
    ({ machine }) => machine.write('opt/coddle/update-failed', '1.3.0 was not ready\nwithin 45 s.\n'),
  ],
  [
    'journal',
    'wrong: The database is damaged (coddle.db is empty). It was left as it is. Put a backup in its place, or move it away to begin anew. Fix: sudo coddle restore --replace /var/backups/coddle/coddle-backup-20260226T120000.000Z.tar.gz; then coddle journal verify checks it',
    (machine) => writeFileSync(inData(machine, 'coddle.db'), ''),
  ],
  [
    'journal',
    'note: there is no database in /var/lib/coddle yet. Tip: the server creates it when it starts: sudo systemctl restart coddle',
    (machine) => rmSync(machine.machine.places.data, { recursive: true }),
  ],
  [
    'journal',
    'wrong: the key of the journal is in /var/lib/coddle but its database is gone, and with it the record of all cooks and commands. Fix: sudo coddle restore --replace /var/backups/coddle/coddle-backup-20260226T120000.000Z.tar.gz, or start with an empty journal: sudo systemctl restart coddle',
    (machine) => rmSync(inData(machine, 'coddle.db')),
  ],
];

describe('coddle doctor, on the machine', () => {
  let data: Files;
  let machine: WellMachine;
  beforeAll(async () => (data = await soundData()));
  beforeEach(() => (machine = new WellMachine(data)));
  afterEach(() => machine.machine.clear());

  it.each(TROUBLES)('says of %s: %s', async (check, told, arrange) => {
    arrange(machine);
    const said = await machine.call(doctorCommand);
    expect(machine.tellsOf(said, check)).toEqual([told]);
    expect(said.code).toBe(told.startsWith('wrong') ? 1 : 0);
  });

  it('tells that the service ran out of memory within a week, besides what is free now', async () => {
    program(
      'journalctl',
      "2026-02-27T03:14:15+0000 pi systemd[1]: Failed with result 'oom-kill'.\n",
    )(machine);
    const said = await machine.call(doctorCommand);
    expect(machine.tellsOf(said, 'memory')).toEqual([
      'ok: 200 MB are available',
      'note: the service was killed because memory ran out, last at 2026-02-27T03:14:15+0000, and was restarted. Tip: ps -eo rss,args --sort=-rss | head shows what else takes memory; a newer release may take less',
    ]);
  });

  it('names every setting that is wrong on a line of its own', async () => {
    machine.machine.write('etc/coddle/coddle.env', 'PORT=many\nDEBUG=maybe\n');
    const said = await machine.call(doctorCommand);
    expect(machine.tellsOf(said, 'settings')).toHaveLength(2);
  });

  it('names credentials that are open to others before what is missing without them', async () => {
    chmodSync(join(machine.machine.places.etc, 'credentials.json'), 0o644);
    const said = await machine.call(doctorCommand);
    expect(machine.tellsOf(said, 'settings')[0]).toBe(
      'wrong: /etc/coddle/credentials.json is open to other users: run chmod 600 /etc/coddle/credentials.json. Fix: do as it says, then sudo systemctl restart coddle',
    );
  });

  describe('of whom the files are', () => {
    const live = () => ({ places: { ...machine.machine.places, isLive: true } });
    const told = async () => machine.tellsOf(await machine.call(doctorCommand, [], live()), 'owners');

    it('is content when all belong to the user of the service', async () => {
      expect(await told()).toEqual(['ok: all files belong to the user coddle']);
    });

    it('names credentials that the server cannot read, and a database that it cannot write', async () => {
      program('id', '4711\n')(machine);
      expect(await told()).toEqual([
        'wrong: /etc/coddle/credentials.json does not belong to the user coddle, so the server cannot read it. Fix: sudo chown coddle:coddle /etc/coddle/credentials.json && sudo chmod 600 /etc/coddle/credentials.json && sudo systemctl restart coddle',
        'wrong: /var/lib/coddle does not belong to the user coddle, so the server cannot write there. Fix: sudo chown -R coddle:coddle /var/lib/coddle && sudo systemctl restart coddle',
      ]);
    });

    it('misses the user itself', async () => {
      program('id', '', 1)(machine);
      expect(await told()).toEqual([
        'wrong: there is no user coddle on this machine. Fix: sudo /opt/coddle/current/deploy/install.sh',
      ]);
    });

    it('does not judge what it may not see', async () => {
      rmSync(machine.machine.places.etc, { recursive: true });
      writeFileSync(machine.machine.places.etc, 'no folder');
      expect(await told()).toEqual([
        'unsure: /etc/coddle/credentials.json cannot be read by this user. To find out: sudo coddle doctor',
      ]);
    });
  });
});
