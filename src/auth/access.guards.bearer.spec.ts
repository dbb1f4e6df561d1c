import { Reflector } from '@nestjs/core';
import fc from 'fast-check';
import crypto from 'node:crypto';
import { makeCall, outcomeOf, type CallOptions } from '../../test/harness/calls.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { Environment } from '../config/environment.js';
import { requestOf } from '../http/route-metadata-cache.js';
import { makePrincipal } from '../../test/harness/principals.js';
import { AcceptsClients } from './accepts-clients.decorator.js';
import { BearerGuard, callerOf, Principals } from './access.guards.js';
import { ApiKeyStore } from './api-key-store.js';
import { Public } from '../http/public.decorator.js';

const KEY = 'sk-anova-0123456789abcdef0123456789abcdef';
const RIGHT = { authorization: `Bearer ${KEY}` };
const WRONG = { authorization: `Bearer ${KEY}x` };

class ExampleController {
  cook(): void {}
  @Public() look(): void {}
  @AcceptsClients() call(): void {}
}

@Public()
class PublicController {
  walk(): void {}
}

describe('BearerGuard', () => {
  let guard: BearerGuard;
  let principals: Principals;
  beforeEach(() => {
    const environment = new Environment({ apiKey: KEY, configDir: 'nowhere' });
    principals = new Principals(new ApiKeyStore(environment, new DrivenClock()));
    guard = new BearerGuard(principals, new Reflector());
  });
  afterEach(() => jest.restoreAllMocks());

  const cook = (options: CallOptions) =>
    outcomeOf(() => guard.canActivate(makeCall(ExampleController, 'cook', options)));
  const authorized = (authorization: string) => cook({ headers: { authorization } });

  it('accepts the key', async () => {
    expect(await cook({ headers: RIGHT })).toBe(true);
  });

  it.each(['bearer', 'BEARER', 'bEaReR'])(
    'takes the scheme as "%s" too, since its case means nothing',
    async (name) => {
      expect(await authorized(`${name} ${KEY}`)).toBe(true);
      expect(await authorized(`${name} ${KEY}x`)).toBe('UNAUTHORIZED');
    },
  );

  it('takes several blanks between scheme and key', async () => {
    expect(await authorized(`Bearer   ${KEY}`)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['the scheme alone', 'Bearer'],
    ['the scheme and a blank', 'Bearer '],
    ['the key alone', KEY],
    ['another scheme', `Basic ${KEY}`],
    ['the key as a password', `Basic ${Buffer.from(`me:${KEY}`).toString('base64')}`],
    ['no blank between', `Bearer${KEY}`],
    ['a tab between', `Bearer\t${KEY}`],
    ['a blank before', ` Bearer ${KEY}`],
    ['a blank after', `Bearer ${KEY} `],
    ['a part of the key', `Bearer ${KEY.slice(0, -1)}`],
    ['more than the key', `Bearer ${KEY}0`],
    ['the key in upper case', `Bearer ${KEY.toUpperCase()}`],
    ['the key twice', `Bearer ${KEY} ${KEY}`],
    ['two headers in one', `Bearer ${KEY}, Bearer ${KEY}`],
    ['the key in quotes', `Bearer "${KEY}"`],
    ['letters beyond ASCII', `Bearer ${KEY}é`],
    ['the key of full-width letters', `Bearer ${KEY.replace('a', 'ａ')}`],
    ['a line break', `Bearer ${KEY}\nx`],
    ['8 KiB', `Bearer ${'k'.repeat(8_192)}`],
    ['the digest of the key', `Bearer ${crypto.createHash('sha256').update(KEY).digest('hex')}`],
  ])('refuses %s', async (_case, authorization) => {
    expect(await authorized(authorization)).toBe('UNAUTHORIZED');
  });

  it.each([{}, WRONG, { authorization: 'x' }])(
    'refuses in the same words for any reason (%#)',
    async (headers) => {
      const call = makeCall(ExampleController, 'cook', { headers });
      await expect(guard.canActivate(call)).rejects.toMatchObject({
        kind: 'unauthorized',
        message: 'This call needs the API key of this server, as the header "Authorization: Bearer <key>".',
        details: {},
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
    },
  );

  it.each(['k', `${KEY}x`, 'k'.repeat(8_192), KEY])(
    'compares digests in constant time, not keys (%#)',
    async (given) => {
      const compare = jest.spyOn(crypto, 'timingSafeEqual');
      await authorized(`Bearer ${given}`);
      const digest = (key: string) => crypto.createHash('sha256').update(key).digest();
      expect(compare.mock.calls).toEqual([[digest(given), digest(KEY)]]);
    },
  );

  it('refuses every header that does not hold the exact key', async () => {
    const piece = fc.constantFrom(
      'Bearer',
      'bearer ',
      ' ',
      '\t',
      ',',
      '"',
      KEY,
      KEY.slice(1),
      KEY.slice(0, -1),
      '0',
    );
    const header = fc.oneof(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 6 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }).map((given) => `Bearer ${given}`),
    );
    const right = new RegExp(`^bearer +${KEY}$`, 'i');
    await fc.assert(
      fc.asyncProperty(header, async (authorization) => {
        fc.pre(!right.test(authorization));
        expect(['UNAUTHORIZED', 'RATE_LIMITED']).toContain(await authorized(authorization));
      }),
      { numRuns: 1_000 },
    );
  });

  it('puts the principal of the key on the request', () => {
    const call = makeCall(ExampleController, 'cook', { headers: RIGHT });
    expect(guard.canActivate(call)).toBe(true);
    expect(callerOf(requestOf(call))).toEqual(makePrincipal());
  });

  it('puts the principal of a token that takes its time on the request', async () => {
    const grant = makePrincipal({ kind: 'oauth', id: 'oauth:one' });
    principals.addTokens({
      principalOf: (token) => Promise.resolve(token === 'access' ? grant : undefined),
      current: () => undefined,
    });
    const call = makeCall(ExampleController, 'call', { headers: { authorization: 'Bearer access' } });
    expect(await guard.canActivate(call)).toBe(true);
    expect(callerOf(requestOf(call))).toBe(grant);
    expect(await authorized('Bearer another')).toBe('UNAUTHORIZED');
    // An access token is made for the routes of clients alone.
    expect(await authorized('Bearer access')).toBe('UNAUTHORIZED');
  });

  it('knows a request without a token by its session, and never one with a wrong token', async () => {
    const owner = makePrincipal({ kind: 'owner', id: 'owner' });
    principals.addRequests({
      principalOf: ({ headers }) => (headers.cookie === 'session' ? owner : undefined),
      current: () => undefined,
    });
    expect(await cook({ headers: { cookie: 'session' } })).toBe(true);
    expect(await cook({ headers: { cookie: 'other' } })).toBe('UNAUTHORIZED');
    expect(await cook({ headers: { ...WRONG, cookie: 'session' } })).toBe('UNAUTHORIZED');
    expect(await cook({ headers: { authorization: '', cookie: 'session' } })).toBe('UNAUTHORIZED');
  });

  it('opens what is public without a key, a route or a whole controller', async () => {
    expect(await outcomeOf(() => guard.canActivate(makeCall(ExampleController, 'look')))).toBe(true);
    expect(await outcomeOf(() => guard.canActivate(makeCall(PublicController, 'walk')))).toBe(true);
  });

  describe('after 30 wrong keys from one address', () => {
    beforeEach(async () => {
      for (let i = 0; i < 30; i++) expect(await cook({ headers: WRONG })).toBe('UNAUTHORIZED');
    });

    it('makes the next wrong ones wait', async () => {
      expect(await cook({ headers: WRONG })).toBe('RATE_LIMITED');
      expect(await cook({})).toBe('RATE_LIMITED');
    });

    it('accepts the right key at once', async () => {
      expect(await cook({ headers: WRONG })).toBe('RATE_LIMITED');
      expect(await cook({ headers: RIGHT })).toBe(true);
    });

    it('leaves other addresses alone', async () => {
      expect(await cook({ headers: WRONG, from: '203.0.113.7' })).toBe('UNAUTHORIZED');
      expect(await cook({ headers: { ...WRONG, 'x-forwarded-for': '203.0.113.8' } })).toBe('UNAUTHORIZED');
    });
  });

  it('never counts right keys as tries', async () => {
    for (let i = 0; i < 40; i++) expect(await cook({ headers: RIGHT })).toBe(true);
    expect(await cook({ headers: WRONG })).toBe('UNAUTHORIZED');
  });
});
