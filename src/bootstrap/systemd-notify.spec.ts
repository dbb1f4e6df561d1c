import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { systemdNotify } from './systemd-notify.js';

describe('systemdNotify', () => {
  let folder: string;
  let log: CaughtLog;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-notify-'));
    log = CaughtLog.take();
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** A program in place of systemd's own. */
  function stand(body: string): string {
    const file = join(folder, 'notify');
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  it('passes the facts to systemd-notify', async () => {
    await systemdNotify(stand(`printf '%s\\n' "$@" >'${folder}/facts'`))('READY=1', 'STATUS=It listens');
    expect(readFileSync(join(folder, 'facts'), 'utf8')).toBe('READY=1\nSTATUS=It listens\n');
    expect(log.at('error')).toEqual([]);
  });

  it.each([
    ['fails', () => stand('exit 1')],
    ['is not there', () => join(folder, 'nowhere')],
  ])('logs what it could not notify systemd of when the program %s, and goes on', async (_, program) => {
    await systemdNotify(program())('WATCHDOG=1');
    expect(log.at('error').join()).toContain('Could not notify systemd of WATCHDOG=1');
  });
});
