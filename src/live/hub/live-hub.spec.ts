import { DrivenClock } from '../../../test/harness/driven-clock.js';
import type { EventFrame } from '../stream/event-frame.js';
import type { EventStream } from '../stream/event-stream.js';
import { LIVE_TYPES, type EventSubject } from './live-event.js';
import { LiveHub, type Subscription } from './live-hub.js';
import type { LiveGroup } from './live-group.js';

const MINUTE = 60_000;
const READING: EventSubject = { type: 'reading', deviceId: 'A' };
const STATUS: EventSubject = { type: 'status', deviceId: 'A', isPerView: true };

/** A stream whose client reads only when the test says so. */
class FakeStream {
  position = 0;
  isOpen = true;
  isBehind = false;
  readonly frames: EventFrame[] = [];
  private whenRead: (() => void) | undefined;

  /** @param slow whether its client has to read after each frame */
  constructor(private readonly slow = false) {}

  deliver(frame: EventFrame): void {
    if (frame.number <= this.position) return;
    this.position = frame.number;
    this.frames.push(frame);
    this.isBehind = this.slow;
  }

  onceRead(act: () => void): void {
    this.whenRead = act;
  }

  read(): void {
    this.isBehind = false;
    this.whenRead?.();
  }

  end(): void {
    this.isOpen = false;
  }

  get data(): unknown[] {
    return this.frames.map(
      ({ content }) => JSON.parse(/data: (.*)/.exec(content.toString())![1]!) as unknown,
    );
  }
}

describe('LiveHub', () => {
  let clock: DrivenClock;
  let hub: LiveHub;
  beforeEach(() => {
    clock = new DrivenClock();
    hub = new LiveHub(clock);
  });

  const group = (
    known: Partial<Subscription['filter']> = {},
    devices?: readonly string[],
    key = 'key',
  ): LiveGroup =>
    hub.groupOf({
      filter: { types: new Set(LIVE_TYPES), deviceId: undefined, approvals: 'all', ...known },
      principal: devices === undefined ? {} : { devices: new Set(devices) },
      access: { key, isCurrent: () => true },
    });
  const join = (to: LiveGroup, stream = new FakeStream(), position = hub.last): FakeStream => {
    stream.position = position;
    hub.join(stream as unknown as EventStream, to);
    return stream;
  };
  const send = (count: number, subject = READING) => hub.publish(subject, () => ({ count }));

  it('makes nothing of an event without a subscriber', () => {
    const data = jest.fn(() => ({}));
    hub.publish(STATUS, data);
    join(group({ types: new Set(['cook']) }));
    join(group({ deviceId: 'B' }));
    join(group({}, ['B']));
    hub.publish(STATUS, data);
    expect(data).not.toHaveBeenCalled();
  });

  it('serialises an event once for all filters of a view, and hands them the same frame', () => {
    const data = jest.fn(() => ({}));
    const streams = [
      join(group()),
      join(group({ types: new Set(['status']) })),
      join(group({ deviceId: 'A' }, undefined, 'other')),
    ];
    hub.publish(STATUS, data);
    expect(data).toHaveBeenCalledTimes(1);
    expect(new Set(streams.map(({ frames }) => frames[0])).size).toBe(1);
  });

  it('shows each view its own data, under the same id', () => {
    const streams = [join(group()), join(group({}, ['A', 'B'])), join(group({}, ['B', 'A'], 'other'))];
    hub.publish(STATUS, ({ key }) => ({ key }));
    expect(streams.map(({ data }) => data)).toEqual([
      [{ key: 'all' }],
      [{ key: '["A","B"]' }],
      [{ key: '["A","B"]' }],
    ]);
    expect(new Set(streams.map(({ position }) => position)).size).toBe(1);
  });

  it('lets a slow client catch up as it reads, and leaves nothing out', () => {
    const all = group();
    const before = hub.last;
    for (const count of [1, 2, 3]) send(count);
    const slow = join(all, new FakeStream(true), before);
    expect(slow.data).toEqual([{ count: 1 }]);
    send(4);
    for (let reads = 0; reads < 6; reads++) slow.read();
    send(5);
    expect(slow.data).toEqual([1, 2, 3, 4, 5].map((count) => ({ count })));
  });

  it('ends a stream that still catches up with its group', () => {
    const all = group();
    const before = hub.last;
    for (const count of [1, 2, 3]) send(count);
    const [quick, slow] = [join(all), join(all, new FakeStream(true), before)];
    hub.end(all);
    expect([quick.isOpen, slow.isOpen]).toEqual([false, false]);
    slow.read();
    expect(slow.data).toHaveLength(1);
  });

  it('ends a stream whose missed events are dropped before it has read them', () => {
    const all = group();
    const before = hub.last;
    send(1);
    send(2);
    const slow = join(all, new FakeStream(true), before);
    for (let count = 0; count <= 10_000; count++) send(count);
    slow.read();
    expect(slow.isOpen).toBe(false);
    expect(slow.data).toEqual([{ count: 1 }]);
  });

  it('keeps the events of a group for ten minutes after its last stream has left', () => {
    const all = group();
    const stream = join(all);
    all.left(stream as unknown as EventStream);
    send(1);
    clock.advance(10 * MINUTE);
    expect(hub.forgetLeft()).toBe(true);
    clock.advance(1);
    expect(hub.forgetLeft()).toBe(false);
    const anew = group();
    expect(anew).not.toBe(all);
    expect(anew.since).toBeGreaterThan(stream.position);
  });

  it('keeps a bounded number of groups that were left, and every group with a stream', () => {
    const watched = group({}, undefined, 'watched');
    join(watched);
    for (let index = 0; index < 300; index++) {
      group({}, undefined, `left ${index}`);
      clock.advance(1);
    }
    hub.forgetLeft();
    const keys = hub.all.map(({ access }) => access.key);
    expect(keys).toHaveLength(101);
    expect(keys[0]).toBe('watched');
    expect(keys.at(-1)).toBe('left 299');
    expect(keys).not.toContain('left 199');
  });
});
