import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { discardedCommand } from '../../src/cli/discarded-command.js';
import { ownerCommand } from '../../src/cli/owner-command.js';
import { OwnerAtTerminal } from '../harness/owner-at-terminal.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';
import { Visitor } from '../harness/visitor.js';

const PASSWORD = 'four words to remember';
const OTHER = 'another four words';

describe('coddle owner', () => {
  let testApp: TestApp;
  let terminal: OwnerAtTerminal;
  beforeEach(async () => {
    testApp = await startTestApp();
    await until(() => existsSync(join(testApp.data.path, 'owner.sock')), true);
    terminal = new OwnerAtTerminal(testApp.data.path, { PUBLIC_URL: 'https://coddle.example' });
  });
  afterEach(() => testApp.close());

  const owner = (words: string, typed?: readonly string[]) =>
    terminal.run(ownerCommand, words.split(' '), typed);
  const setPassword = () => owner('set-password', [PASSWORD, PASSWORD]);
  const isPassword = (password: string) =>
    testApp.app.get(OwnerPassword, { strict: false }).matches(password);
  const signIn = async (visitor = new Visitor(testApp.url)) => {
    await visitor.submit('/owner/sign-in', { password: PASSWORD });
    return visitor;
  };

  it('sets a password, which is asked for twice and never shown', async () => {
    const { refusal, out, asked, unseen } = await setPassword();
    expect(refusal).toBeUndefined();
    expect(out).toBe('The password is set. Sign in at https://coddle.example/owner/sign-in\n');
    expect(unseen).toEqual(['New password: ', 'The same again: ']);
    expect(asked).toEqual(unseen);
    expect(await isPassword(PASSWORD)).toBe(true);
  });

  it.each([
    [['too short'], /at least 12 characters/],
    [[PASSWORD, `${PASSWORD}!`], /The two differ/],
  ])('sets none when %j is typed', async (typed, refusal) => {
    expect((await owner('set-password', typed)).refusal).toMatch(refusal);
    expect(await isPassword(typed[0]!)).toBe(false);
  });

  it('changes it only with the one that is set, and signs out every browser', async () => {
    await setPassword();
    const visitor = await signIn();
    expect(await owner('set-password', ['wrong, wrong, wrong', OTHER, OTHER])).toMatchObject({
      refusal: "That is not the owner's password.",
    });
    expect(await owner('set-password', [PASSWORD, OTHER, OTHER])).toMatchObject({
      out: expect.stringContaining('Every browser is signed out.') as string,
    });
    expect([await isPassword(PASSWORD), await isPassword(OTHER)]).toEqual([false, true]);
    expect((await visitor.get('/owner')).status).toBe(303);
  });

  it('takes a password from no pipe', async () => {
    for (const words of ['set-password', 'login-link', 'sessions', 'sessions revoke all'])
      expect((await owner(words)).refusal).toMatch(/^Only a person at a terminal/);
  });

  it('prints a link that signs in, without a password until one is set', async () => {
    const { out, asked } = await owner('login-link', []);
    expect(asked).toEqual([]);
    expect(out).toMatch(/^https:\/\/coddle\.example\/owner\/link\/[\w-]{43}\n$/);
    const visitor = new Visitor(testApp.url);
    expect((await visitor.submit(new URL(out.trim()).pathname)).status).toBe(303);
    expect((await visitor.get('/owner')).status).toBe(200);
    await setPassword();
    expect((await owner('login-link', ['not the password'])).out).toBe('');
    expect((await owner('login-link', [PASSWORD])).out).toContain('/owner/link/');
  });

  it('lists and ends sessions', async () => {
    await setPassword();
    const visitors = [await signIn(), await signIn()];
    const { out } = await owner('sessions', [PASSWORD]);
    expect(out).toMatch(/^([\da-f]{10} {2}node, signed in by password 2026-[^\n]+Z\n){2}$/);
    const [id = ''] = out.split(' ');
    expect(await owner(`sessions revoke ${id}`, [PASSWORD])).toMatchObject({
      out: 'Signed out: one browser.\n',
    });
    const seen = await Promise.all(visitors.map((visitor) => visitor.get('/owner')));
    expect(seen.map(({ status }) => status).toSorted()).toEqual([200, 303]);
    expect((await owner(`sessions revoke ${id}`, [PASSWORD])).refusal).toMatch(/^There is no such session/);
    expect((await owner('sessions revoke a', [PASSWORD])).refusal).toMatch(/^There is no such session/);
    expect((await owner('sessions revoke all', [PASSWORD])).out).toBe('Signed out: one browser.\n');
  });

  it('protects other commands of the owner too', async () => {
    const discarded = (typed: string[]) => terminal.run(discardedCommand, ['some-cook'], typed);
    await setPassword();
    // There is no such cook, and looking for one needs no password.
    expect(await discarded([])).toMatchObject({
      asked: [],
      refusal: expect.stringMatching(/no cook/) as string,
    });
  });

  it('makes an address of its own slow that tries many passwords at the socket', async () => {
    await setPassword();
    for (let i = 0; i < 10; i++) await owner('login-link', ['x'.repeat(1_100)]);
    const before = testApp.clock.pending;
    const slow = owner('login-link', [PASSWORD]);
    await until(() => testApp.clock.pending > before, true);
    const visitor = await signIn();
    expect((await visitor.get('/owner')).status).toBe(200);
    await testApp.clock.elapse(1_000);
    expect((await slow).out).toContain('/owner/link/');
  }, 30_000);
});

describe('A forgotten password', () => {
  it('is no longer set once the administrator says so in the folder of the settings', async () => {
    const testApp = await startTestApp();
    const configDir = testApp.data.path;
    await testApp.leave();
    const again = await startTestApp({ after: testApp, environment: { configDir } });
    const password = again.app.get(OwnerPassword, { strict: false });
    await password.set(PASSWORD);
    const file = join(configDir, 'forget-owner-password');
    writeFileSync(file, '');
    utimesSync(file, again.clock.now(), new Date(again.clock.now().getTime() + 1_000));
    expect([await password.isSet(), await password.matches(PASSWORD)]).toEqual([false, false]);
    again.clock.jump(2_000);
    await password.set(OTHER);
    expect(await password.matches(OTHER)).toBe(true);
    await again.close();
  });
});
