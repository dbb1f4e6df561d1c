import { milliseconds } from '../../../../shared/units.js';
import { BrokerLink } from './broker-link.js';
import { endOfError, type BrokerEnd } from './broker-end.js';

const end = (how: BrokerEnd['how'], mayBeVersion = false): BrokerEnd => ({
  how,
  why: 'because',
  mayBeVersion,
});
const MINUTE = 60_000;

describe('BrokerLink', () => {
  let link: BrokerLink;
  let now: number;
  beforeEach(() => {
    link = new BrokerLink(() => 1);
    now = 1_000;
  });

  /** The end of a connection that was open for so long, if it was. */
  const ended = (one: BrokerEnd, openFor?: number) => {
    now += 1_000;
    return link.ended(one, milliseconds(now), openFor === undefined ? undefined : milliseconds(openFor));
  };

  it('waits longer after each failure, and begins anew after a stable connection', () => {
    const failures = Array.from({ length: 4 }, () => ended(end('failed')).delay);
    expect(failures).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(ended(end('closed'), 2 * MINUTE).delay).toBe(1_000);
  });

  it('tries at least every 10 s, however long the broker is gone', () => {
    const failures = Array.from({ length: 3_000 }, () => ended(end('failed')).delay);
    expect(Math.max(...failures)).toBe(10_000);
    expect(failures.at(-1)).toBe(10_000);
  });

  it('speaks the older version to a broker that refuses the newer, at once', () => {
    expect(ended(end('version'))).toMatchObject({ version: 4, delay: 100 });
    expect(ended(end('failed', true))).toMatchObject({ version: 5 });
  });

  it('keeps a version that was once accepted', () => {
    ended(end('closed'), MINUTE);
    expect(ended(end('failed', true)).version).toBe(5);
  });

  it('keeps the version where no broker responds', () => {
    expect(ended(end('failed')).version).toBe(5);
  });

  it('does not hammer a broker that refuses the password', () => {
    expect(ended(end('refused')).delay).toBe(MINUTE);
  });

  it('sees that another client uses its client id: told so, or closed at once three times', () => {
    expect(ended(end('displaced'), MINUTE)).toMatchObject({ displaced: true, delay: 2 * MINUTE });
    const fresh = new BrokerLink(() => 1);
    const closes = [10, 10, 10].map(
      (openFor) => fresh.ended(end('closed'), milliseconds(now), milliseconds(openFor)).displaced,
    );
    expect(closes).toEqual([false, false, true]);
  });
});

describe('The end that an error means', () => {
  const error = (code: unknown) => Object.assign(new Error('mqtt://me:secret@host'), { code });

  it.each([
    [5, false, 'refused'],
    [0x86, false, 'refused'],
    [1, false, 'version'],
    [0x84, false, 'version'],
    [3, false, 'failed'],
    ['ECONNREFUSED', false, 'failed'],
    ['ECONNRESET', true, 'closed'],
    [undefined, false, 'failed'],
  ])('%s is named without the words of the library', (code, wasOpen, how) => {
    const found = endOfError(error(code), wasOpen);
    expect(found.how).toBe(how);
    expect(found.why).not.toContain('secret');
  });
});
