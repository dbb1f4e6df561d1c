import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thermometersCommand } from '../../../src/cli/thermometers-command.js';
import { newFernetKey } from '../../../src/config/fernet.js';
import { SystemClock } from '../../../src/shared/clock.js';
import { FireboardCloud } from '../../../src/simulator/fireboard/fireboard-cloud.js';
import { MeaterCloud } from '../../../src/simulator/meater-cloud/meater-cloud.js';
import { TIP } from '../../../src/simulator/meater-cloud/simulated-meater.js';
import { htmlPage, tooManyRequests, type RestFault } from '../../../src/simulator/rest-cloud/rest-faults.js';
import { accountFileIn, readAccount } from '../../../src/thermometers/accounts/account-file.js';
import { DataFolder } from '../../harness/data-folder.js';
import { OwnerAtTerminal } from '../../harness/owner-at-terminal.js';

const EMAIL = 'someone@example.org';
const PASSWORD = 'a-password-of-someone';
const clock = new SystemClock();

describe.each([
  ['fireboard', 'FIREBOARD_URL', () => new FireboardCloud({ clock, username: EMAIL, password: PASSWORD })],
  ['meater', 'MEATER_URL', () => new MeaterCloud({ clock, email: EMAIL, password: PASSWORD })],
] as const)('coddle thermometers sign-in %s', (vendor, variable, makeCloud) => {
  const key = newFernetKey();
  let data: DataFolder;
  let cloud: FireboardCloud | MeaterCloud;
  beforeEach(async () => {
    [data, cloud] = [new DataFolder(), makeCloud()];
    await cloud.listen();
  });
  afterEach(async () => {
    await cloud.close();
    data.remove();
  });

  const run = (words: string, typed?: readonly string[], settings: object = { ENCRYPTION_KEY: key }) =>
    new OwnerAtTerminal(data.path, { [variable]: cloud.url, ...settings }).run(
      (io) => thermometersCommand({ ...io, fetch, clock }),
      words.split(' '),
      typed,
    );
  const stored = () => readAccount(accountFileIn(data.path, vendor), { keys: [key], now: new Date() });

  it('asks for the password unseen, and seals the token', async () => {
    const { out, unseen, refusal } = await run(`sign-in ${vendor}`, [EMAIL, PASSWORD]);
    expect(refusal).toBeUndefined();
    expect(unseen).toEqual(['Password: ']);
    expect(stored()).toEqual({ name: EMAIL, token: cloud.token });
    const sealed = readFileSync(join(data.path, `${vendor}-account.enc`), 'utf8');
    for (const secret of [PASSWORD, EMAIL, cloud.token]) {
      expect(sealed).not.toContain(secret);
      expect(out).not.toContain(secret);
    }
  });

  it('keeps the password out of every address', async () => {
    await run(`sign-in ${vendor}`, [EMAIL, PASSWORD]);
    for (const { path } of cloud.rest.received) expect(path).not.toContain(PASSWORD);
  });

  it('says that a password is refused, and keeps the account of before', async () => {
    await run(`sign-in ${vendor}`, [EMAIL, PASSWORD]);
    const { refusal } = await run(`sign-in ${vendor}`, [EMAIL, 'wrong-one']);
    expect(refusal).toMatch(/refuses this e-mail address( or user name)? and password: nothing was changed/);
    expect(refusal).not.toContain('wrong-one');
    expect(stored()?.token).toBe(cloud.token);
  });

  it.each<[string, RestFault, RegExp]>([
    ['a page instead of JSON', htmlPage(), /cannot be read \(a page instead of data\)/],
    ['too many attempts', tooManyRequests(), /refuses further attempts/],
  ])('says what is wrong with %s', async (_, fault, words) => {
    cloud.rest.nextRequest(fault);
    expect((await run(`sign-in ${vendor}`, [EMAIL, PASSWORD])).refusal).toMatch(words);
    expect(stored()).toBeUndefined();
  });

  it('asks for no password where nothing could be sealed', async () => {
    const { refusal, asked } = await run(`sign-in ${vendor}`, [EMAIL, PASSWORD], {});
    expect(refusal).toContain('ENCRYPTION_KEY');
    expect([asked, cloud.rest.received]).toEqual([[], []]);
  });

  it('signs out', async () => {
    await run(`sign-in ${vendor}`, [EMAIL, PASSWORD]);
    expect((await run('list')).out).toContain(`signed in as ${EMAIL}`);
    expect((await run(`sign-out ${vendor}`)).out).toContain('Signed out');
    expect(stored()).toBeUndefined();
  });

  it('names the thermometers that it found', async () => {
    if (cloud instanceof MeaterCloud) {
      expect((await run(`sign-in ${vendor}`, [EMAIL, PASSWORD])).out).toContain('No probe is within reach');
      cloud.probe.take([{ place: TIP, celsius: 20, at: Date.now() }]);
    }
    const { out } = await run(`sign-in ${vendor}`, [EMAIL, PASSWORD]);
    expect(out).toContain(
      `The account has one thermometer: "${cloud instanceof MeaterCloud ? 'MEATER 0000' : 'Smoker'}"`,
    );
  });
});
