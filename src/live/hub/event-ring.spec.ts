import { milliseconds } from '../../shared/units.js';
import { EventFrame } from '../stream/event-frame.js';
import { EventRing, frameFor, type SentEvent } from './event-ring.js';
import { LiveView } from './live-view.js';

const LIMITS = { events: 4, bytes: 100_000, age: milliseconds(1_000) };
const view = new LiveView('all', undefined);

const sent = (number: number, at = 0, length = 10): SentEvent => ({
  subject: { type: 'reading', deviceId: 'A' },
  number,
  at: milliseconds(at),
  frames: new Map([[undefined, new EventFrame('x'.repeat(length), number)]]),
});

describe('EventRing', () => {
  /** The numbers of everything after a number. */
  function numbersAfter(ring: EventRing, number: number): number[] {
    const found = [];
    for (let next = ring.after(number); next; next = ring.after(next.number)) found.push(next.number);
    return found;
  }

  it('gives the events after a number in their order, whatever numbers are missing', () => {
    const ring = new EventRing(LIMITS);
    for (const number of [2, 3, 7]) ring.add(sent(number));
    expect(numbersAfter(ring, 0)).toEqual([2, 3, 7]);
    expect(numbersAfter(ring, 2)).toEqual([3, 7]);
    expect(numbersAfter(ring, 5)).toEqual([7]);
    expect(numbersAfter(ring, 7)).toEqual([]);
  });

  it('keeps a number of events, and knows from where on nothing is missing', () => {
    const ring = new EventRing(LIMITS);
    for (let number = 1; number <= 100; number++) ring.add(sent(number));
    expect(numbersAfter(ring, 0)).toEqual([97, 98, 99, 100]);
    expect([95, 96, 100].map((number) => ring.reachesBackTo(number))).toEqual([false, true, true]);
  });

  it('keeps an amount of bytes', () => {
    const ring = new EventRing({ ...LIMITS, bytes: 2_000 });
    for (let number = 1; number <= 3; number++) ring.add(sent(number, 0, 500));
    expect(numbersAfter(ring, 0)).toEqual([2, 3]);
    ring.add(sent(4, 0, 5_000));
    expect(numbersAfter(ring, 0)).toEqual([]);
    expect(ring.reachesBackTo(3)).toBe(false);
    expect(ring.reachesBackTo(4)).toBe(true);
  });

  it('keeps events for a time', () => {
    const ring = new EventRing(LIMITS);
    ring.add(sent(1, 0));
    ring.add(sent(2, 600));
    ring.trim(milliseconds(1_000));
    expect(numbersAfter(ring, 0)).toEqual([1, 2]);
    ring.trim(milliseconds(1_001));
    expect(numbersAfter(ring, 0)).toEqual([2]);
    ring.trim(milliseconds(9_000));
    expect(numbersAfter(ring, 0)).toEqual([]);
    expect(ring.reachesBackTo(2)).toBe(true);
  });

  it('has one frame for all views, or one for each', () => {
    const other = new LiveView('[]', new Set());
    const frame = new EventFrame('x');
    const perView = { ...sent(1), subject: { type: 'status', deviceId: 'A', isPerView: true } } as const;
    expect(frameFor({ ...perView, frames: new Map([[view, frame]]) }, view)).toBe(frame);
    expect(frameFor({ ...perView, frames: new Map([[view, frame]]) }, other)).toBeUndefined();
    expect(frameFor({ ...sent(1), frames: new Map([[undefined, frame]]) }, other)).toBe(frame);
  });
});
