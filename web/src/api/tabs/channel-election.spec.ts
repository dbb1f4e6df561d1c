import fc from 'fast-check';
import { electByChannel } from './channel-election.js';

/** How long the leader has to object to a claim, and steps of the time, in milliseconds. */
const CLAIM_TIME = 600;
const SECOND = 1_000;
const STEP = 50;

/** The channels of a browser: messages arrive late, and in order between each two tabs. */
class Channels {
  private readonly open = new Set<Channel>();
  private readonly due = new Map<string, number>();

  /** @param delays how long each message is on its way, one after the other */
  constructor(private readonly delays: () => number) {}

  readonly classOf = (): typeof BroadcastChannel => {
    const opened = (channel: Channel) => void this.open.add(channel);
    const { post, close } = this;
    return class extends Channel {
      constructor() {
        super(post, close);
        opened(this);
      }
    } as unknown as typeof BroadcastChannel;
  };

  private readonly post = (from: Channel, data: unknown): void => {
    for (const to of this.open) {
      if (to === from) continue;
      const line = `${from.number}>${to.number}`;
      const at = Math.max(Date.now() + this.delays(), this.due.get(line) ?? 0);
      this.due.set(line, at);
      setTimeout(() => this.open.has(to) && to.onmessage?.({ data }), at - Date.now());
    }
  };

  private readonly close = (channel: Channel): void => void this.open.delete(channel);
}

let numbers = 0;

class Channel {
  readonly number = numbers++;
  onmessage: ((event: { readonly data: unknown }) => void) | undefined;

  constructor(
    private readonly post: (from: Channel, data: unknown) => void,
    private readonly end: (channel: Channel) => void,
  ) {}

  postMessage(data: unknown): void {
    this.post(this, data);
  }

  close(): void {
    this.end(this);
  }
}

/** Tabs that open and may leave again at some moment, in milliseconds. */
interface Tab {
  readonly opensAt: number;
  readonly stays: number | null;
}

const NAMES = 'BroadcastChannel';
const original = globalThis[NAMES];

/** The tabs of a browser, of which it counts those that are open and those that lead. */
class Browser {
  leaders = 0;
  present = 0;

  constructor(tabs: readonly Tab[], delays: readonly number[]) {
    let next = 0;
    globalThis[NAMES] = new Channels(() => delays[next++ % delays.length]!).classOf();
    for (const { opensAt, stays } of tabs) setTimeout(() => this.add(stays), opensAt);
  }

  private add(stays: number | null): void {
    this.present += 1;
    const resign = electByChannel('test', () => {
      this.leaders += 1;
      return () => (this.leaders -= 1);
    });
    if (stays === null) return;
    setTimeout(() => {
      this.present -= 1;
      resign();
    }, stays);
  }
}

const tabs = (latest: number, stays: fc.Arbitrary<number | null>) =>
  fc.array(fc.record({ opensAt: fc.nat(latest), stays }), { minLength: 2, maxLength: 5 });
const delays = (most: number) => fc.array(fc.nat(most), { minLength: 1, maxLength: 40 });
const lastOf = (all: readonly Tab[]) => Math.max(...all.map(({ opensAt }) => opensAt));

describe('The election by messages', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    jest.useRealTimers();
    globalThis[NAMES] = original;
  });

  it('has one leader a second after the last tab has opened, whatever they do at the same moment', () => {
    const property = fc.property(tabs(CLAIM_TIME, fc.constant(null)), delays(50), (all, late) => {
      jest.clearAllTimers();
      const browser = new Browser(all, late);
      jest.advanceTimersByTime(lastOf(all) + SECOND);
      expect(browser.leaders).toBe(1);
      jest.advanceTimersByTime(60 * SECOND);
      expect(browser.leaders).toBe(1);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('has two leaders for less than a second at most, where messages arrive within the time of a claim', () => {
    const property = fc.property(tabs(3 * SECOND, fc.constant(null)), delays(CLAIM_TIME / 2), (all, late) => {
      jest.clearAllTimers();
      const browser = new Browser(all, late);
      let since = 0;
      for (let time = 0; time < 8 * SECOND; time += STEP) {
        jest.advanceTimersByTime(STEP);
        since = browser.leaders > 1 ? since + STEP : 0;
        expect(since).toBeLessThan(SECOND);
      }
    });
    fc.assert(property, { numRuns: 100 });
  });

  it('comes back to one leader where messages were late by seconds', () => {
    const property = fc.property(tabs(SECOND, fc.constant(null)), delays(3 * SECOND), (all, late) => {
      jest.clearAllTimers();
      const browser = new Browser(all, [...late, ...Array<number>(400).fill(20)]);
      jest.advanceTimersByTime(20 * SECOND);
      expect(browser.leaders).toBe(1);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('has one leader again after tabs have left', () => {
    const property = fc.property(
      tabs(5 * SECOND, fc.option(fc.integer({ min: 1, max: 10_000 }))),
      delays(50),
      (all, late) => {
        jest.clearAllTimers();
        const browser = new Browser(all, late);
        jest.advanceTimersByTime(30 * SECOND);
        expect(browser.leaders).toBe(Math.min(browser.present, 1));
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
