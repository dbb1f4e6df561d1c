import fc from 'fast-check';
import { milliseconds } from '../../../shared/units.js';
import type { SocketEnd } from './anova-socket.js';
import { ReconnectPolicy } from './reconnect-policy.js';

const QUARTER = 15 * 60_000;
const at = milliseconds;
const half = () => 0.5;

const FAILED: SocketEnd = { how: 'failed', why: 'ECONNREFUSED', heardMessage: false, heardPong: false };
const refused = (status: number): SocketEnd => ({ ...FAILED, how: 'refused', why: 'HTTP', status });
const closed = (openFor: number, known: Partial<SocketEnd> = {}): SocketEnd => ({
  how: 'closed',
  why: 'close code 1006',
  openFor: at(openFor),
  heardMessage: true,
  heardPong: true,
  ...known,
});
const INSTANT = closed(0, { heardMessage: false });
const MUTE = closed(30_000, { how: 'silent', heardPong: false });

describe('The wait before the next attempt to connect', () => {
  /** The waits after these ends, each so many ms after the one before. */
  const waits = (ends: readonly SocketEnd[], { chance = half, apart = 1_000 } = {}) => {
    const policy = new ReconnectPolicy(chance);
    return ends.map((end, index) => policy.ended(end, at(index * apart)));
  };

  it('is drawn from 1 s, and from twice as much after every failure, up to 60 s', () => {
    expect(waits(Array<SocketEnd>(8).fill(FAILED))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  it('is 4 to 5 minutes after 10 minutes of failures', () => {
    expect(waits([FAILED, FAILED, FAILED], { apart: 300_000 })).toEqual([500, 1_000, 270_000]);
  });

  it('goes on growing for connections that open and soon end', () => {
    expect(waits([closed(59_999), closed(59_999), closed(59_999)])).toEqual([500, 1_000, 2_000]);
  });

  it('begins anew after a connection of a minute', () => {
    expect(waits([FAILED, FAILED, closed(60_000), FAILED])).toEqual([500, 1_000, 500, 1_000]);
  });

  it('also forgets after such a connection how long it had failed', () => {
    expect(waits([FAILED, FAILED, closed(60_000)], { apart: 300_000 })).toEqual([500, 1_000, 500]);
  });

  it('is never a tight loop, for any jitter and any end of a connection', () => {
    const end = fc.constantFrom(
      FAILED,
      INSTANT,
      MUTE,
      closed(30_000),
      closed(90_000),
      refused(401),
      refused(503),
    );
    const ends = fc.array(fc.tuple(end, fc.nat(400_000)), { minLength: 1, maxLength: 60 });
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(ends, chance, (lines, drawn) => {
        const policy = new ReconnectPolicy(() => drawn);
        let now = 0;
        for (const [line, passed] of lines) {
          const wait = policy.ended(line, at((now += passed)));
          expect(wait).toBeGreaterThanOrEqual(100);
          expect(wait).toBeLessThanOrEqual(policy.tokenRefused ? QUARTER : 300_000);
        }
      }),
    );
  });

  it('allows at most 250 attempts in 15 hours without a cloud', () => {
    // Steps of the golden ratio are spread as evenly as chance, and the same every time.
    let draw = 0;
    const policy = new ReconnectPolicy(() => (draw = (draw + 0.618034) % 1));
    let [now, attempts] = [0, 0];
    for (; now < 15 * 3_600_000; attempts += 1) now += policy.ended(FAILED, at(now));
    expect(attempts).toBeLessThanOrEqual(250);
    expect(attempts).toBeGreaterThan(150);
  });
});

describe('A close without a code after the response to a command', () => {
  const BARE = closed(30_000, { why: 'close code 1005', withoutCode: true });

  it('leads to an immediate reconnect, and is no failure', () => {
    const policy = new ReconnectPolicy(half);
    expect([policy.ended(BARE, at(1_000), at(1_000)), policy.ended(BARE, at(60_000), at(55_000))]).toEqual([
      0, 0,
    ]);
    expect(policy.ended(FAILED, at(61_000))).toBe(500);
  });

  it.each([
    ['the cloud responded to no command', BARE, undefined],
    ['the response came more than 5 s before', BARE, at(4_999)],
    ['it had a code', closed(30_000), at(10_000)],
    ['the line was cut', closed(30_000, { why: 'close code 1006' }), at(10_000)],
  ])('is a failure like any other when %s', (_case, end, respondedAt) => {
    expect(new ReconnectPolicy(half).ended(end, at(10_000), respondedAt)).toBe(500);
  });

  it('is a failure after ten of them within a minute, so that it never becomes a tight loop', () => {
    const policy = new ReconnectPolicy(half);
    const waits = Array.from({ length: 12 }, (_, index) => policy.ended(BARE, at(index), at(index)));
    expect(waits).toEqual([...Array<number>(10).fill(0), 500, 1_000]);
    expect(policy.ended(BARE, at(61_000), at(61_000))).toBe(0);
  });

  it('leaves the failures before it as they were', () => {
    const policy = new ReconnectPolicy(half);
    policy.ended(FAILED, at(0));
    policy.ended(BARE, at(1_000), at(1_000));
    expect(policy.ended(FAILED, at(2_000))).toBe(1_000);
  });
});

describe('The token', () => {
  it.each([401, 403])('is refused with HTTP status %d, and tried again after 15 minutes', (status) => {
    const policy = new ReconnectPolicy(half);
    expect(policy.ended(refused(status), at(0))).toBe(QUARTER);
    expect(policy.tokenRefused).toBe(true);
    expect(policy.ended(refused(status), at(QUARTER))).toBe(QUARTER);
  });

  it.each([404, 429, 500, 503])('is not to blame for HTTP status %d', (status) => {
    const policy = new ReconnectPolicy(half);
    expect(policy.ended(refused(status), at(0))).toBe(500);
    expect(policy.tokenRefused).toBe(false);
  });

  it('counts as refused after three connections in a row that close at once without a message', () => {
    const policy = new ReconnectPolicy(half);
    const waits = [INSTANT, INSTANT, INSTANT].map((end) => policy.ended(end, at(0)));
    expect(waits).toEqual([500, 1_000, QUARTER]);
    expect(policy.tokenRefused).toBe(true);
  });

  it('counts as accepted again after a different end', () => {
    const policy = new ReconnectPolicy(half);
    policy.ended(refused(401), at(0));
    policy.ended(FAILED, at(QUARTER));
    expect(policy.tokenRefused).toBe(false);
  });

  it('does not count as refused because of frames that are refused here', () => {
    const policy = new ReconnectPolicy(half);
    const frame = closed(0, { heardMessage: false, refusedHere: true });
    for (const end of [frame, frame, frame, frame]) policy.ended(end, at(0));
    expect(policy.tokenRefused).toBe(false);
  });

  it.each([
    ['said something', closed(0)],
    ['stood for 2 s', closed(2_000, { heardMessage: false })],
    ['never came to stand', FAILED],
    ['fell silent', closed(0, { how: 'silent', heardMessage: false })],
    ['sent a frame that is refused here', closed(0, { heardMessage: false, refusedHere: true })],
  ])('does not count as refused when one of three connections %s', (_case, other) => {
    const policy = new ReconnectPolicy(half);
    for (const end of [INSTANT, INSTANT, other, INSTANT, INSTANT]) {
      policy.ended(end, at(0));
      expect(policy.tokenRefused).toBe(false);
    }
  });
});

describe('Silence', () => {
  const timeout = (...ends: readonly SocketEnd[]) => {
    const policy = new ReconnectPolicy(half);
    for (const end of ends) policy.ended(end, at(0));
    return { toleratesSilence: policy.toleratesSilence, silenceLimit: policy.silenceLimit };
  };
  const IMPATIENT = { toleratesSilence: false, silenceLimit: 30_000 };

  it('is tolerated for 30 s', () => {
    expect(timeout()).toEqual(IMPATIENT);
  });

  it('is tolerated for 5 minutes after three connections that sent messages, no pong, and then nothing', () => {
    expect(timeout(MUTE, MUTE)).toEqual(IMPATIENT);
    expect(timeout(MUTE, MUTE, MUTE)).toEqual({ toleratesSilence: true, silenceLimit: 300_000 });
  });

  it.each([
    ['was closed', closed(30_000, { heardPong: false })],
    ['never said a word', { ...MUTE, heardMessage: false }],
    ['never came to stand', FAILED],
  ])('is borne no longer when one of the three %s', (_case, other) => {
    expect(timeout(MUTE, MUTE, other, MUTE, MUTE)).toEqual(IMPATIENT);
  });

  it('is never tolerated longer once a pong has arrived', () => {
    expect(timeout(closed(30_000), MUTE, MUTE, MUTE, MUTE)).toEqual(IMPATIENT);
    expect(timeout(MUTE, MUTE, MUTE, { ...MUTE, heardPong: true })).toEqual(IMPATIENT);
  });
});
