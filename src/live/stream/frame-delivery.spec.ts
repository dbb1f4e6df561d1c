import { EventFrame } from './event-frame.js';
import type { EventStream } from './event-stream.js';
import { FrameDelivery } from './frame-delivery.js';

/** A stream as far as frames are delivered to it. */
class FakeStream {
  readonly numbers: number[] = [];

  deliver({ number }: EventFrame): void {
    this.numbers.push(number);
  }

  write(frame: EventFrame): void {
    this.deliver(frame);
  }
}

const streams = (count: number): Set<FakeStream> =>
  new Set(Array.from({ length: count }, () => new FakeStream()));
const frame = (number: number): EventFrame => new EventFrame('x', number);
const turn = () => new Promise((resolve) => setImmediate(resolve));
const all = (set: ReadonlySet<FakeStream>) => [...set].map(({ numbers }) => numbers.join());

describe('FrameDelivery', () => {
  let delivery: FrameDelivery;
  beforeEach(() => {
    delivery = new FrameDelivery();
  });
  const deliver = (number: number, set: ReadonlySet<FakeStream>) =>
    delivery.deliver(frame(number), set as unknown as ReadonlySet<EventStream>);

  it('writes to few streams at once', () => {
    const few = streams(3);
    deliver(1, few);
    deliver(2, few);
    expect(all(few)).toEqual(['1,2', '1,2', '1,2']);
  });

  it('writes to many in slices, and to each in order', async () => {
    const many = streams(1_700);
    const few = streams(2);
    deliver(1, many);
    deliver(2, many);
    deliver(3, few);
    delivery.write(frame(4), many as unknown as Set<EventStream>);
    const begun = [...many].filter(({ numbers }) => numbers.length > 0).length;
    expect(begun).toBeGreaterThan(0);
    expect(begun).toBeLessThan(many.size);
    for (let turns = 0; turns < 20; turns++) await turn();
    expect(new Set(all(many))).toEqual(new Set(['1,2,4']));
    expect(all(few)).toEqual(['3', '3']);
  });

  it('writes to no stream that has left meanwhile', async () => {
    const many = streams(1_200);
    deliver(1, many);
    const last = [...many].at(-1)!;
    many.delete(last);
    for (let turns = 0; turns < 10; turns++) await turn();
    expect(last.numbers).toEqual([]);
    expect(new Set(all(many))).toEqual(new Set(['1']));
  });

  it('goes on where the number of streams is that of a slice', () => {
    const exact = streams(500);
    deliver(1, exact);
    return turn()
      .then(turn)
      .then(() => {
        deliver(2, exact);
        return turn().then(turn);
      })
      .then(() => expect(new Set(all(exact))).toEqual(new Set(['1,2'])));
  });
});
