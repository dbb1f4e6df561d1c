import type { EventFrame } from './event-frame.js';
import type { EventStream } from './event-stream.js';

/** How many streams are written to until other requests get their turn: about 5 ms. */
const SLICE = 500;

interface Job {
  readonly frame: EventFrame;
  readonly streams: Iterator<EventStream>;
  readonly write: (stream: EventStream, frame: EventFrame) => void;
}

/**
 * Writes frames to many streams, in order and in slices, so that thousands of streams do not delay a stop. Few streams
 * are written to at once.
 */
export class FrameDelivery {
  private readonly jobs: Job[] = [];
  private isPlanned = false;

  /** Writes an event to every stream of a set; the set may change meanwhile. */
  deliver(frame: EventFrame, streams: Iterable<EventStream>): void {
    this.add({ frame, streams: streams[Symbol.iterator](), write: deliverTo });
  }

  /** Writes a frame without a position, such as a comment. */
  write(frame: EventFrame, streams: Iterable<EventStream>): void {
    this.add({ frame, streams: streams[Symbol.iterator](), write: writeTo });
  }

  private add(job: Job): void {
    this.jobs.push(job);
    if (!this.isPlanned) this.run();
  }

  private readonly run = (): void => {
    this.isPlanned = false;
    let left = SLICE;
    for (let job = this.jobs[0]; job !== undefined; job = this.jobs[0]) {
      left = runSlice(job, left);
      if (left > 0) this.jobs.shift();
      else return this.plan();
    }
  };

  private plan(): void {
    this.isPlanned = true;
    setImmediate(this.run);
  }
}

/** @returns how many streams may still be written to; 0 when the job may not be finished */
function runSlice({ frame, streams, write }: Job, most: number): number {
  for (let left = most; left > 0; left--) {
    const next = streams.next();
    if (next.done === true) return left;
    write(next.value, frame);
  }
  return 0;
}

const deliverTo = (stream: EventStream, frame: EventFrame): void => stream.deliver(frame);
const writeTo = (stream: EventStream, frame: EventFrame): void => stream.write(frame);
