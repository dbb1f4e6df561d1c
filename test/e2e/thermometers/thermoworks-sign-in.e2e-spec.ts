import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thermometersCommand } from '../../../src/cli/thermometers-command.js';
import { htmlPage, tooManyRequests } from '../../../src/simulator/rest-cloud/rest-faults.js';
import { OwnerAtTerminal } from '../../harness/owner-at-terminal.js';
import { EMAIL, PASSWORD, ThermoworksApp } from '../../harness/thermoworks-app.js';

describe('coddle thermometers, beside a running server', () => {
  let app: ThermoworksApp;
  beforeEach(async () => (app = await ThermoworksApp.start({ isSignedIn: false, devices: 2 })));
  afterEach(async () => {
    app.expectNoSecrets();
    await app.close();
  });

  /** @param typed what the person types, or undefined without a terminal @param piped the first line of the input */
  const run = (words: string, typed?: readonly string[], piped = '') => {
    const settings = { THERMOWORKS_URL: app.cloud.url, ENCRYPTION_KEY: app.key };
    return new OwnerAtTerminal(app.testApp.data.path, settings).run(
      (io) => {
        const terminal = { ...io.terminal, pipedLine: async () => piped };
        return thermometersCommand({ ...io, terminal, fetch, clock: app.testApp.clock });
      },
      words.split(' '),
      typed,
    );
  };

  it('signs in, says what it found, and the server follows the account without a restart', async () => {
    const { out, unseen, refusal } = await run('sign-in thermoworks', [EMAIL, PASSWORD]);
    expect(refusal).toBeUndefined();
    expect(unseen).toEqual(['Password: ']);
    expect(out).toBe(
      'Signed in to ThermoWorks. The account has 2 thermometers: "Simulated smoker", "Simulated smoker".\n',
    );
    await app.untilProbe({ temperature_celsius: 37, state: 'ok' });
    const sealed = readFileSync(join(app.testApp.data.path, 'thermoworks-account.enc'), 'utf8');
    for (const secret of [EMAIL, PASSWORD, 'simulated-refresh']) expect(sealed + out).not.toContain(secret);
    for (const { path } of app.cloud.rest.received) expect(path).not.toMatch(/password-of|token-\d/);
    expect((await run('list')).out).toContain(`thermoworks  ThermoWorks: signed in as ${EMAIL}`);
  });

  it('takes a new password without a restart, after the old one was refused', async () => {
    await run('sign-in thermoworks', [EMAIL, PASSWORD]);
    await app.untilAccount('connected');
    app.cloud.signIn.changePassword('another-password');
    app.cloud.signIn.expire();
    await app.untilAccount('needs_sign_in');
    expect((await run('sign-in thermoworks', [EMAIL, PASSWORD])).refusal).toMatch(
      /^ThermoWorks refuses this e-mail address and password: nothing was changed/,
    );
    expect((await run('sign-in thermoworks', [EMAIL, 'another-password'])).refusal).toBeUndefined();
    await app.untilAccount('connected');
  });

  it('reads the password from the standard input where there is no terminal', async () => {
    expect((await run('sign-in thermoworks', undefined, PASSWORD)).refusal).toMatch(
      /--account names the account/,
    );
    const { refusal } = await run(`sign-in thermoworks --account ${EMAIL}`, undefined, PASSWORD);
    expect(refusal).toBeUndefined();
    await app.untilAccount('connected');
  });

  it.each([
    ['a page instead of data', htmlPage(), /cannot be read \(a page instead of data\)/],
    ['too many attempts', tooManyRequests(), /refuses further attempts for now/],
    [
      'too many attempts, in Firebase’s words',
      {
        kind: 'status',
        response: { status: 400, body: { error: { message: 'TOO_MANY_ATTEMPTS_TRY_LATER' } } },
      },
      /refuses further attempts for now/,
    ],
    [
      'a disabled account',
      { kind: 'status', response: { status: 400, body: { error: { message: 'USER_DISABLED' } } } },
      /has disabled this account/,
    ],
  ] as const)('says what is wrong with %s, and changes nothing', async (_, fault, words) => {
    app.cloud.rest.nextRequest(fault);
    expect((await run('sign-in thermoworks', [EMAIL, PASSWORD])).refusal).toMatch(words);
    expect((await run('list')).out).toContain('thermoworks  ThermoWorks: not signed in');
  });

  it('signs out, also twice, and knows no other vendor', async () => {
    await run('sign-in thermoworks', [EMAIL, PASSWORD]);
    expect((await run('sign-out ThermoWorks')).out).toBe('Signed out of ThermoWorks. The readings stay.\n');
    expect((await run('sign-out thermoworks')).out).toBe('Not signed in to ThermoWorks.\n');
    expect((await run('sign-in acme', [EMAIL, PASSWORD])).refusal).toMatch(/^The vendors are: thermoworks/);
  });

  it('asks for nothing where nothing could be sealed, or no name is given', async () => {
    const { refusal, asked } = await run('sign-in thermoworks', ['', '']);
    expect([refusal, asked]).toEqual(['Cancelled: nothing was changed.', ['E-mail address: ']]);
    expect((await run('sign-in thermoworks', [EMAIL, ''])).refusal).toBe(
      'No password was given: nothing was changed.',
    );
    expect(app.requests()).toBe(0);
  });
});
