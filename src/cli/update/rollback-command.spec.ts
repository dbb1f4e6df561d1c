import { readdirSync, readlinkSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { TestMachine, ran } from '../../../test/harness/test-machine.js';
import { rollbackCommand } from './rollback-command.js';

const PARTS = ['dist/main.js', 'dist/server.cjs', 'dist/coddle.js', 'dist/libsql.node', 'deploy/guard.sh'];

describe('coddle rollback', () => {
  let machine: TestMachine;
  beforeEach(() => {
    // All that runs here is the check of the version before.
    machine = new TestMachine({
      [process.execPath]: () => ran('', 1, 'The database was written by a newer version\n'),
    });
    const secrets = { personal_access_token: 'anova-of-a-test', api_key: 'k'.repeat(40) };
    machine.write('/etc/coddle/credentials.json', JSON.stringify(secrets));
    machine.write('/opt/coddle/guard', '');
    for (const version of ['1.0.0', '1.1.0']) {
      for (const part of PARTS) machine.write(`/opt/coddle/releases/${version}/${part}`, '');
    }
    symlinkSync('releases/1.1.0', opt('current'));
    symlinkSync('releases/1.0.0', opt('previous'));
  });
  afterEach(() => machine.clear());

  const opt = (name: string) => join(machine.places.opt, name);
  const rollBack = () => rollbackCommand(machine.io()).parseAsync([], { from: 'user' });

  it('refuses when the version before cannot read the data of today, and leaves nothing behind', async () => {
    await expect(rollBack()).rejects.toThrow(
      /^Coddle 1\.0\.0 cannot work with the settings and data of today:\nThe database was written by a newer version\nCoddle 1\.1\.0 goes on, and there is no backup/,
    );
    expect(readlinkSync(opt('current'))).toBe('releases/1.1.0');
    expect(readdirSync(machine.places.opt).sort()).toEqual(['current', 'guard', 'previous', 'releases']);
  });

  it('names the newest backup from before the update then, and how it is put back', async () => {
    for (const [name, seconds] of [
      ['one', 1_000],
      ['two', 2_000],
      ['later', Date.now()],
    ] as const) {
      machine.write(`/var/backups/coddle/${name}`, '');
      utimesSync(join(machine.places.backups, name), seconds, seconds);
    }
    await expect(rollBack()).rejects.toThrow(
      `  sudo ${opt('releases/1.0.0/deploy/install.sh')}\n  sudo coddle restore --replace ${join(machine.places.backups, 'two')}`,
    );
  });

  it('refuses when there is no version before', async () => {
    rmSync(opt('previous'));
    await expect(rollBack()).rejects.toThrow('There is no version before 1.1.0 on this machine');
  });

  it('takes a version before that is gone, or is the same, for none', async () => {
    rmSync(opt('releases/1.0.0'), { recursive: true });
    await expect(rollBack()).rejects.toThrow('There is no version before 1.1.0');
    rmSync(opt('previous'));
    symlinkSync('releases/1.1.0', opt('previous'));
    await expect(rollBack()).rejects.toThrow('There is no version before 1.1.0');
  });

  it('refuses a version that knows nothing of going back', async () => {
    rmSync(opt('releases/1.0.0/deploy/guard.sh'));
    await expect(rollBack()).rejects.toThrow('Coddle 1.0.0 has no deploy/guard.sh');
  });

  it('refuses without the guard, and where nothing is installed', async () => {
    rmSync(opt('guard'));
    await expect(rollBack()).rejects.toThrow('without which an update is not safe');
    machine.write('/opt/coddle/guard', '');
    rmSync(opt('current'));
    await expect(rollBack()).rejects.toThrow('Coddle is not installed below');
  });

  it('refuses while another one is under way', async () => {
    let second: Promise<unknown> | undefined;
    const run = async () => {
      second ??= rollBack().catch((error: Error) => error.message);
      await second;
      return ran('', 1);
    };
    await rollbackCommand(machine.io({ run }))
      .parseAsync([], { from: 'user' })
      .catch(() => {});
    expect(await second).toBe('Another update or rollback is under way: wait until it has ended');
  });
});
