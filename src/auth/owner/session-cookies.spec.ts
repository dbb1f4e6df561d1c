import { cookiesOf, formCookie, isSecure, sessionCookies } from './session-cookies.js';

const request = (headers = {}, socket = {}) =>
  ({ headers, socket: { remoteAddress: '127.0.0.1', ...socket } }) as never;
const HTTPS = { 'x-forwarded-proto': 'https' };

describe('isSecure', () => {
  it.each([
    ['TLS of its own', request({}, { encrypted: true, remoteAddress: '198.51.100.1' }), true],
    ['the tunnel', request(HTTPS), true],
    ['the tunnel over IPv6', request(HTTPS, { remoteAddress: '::1' }), true],
    ['the last of several proxies', request({ 'x-forwarded-proto': 'http, https' }), true],
    ['a tunnel without TLS', request({ 'x-forwarded-proto': 'https, http' }), false],
    ['no header', request(), false],
    ['a header from elsewhere', request(HTTPS, { remoteAddress: '198.51.100.1' }), false],
  ])('of %s', (_name, given, expected) => expect(isSecure(given)).toBe(expected));
});

describe('cookiesOf', () => {
  it('reads ours among others', () => {
    const cookie = 'a=b; coddle-session=read; other="x"; coddle-change=change;broken';
    expect(cookiesOf(request({ cookie }))).toEqual({ read: 'read', change: 'change' });
  });

  it('takes only cookies for this host behind https', () => {
    const cookie = 'coddle-session=plain; __Host-coddle-session=ours';
    expect(cookiesOf(request({ cookie, ...HTTPS }))).toEqual({ read: 'ours' });
    expect(cookiesOf(request({ cookie }))).toEqual({ read: 'plain' });
  });

  it('takes the first of two with one name, as browsers send the more special one in front', () => {
    expect(cookiesOf(request({ cookie: 'coddle-session=1; coddle-session=2' }))).toEqual({ read: '1' });
  });

  it('finds none', () => {
    expect(cookiesOf(request())).toEqual({});
    expect(cookiesOf(request({ cookie: '' }))).toEqual({});
  });
});

describe('sessionCookies', () => {
  it('are one for reading and one for changes, and end that of the form', () => {
    expect(sessionCookies(request(HTTPS), { read: 'r', change: 'c' })).toEqual([
      '__Host-coddle-session=r; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure',
      '__Host-coddle-change=c; Path=/; Max-Age=34560000; HttpOnly; SameSite=Strict; Secure',
      '__Host-coddle-form=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure',
    ]);
    expect(formCookie(request(), 'f')).toBe('coddle-form=f; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict');
  });
});
