import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliContext } from '../cli-context.js';
import { ago } from './anova.js';
import type { Check } from './check.js';
import { AGAIN, asRoot, down, LOG, note, ok, CHECK_TIMEOUT, unsure, wrong, type Finding } from './finding.js';
import { newestBackup, type Backup } from './installation.js';
import { installer } from './settings.js';
import { factsOfUnit, type UnitFacts } from './units.js';

const UNIT = 'coddle.service';
const TIMER = 'coddle-backup.timer';
const HIGHEST_EXPOSURE = 1.5;
const OLDEST_BACKUP_DAYS = 9;
const DAY = 86_400;
const LONGEST_REASON = 300;

/** How a service ended, in words. */
const RESULTS: ReadonlyMap<string, string> = new Map([
  ['success', 'someone stopped it'],
  ['oom-kill', 'it was killed because memory ran out'],
  ['watchdog', 'it hung, and the watchdog stopped it'],
  ['timeout', 'it was not ready in time'],
  ['start-limit-hit', 'it was restarted too often'],
]);

/** Whether the service runs, comes back with the machine, and stays up. */
export const unit: Check = async (io) => {
  const names = ['LoadState', 'ActiveState', 'SubState', 'UnitFileState', 'NRestarts', 'Result'];
  const facts = await factsOfUnit(io, UNIT, names);
  if (facts === undefined) return [noSystemd('unit')];
  return [judgedUnit(facts, io)];
};

function judgedUnit(facts: UnitFacts, { places }: CliContext): Finding {
  const check = 'unit';
  if (facts.get('LoadState') !== 'loaded') {
    return down(check, 'coddle.service is not installed', `sudo ${installer(places.opt)}`);
  }
  if (facts.get('ActiveState') !== 'active') return stopped(facts);
  if (facts.get('UnitFileState') !== 'enabled') {
    return wrong(check, 'it runs, but will not start when the machine boots', 'sudo systemctl enable coddle');
  }
  const restarts = Number(facts.get('NRestarts') ?? 0);
  if (restarts === 0) return ok(check, 'it runs, and starts when the machine boots');
  const times = restarts === 1 ? 'once' : `${restarts} times`;
  return note(check, `it runs, but ended unexpectedly and was restarted ${times}`, `${LOG} shows why`);
}

function stopped(facts: UnitFacts): Finding {
  const result = facts.get('Result') ?? '';
  const how = RESULTS.get(result) ?? `its last result was "${result}"`;
  if (facts.get('SubState')?.startsWith('auto-restart')) {
    return down('unit', `it keeps ending: ${how}`, `${LOG} shows why`);
  }
  if (facts.get('ActiveState') === 'activating') {
    return unsure('unit', 'it is just starting', `wait a minute, then run ${AGAIN}`);
  }
  const told = `it is not running (${facts.get('ActiveState')}): ${how}`;
  return down('unit', told, `sudo systemctl start coddle; if that does not help, ${LOG} shows why`);
}

/** Whether the service is locked up as it was shipped. */
export const sandbox: Check = async ({ run }) => {
  const check = 'sandbox';
  const words = ['security', '--no-pager', UNIT];
  const { stdout } = await run('systemd-analyze', words, { timeout: CHECK_TIMEOUT });
  const [, score] = /exposure level for \S+: ([\d.]+)/.exec(stdout) ?? [];
  if (score === undefined)
    return [
      unsure(check, 'the sandbox of the service could not be rated', `systemd-analyze ${words.join(' ')}`),
    ];
  if (Number(score) <= HIGHEST_EXPOSURE)
    return [ok(check, `its exposure is ${score} of 10; at most ${HIGHEST_EXPOSURE} is intended`)];
  const told = `its exposure is ${score} of 10, where at most ${HIGHEST_EXPOSURE} is intended: a drop-in has loosened it`;
  const mend =
    'systemctl cat coddle shows the drop-in: remove its file, then sudo systemctl daemon-reload && sudo systemctl restart coddle';
  return [wrong(check, told, mend)];
};

/** Whether backups are made by themselves. */
export const timer: Check = async (io) => {
  const check = 'timer';
  const facts = await factsOfUnit(io, TIMER, ['LoadState', 'ActiveState', 'UnitFileState']);
  if (facts === undefined) return [noSystemd(check)];
  const runs = facts.get('ActiveState') === 'active' && facts.get('UnitFileState') === 'enabled';
  if (runs) return [ok(check, 'a backup is made every week')];
  return [note(check, 'no automatic backup is set up', `sudo systemctl enable --now ${TIMER}`)];
};

/** Whether there is a backup that is not too old. */
export const backup: Check = ({ places, clock }) => {
  const check = 'backup';
  const newest = backupOf(() => newestBackup(places));
  if (newest === 'unreadable') return [asRoot(check, places.backups)];
  if (newest === undefined) return [note(check, `there is none in ${places.backups}`, 'sudo coddle backup')];
  const age = (clock.now().getTime() - newest.made.getTime()) / 1000;
  const told = `the newest is ${newest.file}, ${ago(Math.max(0, age))} old`;
  return [age > OLDEST_BACKUP_DAYS * DAY ? note(check, told, 'sudo coddle backup') : ok(check, told)];
};

function backupOf(find: () => Backup | undefined): Backup | undefined | 'unreadable' {
  try {
    return find();
  } catch {
    return 'unreadable';
  }
}

/** Whether the last update went back by itself; silent when it did not. */
export const update: Check = ({ places }) => {
  const file = join(places.opt, 'update-failed');
  if (!existsSync(file)) return [];
  const reason = readFileSync(file, 'utf8').trim().replace(/\s+/g, ' ').slice(0, LONGEST_REASON);
  const told = `the last update was rolled back: ${reason.replace(/\.$/, '')}`;
  return [note('update', told, `update to a newer release; sudo rm ${file} dismisses this note`)];
};

const noSystemd = (check: string): Finding =>
  unsure(check, 'systemd does not respond', 'systemctl status coddle');
