import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.js';
import { note, ok, CHECK_TIMEOUT, unsure, wrong } from './finding.js';

const LEAST_FREE_MB = 60;
const BOOT_LINE = '/boot/firmware/cmdline.txt';

/** Whether the machine has memory left. */
export const memory: Check = ({ places }) => {
  const check = 'memory';
  const [, kilobytes] = /^MemAvailable:\s+(\d+) kB$/m.exec(textOf(join(places.root, 'proc/meminfo'))) ?? [];
  if (kilobytes === undefined) return [unsure(check, 'it is not known how much is free', 'free -m')];
  const free = Math.floor(Number(kilobytes) / 1024);
  const told = `${free} MB are available`;
  if (free >= LEAST_FREE_MB) return [ok(check, told)];
  return [
    wrong(
      check,
      told,
      'ps -eo rss,args --sort=-rss | head shows what uses it: stop or remove what is not needed',
    ),
  ];
};

/** Whether systemd can hold the service to its memory limits. */
export const limits: Check = ({ places }) => {
  const check = 'limits';
  const controllers = textOf(join(places.root, 'sys/fs/cgroup/cgroup.controllers')).trim();
  if (controllers === '') {
    return [
      unsure(check, 'it is not known whether memory limits work', 'systemctl show coddle -p MemoryCurrent'),
    ];
  }
  if (controllers.split(/\s+/).includes('memory')) return [ok(check, 'memory limits work')];
  const told = 'no memory limit is enforced, so a leak would end in the OOM killer';
  const mend = `on a Raspberry Pi, run sudo sed -i '1s/$/ cgroup_enable=memory/' ${BOOT_LINE} && sudo reboot`;
  return [note(check, told, mend)];
};

/** Whether the service was ended within a week because memory ran out; silent when it was not. */
export const ranOut: Check = async ({ run }) => {
  const words = [
    '-u',
    'coddle.service',
    '--since',
    '-7d',
    '-g',
    'oom-kill',
    '-n',
    '1',
    '-q',
    '-o',
    'short-iso',
  ];
  const { code, stdout } = await run('journalctl', [...words, '--no-pager'], { timeout: CHECK_TIMEOUT });
  if (code !== 0 || !stdout.includes('oom-kill')) return [];
  const [when] = stdout.trim().split(' ');
  const told = `the service was killed because memory ran out, last at ${when}, and was restarted`;
  return [
    note(
      'memory',
      told,
      'ps -eo rss,args --sort=-rss | head shows what else takes memory; a newer release may take less',
    ),
  ];
};

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
