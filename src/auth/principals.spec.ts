import { makePrincipal } from '../../test/harness/principals.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { makeRequest } from '../../test/harness/calls.js';
import { Environment } from '../config/environment.js';
import { ApiKeyStore } from './api-key-store.js';
import type { Found, RequestSource, TokenSource } from './principal-source.js';
import { Principals } from './access.guards.js';

const KEY = 'sk-anova-0123456789abcdef0123456789abcdef';
const GRANT = makePrincipal({ kind: 'oauth', id: 'oauth:one', name: 'Chat', startPolicy: 'ask' });
const OWNER = makePrincipal({ kind: 'owner', id: 'owner', name: 'owner' });

/** A source of one token, which remembers what it was asked for. */
function sourceOf(token: string, found: Found): TokenSource & { readonly asked: string[] } {
  const asked: string[] = [];
  const known = (is: boolean): Found => (is ? found : undefined);
  return {
    asked,
    principalOf: (given) => {
      asked.push(given);
      return known(given === token);
    },
    current: (id) => known(id === GRANT.id),
  };
}

describe('Principals', () => {
  let principals: Principals;
  beforeEach(() => {
    const environment = new Environment({ apiKey: KEY, configDir: 'nowhere' });
    principals = new Principals(new ApiKeyStore(environment, new DrivenClock()));
  });

  it('finds an API key at once, without asking another source', () => {
    const tokens = sourceOf(KEY, GRANT);
    principals.addTokens(tokens);
    expect(principals.ofToken(KEY)).toMatchObject({ kind: 'settings', id: 'default' });
    expect(tokens.asked).toEqual([]);
  });

  it('asks the sources of tokens in turn, also those that take their time', async () => {
    const [first, second, third] = [
      sourceOf('one', GRANT),
      sourceOf('two', Promise.resolve(GRANT)),
      sourceOf('three', GRANT),
    ];
    for (const source of [first, second, third]) principals.addTokens(source);
    expect(principals.ofToken('one')).toBe(GRANT);
    expect(await principals.ofToken('two')).toBe(GRANT);
    expect(third.asked).toEqual([]);
    expect(principals.ofToken('three')).toBe(GRANT);
    expect(principals.ofToken('four')).toBeUndefined();
  });

  it('asks the next source when one that takes its time knows none', async () => {
    principals.addTokens({ principalOf: () => Promise.resolve(undefined), current: () => undefined });
    principals.addTokens(sourceOf('one', GRANT));
    expect(await principals.ofToken('one')).toBe(GRANT);
    expect(await principals.ofToken('two')).toBeUndefined();
  });

  it('passes on that a source failed, instead of asking the next', async () => {
    const failed = new Error('no database');
    principals.addTokens({ principalOf: () => Promise.reject(failed), current: () => undefined });
    principals.addTokens(sourceOf('one', GRANT));
    await expect(principals.ofToken('one')).rejects.toBe(failed);
  });

  it('finds the principal of a request without a token', () => {
    const session: RequestSource = {
      principalOf: ({ headers }) => (headers.cookie === 'session' ? OWNER : undefined),
      current: () => OWNER,
    };
    principals.addRequests(session);
    expect(principals.ofRequest(makeRequest({ headers: { cookie: 'session' } }))).toBe(OWNER);
    expect(principals.ofRequest(makeRequest())).toBeUndefined();
  });

  it('knows what a principal may do now, from every source', async () => {
    principals.addTokens(sourceOf('one', Promise.resolve(GRANT)));
    expect(await principals.current('default')).toMatchObject({ kind: 'settings', startPolicy: 'trusted' });
    expect(await principals.current('oauth:one')).toBe(GRANT);
    expect(await principals.current('oauth:two')).toBeUndefined();
  });
});
