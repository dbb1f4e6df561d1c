import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';
import { formsIn, Visitor, type Seen } from '../harness/visitor.js';

const PASSWORD = 'four words to remember';
const GUESS = 'wrong, wrong, wrong';
/** More than may wait. */
const STRANGERS = 14;

// A small machine hashes a password for seconds.
jest.setTimeout(120_000);

describe('While others guess the password, the owner', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp({ strongPassword: true });
    await testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
  });
  afterEach(() => testApp.close());

  const from = (address: string) => new Visitor(testApp.url, { 'x-forwarded-for': address });
  /** Opens the form. @returns how to send it */
  const prepared = async (visitor: Visitor): Promise<(password: string) => Promise<Seen>> => {
    const [form] = formsIn((await visitor.get('/owner/sign-in')).text);
    return (password) => visitor.post('/owner/sign-in', { ...form!.hidden, password });
  };
  const knownBrowser = async (address: string): Promise<Visitor> => {
    const visitor = from(address);
    expect((await (await prepared(visitor))(PASSWORD)).status).toBe(303);
    expect((await visitor.submit('/owner', {}, /sign-out/)).status).toBe(303);
    return visitor;
  };

  it('goes first in a browser in which he signed in before, and few strangers may wait', async () => {
    const owner = await prepared(await knownBrowser('198.51.100.1'));
    const strangers = await Promise.all(
      Array.from({ length: STRANGERS }, (_, at) => prepared(from(`203.0.113.${at}`))),
    );
    const statuses: number[] = [];
    const guesses = strangers.map(async (send) => statuses.push((await send(GUESS)).status));
    await until(() => statuses.includes(429), true);
    const before = statuses.filter((status) => status === 401).length;
    expect((await owner(PASSWORD)).status).toBe(303);
    const served = statuses.filter((status) => status === 401).length - before;
    expect(served).toBeLessThanOrEqual(2);
    await Promise.all(guesses);
    expect(statuses.filter((status) => status === 401).length).toBeLessThan(STRANGERS);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });

  it('is not slowed down in such a browser by those who share his address', async () => {
    const owner = await knownBrowser('198.51.100.1');
    const guess = await prepared(from('198.51.100.1'));
    for (let times = 0; times < 10; times++) expect((await guess(GUESS)).status).toBe(401);
    const pending = testApp.clock.pending;
    expect((await (await prepared(owner))(PASSWORD)).status).toBe(303);
    expect(testApp.clock.pending).toBe(pending);
  });

  it('is a stranger again with a mark that this server has not made, or made for another password', async () => {
    const owner = await knownBrowser('198.51.100.1');
    const guess = await prepared(from('198.51.100.1'));
    for (let times = 0; times < 10; times++) await guess(GUESS);
    await testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
    for (const visitor of [owner, withMark(from('198.51.100.1'), 'name.mark')]) {
      const pending = testApp.clock.pending;
      const slow = (await prepared(visitor))(PASSWORD);
      await until(() => testApp.clock.pending > pending, true);
      await testApp.clock.elapse(20_000);
      expect((await slow).status).toBe(303);
    }
  });
});

function withMark(visitor: Visitor, value: string): Visitor {
  visitor.cookies.set('coddle-known', { value, attributes: [] });
  return visitor;
}
