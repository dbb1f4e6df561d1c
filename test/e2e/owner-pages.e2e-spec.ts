import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoginLink } from '../../src/auth/owner/login-link.js';
import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';
import { formsIn, Visitor } from '../harness/visitor.js';

const PASSWORD = 'four words to remember';
/** Longer than any password, so that no time is spent on hashing it. */
const GUESS = 'x'.repeat(1_100);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('The owner', () => {
  let testApp: TestApp;
  let visitor: Visitor;
  beforeEach(async () => {
    testApp = await startTestApp();
    visitor = new Visitor(testApp.url, { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' });
  });
  afterEach(() => testApp.close());

  const setPassword = () => testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
  const makeLink = () => testApp.app.get(LoginLink, { strict: false }).make();
  const signIn = (password = PASSWORD, who = visitor) => who.submit('/owner/sign-in', { password });
  const isSignedIn = async (who = visitor) => (await who.get('/owner')).status === 200;

  describe('without a password', () => {
    it('sees only how to set one', async () => {
      const { status, location } = await visitor.get('/owner');
      expect([status, location]).toEqual([303, '/owner/sign-in?next=%2Fowner']);
      const page = await visitor.get(location!);
      expect(page.status).toBe(200);
      expect(page.text).toContain('coddle owner set-password');
      expect(formsIn(page.text)).toEqual([]);
    });

    it('signs in by a link, which looking at does not use up, and is led to the page for a password', async () => {
      const link = await makeLink();
      expect((await visitor.get(link)).status).toBe(200);
      expect((await visitor.get(link)).status).toBe(200);
      expect(await visitor.submit(link)).toMatchObject({ status: 303, location: '/owner/password' });
      expect(await isSignedIn()).toBe(true);
      const set = await visitor.submit('/owner/password', { password: PASSWORD, again: PASSWORD });
      expect(set).toMatchObject({ status: 303, location: '/' });
      const other = new Visitor(testApp.url);
      expect((await signIn(PASSWORD, other)).location).toBe('/');
      expect(await isSignedIn(other)).toBe(true);
    });

    it('cannot use a link twice, after ten minutes, or after another was made', async () => {
      const used = await makeLink();
      await visitor.post(used);
      expect(await new Visitor(testApp.url).post(used)).toMatchObject({ status: 404 });
      const earlier = await makeLink();
      const later = await makeLink();
      expect((await visitor.get(earlier)).status).toBe(404);
      await testApp.clock.elapse(10 * MINUTE);
      expect((await visitor.get(later)).status).toBe(404);
      expect((await visitor.post(later)).status).toBe(404);
    });

    it('gets one session from a link that two send at once', async () => {
      const link = await makeLink();
      const seen = await Promise.all([1, 2, 3].map(() => new Visitor(testApp.url).post(link)));
      expect(seen.map(({ status }) => status).toSorted()).toEqual([303, 404, 404]);
    });

    it('is not given a session by a clock that was set back', async () => {
      const link = await makeLink();
      testApp.clock.jump(-DAY);
      expect((await visitor.post(link)).status).toBe(404);
    });
  });

  describe('with a password', () => {
    beforeEach(setPassword);

    it('signs in, and is led on to the page that was asked for', async () => {
      const { location } = await visitor.get('/owner/password');
      expect(await visitor.submit(location!, { password: PASSWORD })).toMatchObject({
        status: 303,
        location: '/owner/password',
      });
      expect((await visitor.get('/owner/password')).status).toBe(200);
    });

    it('is led to no other server', async () => {
      const page = await visitor.get('/owner/sign-in?next=//evil.example/');
      expect(formsIn(page.text)[0]?.hidden['next']).toBe('/');
      const { csrf } = formsIn(page.text)[0]!.hidden;
      const next = 'https://evil.example/';
      const { location } = await visitor.post('/owner/sign-in', { csrf: csrf!, next, password: PASSWORD });
      expect(location).toBe('/');
    });

    it('is refused with a wrong one, in words', async () => {
      const { status, text } = await signIn('four words to forget');
      expect(status).toBe(401);
      expect(text).toContain('This is not the password');
      expect(await isSignedIn()).toBe(false);
    });

    it('gets cookies that scripts cannot read, one for reading and one for changes', async () => {
      await signIn();
      const kept = [...visitor.cookies].map(([name, { attributes }]) => [name, ...attributes.toSorted()]);
      expect(kept.toSorted()).toEqual([
        ['coddle-change', 'HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Strict'],
        ['coddle-known', 'HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Strict'],
        ['coddle-session', 'HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Lax'],
      ]);
    });

    it('gets cookies for https and this host alone behind the tunnel', async () => {
      const outside = new Visitor(testApp.url, { 'x-forwarded-proto': 'https' });
      await signIn(PASSWORD, outside);
      expect([...outside.cookies.keys()].toSorted()).toEqual([
        '__Host-coddle-change',
        '__Host-coddle-known',
        '__Host-coddle-session',
      ]);
      for (const { attributes } of outside.cookies.values()) expect(attributes).toContain('Secure');
      expect(await isSignedIn(outside)).toBe(true);
    });

    it('gets another session id at each sign-in, and the earlier one is over', async () => {
      await signIn();
      const before = new Map(visitor.cookies);
      visitor.cookies.delete('coddle-change');
      await signIn();
      expect(visitor.cookies.get('coddle-session')).not.toEqual(before.get('coddle-session'));
      const thief = new Visitor(testApp.url);
      for (const [name, cookie] of before) thief.cookies.set(name, cookie);
      expect(await isSignedIn(thief)).toBe(false);
    });

    it('is recognised when a page of another site leads here, but may change nothing from there', async () => {
      await signIn();
      const seen = await visitor.get('/owner', { fromElsewhere: true });
      expect(seen.status).toBe(200);
      const { action, hidden } = formsIn(seen.text)[0]!;
      expect((await visitor.post(action, hidden, { fromElsewhere: true })).status).toBe(401);
      expect(await isSignedIn()).toBe(true);
      expect((await visitor.post(action, hidden)).status).toBe(303);
      expect(await isSignedIn()).toBe(false);
    });

    it('may change nothing without the token of this session', async () => {
      await signIn();
      const other = new Visitor(testApp.url);
      await signIn(PASSWORD, other);
      const { csrf } = formsIn((await other.get('/owner')).text)[0]!.hidden;
      for (const fields of [{}, { csrf: '' }, { csrf: csrf! }])
        expect((await visitor.post('/owner/sign-out', fields)).status).toBe(403);
      expect(await isSignedIn()).toBe(true);
    });

    it('cannot be signed in by a form of another site', async () => {
      expect((await visitor.post('/owner/sign-in', { password: PASSWORD })).status).toBe(403);
      await visitor.get('/owner/sign-in');
      expect((await visitor.post('/owner/sign-in', { csrf: 'x', password: PASSWORD })).status).toBe(403);
    });

    it('signs out another browser', async () => {
      await signIn();
      const other = new Visitor(testApp.url, { 'user-agent': 'Mozilla/5.0 (iPhone) Safari/604.1' });
      await signIn(PASSWORD, other);
      const page = await visitor.get('/owner');
      expect(page.text).toContain('Firefox on Linux');
      expect(page.text).toContain('Safari on iOS');
      expect(await visitor.submit('/owner', {}, /revoke/)).toMatchObject({ status: 303 });
      expect(await isSignedIn(other)).toBe(false);
      expect(await isSignedIn()).toBe(true);
    });

    it('stays signed in for 30 days after the last use, also over a restart', async () => {
      await signIn();
      for (const days of [29, 29]) {
        testApp.clock.jump(days * DAY);
        expect(await isSignedIn()).toBe(true);
      }
      await testApp.leave();
      testApp = await startTestApp({ after: testApp });
      const returning = new Visitor(testApp.url);
      for (const [name, cookie] of visitor.cookies) returning.cookies.set(name, cookie);
      expect(await isSignedIn(returning)).toBe(true);
      testApp.clock.jump(31 * DAY);
      expect(await isSignedIn(returning)).toBe(false);
    }, 30_000);

    it('changes it with the one that is set, which ends every other session', async () => {
      await signIn();
      const other = new Visitor(testApp.url);
      await signIn(PASSWORD, other);
      const change = (fields: Record<string, string>) => visitor.submit('/owner/password', fields);
      const password = 'another four words';
      for (const wrong of [
        { current: 'not the one', password, again: password },
        { current: PASSWORD, password, again: `${password}!` },
        { current: PASSWORD, password: 'too short', again: 'too short' },
      ])
        expect((await change(wrong)).status).toBe(400);
      expect((await change({ current: PASSWORD, password, again: password })).status).toBe(303);
      expect([await isSignedIn(), await isSignedIn(other)]).toEqual([true, false]);
      expect((await signIn(PASSWORD, other)).status).toBe(401);
      expect((await signIn(password, other)).status).toBe(303);
    });

    it('leaves no secret in the database or the log', async () => {
      const link = await makeLink();
      await visitor.get(link);
      await testApp.api.send('PUT', link);
      await signIn();
      await testApp.leave();
      const stored = readFileSync(join(testApp.data.path, 'coddle.db'), 'latin1');
      const logged = testApp.logs.join('\n');
      const secrets = [
        PASSWORD,
        link.split('/').at(-1)!,
        ...[...visitor.cookies.values()].map(({ value }) => value),
      ];
      for (const secret of secrets) {
        expect(stored).not.toContain(secret);
        expect(logged).not.toContain(secret);
      }
      testApp = await startTestApp({ after: testApp });
    });
  });

  describe('who guesses', () => {
    beforeEach(setPassword);
    const from = (address: string) => new Visitor(testApp.url, { 'x-forwarded-for': address });

    it('is slowed down after ten failures, while the right password is still accepted', async () => {
      const guesser = from('198.51.100.1');
      for (let i = 0; i < 10; i++) expect((await signIn(GUESS, guesser)).status).toBe(401);
      const before = testApp.clock.pending;
      let isOver = false;
      const slow = signIn(PASSWORD, guesser).then((seen) => ((isOver = true), seen));
      await until(() => testApp.clock.pending > before, true);
      expect(isOver).toBe(false);
      expect((await signIn(PASSWORD, from('198.51.100.2'))).status).toBe(303);
      await testApp.clock.elapse(1_000);
      expect((await slow).status).toBe(303);
    }, 30_000);

    it('is quick again after 15 minutes', async () => {
      for (let i = 0; i < 10; i++) await signIn(GUESS);
      await testApp.clock.elapse(15 * MINUTE);
      expect((await signIn('a guess')).status).toBe(401);
    }, 30_000);
  });

  describe('in a program of the browser', () => {
    beforeEach(setPassword);
    const cookie = () => [...visitor.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');

    it('reads with the session', async () => {
      await signIn();
      const withSession = { authorization: undefined, cookie: cookie() };
      expect((await testApp.api.get('/status', withSession)).status).toBe(200);
    });

    it('changes something with the session and its token only', async () => {
      await signIn();
      const { csrf } = formsIn((await visitor.get('/owner')).text)[0]!.hidden;
      const send = (headers: Record<string, string>) =>
        testApp.api.post('/stop-cook', {}, { authorization: undefined, cookie: cookie(), ...headers });
      expect((await send({})).status).toBe(401);
      expect((await send({ 'x-csrf-token': 'x' })).status).toBe(401);
      expect((await send({ 'x-csrf-token': csrf! })).status).toBe(404);
    });
  });

  it('sees errors as pages, and a body that is no form is refused', async () => {
    const seen = await visitor.post(
      '/owner/sign-in',
      { password: 'x' },
      { headers: { 'content-type': 'application/json' } },
    );
    expect(seen.status).toBe(415);
    expect(seen.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const large = await visitor.post('/owner/sign-in', { password: 'x'.repeat(20_000) });
    expect(large.status).toBe(413);
    expect(large.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('sees the style that its pages ask for', async () => {
    const page = await visitor.get('/owner/sign-in');
    const [, address] = /<link rel="stylesheet" href="([^"]+)"/.exec(page.text)!;
    const style = await visitor.get(address!);
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(page.headers.get('cache-control')).toBe('no-store');
  });
});
