import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { furnishData, furnishSettings } from '../../../test/harness/populated-installation.js';
import { RestoreTrial } from '../../../test/harness/restore-trial.js';
import { newFernetKey } from '../../config/fernet.js';
import {
  accountFileIn,
  readAccount,
  removeAccount,
  writeAccount,
} from '../../thermometers/accounts/account-file.js';

describe('A backup', () => {
  const trial = new RestoreTrial();
  beforeEach(() => trial.renew());
  afterAll(() => trial.end());

  it('holds the sign-ins to the clouds of thermometers, as they are sealed', async () => {
    const account = { name: 'someone@example.org', token: 'a-refresh-token' };
    const sealing = { keys: [newFernetKey()], now: trial.machine.clock.now(), random: randomBytes };
    furnishSettings(trial.machine);
    await furnishData(trial.machine, 0, 0);
    const { data } = trial.machine.places;
    const file = accountFileIn(data, 'thermoworks');
    writeAccount(file, account, sealing);
    const backup = await trial.backedUp();
    removeAccount(file);
    expect(await trial.call([backup, '--replace'])).toBeUndefined();
    expect(readAccount(file, sealing)).toEqual(account);
    expect(statSync(join(data, 'thermoworks-account.enc')).mode & 0o777).toBe(0o600);
    expect(readdirSync(data)).not.toContain('fireboard-account.enc');
  });
});
